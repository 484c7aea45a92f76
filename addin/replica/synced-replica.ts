import type { Commit, PushRequest, PushResult } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { PushLimits } from './replica-store.ts';
import type { ReturnedEdit } from './returned-edit.ts';

/** What there is to tell of a replica beside its records. */
export interface ReplicaSummary {
  /** Null: no snapshot was ever loaded. */
  readonly cursor: string | null;
  readonly unsent: number;
  readonly returned: readonly ReturnedEdit[];
  readonly lastSyncedAt: string | null;
  readonly durable: boolean;
}

/**
 * Why the replica asks for attention. `store lost`: its store was closed under it, and the next round opens it again;
 * `dismissed`: the person has taken a returned edit off the list, which other windows show too.
 */
export type ReplicaNews = 'edited' | 'history wanted' | 'store lost' | 'dismissed' | 'changed';

/** The side of a replica that the sync loop works on. */
export interface SyncedReplica {
  readonly summary: ReplicaSummary;
  /** Calls after each change of the summary and when there is work for the loop; returns what ends it. */
  onNews(listener: (news: ReplicaNews) => void): () => void;
  /** Takes up what another workbook wrote to the same store. */
  refresh(): Promise<void>;
  loadSnapshot(snapshot: { readonly records: readonly DatasetRecord[]; readonly cursor: string }): Promise<void>;
  /**
   * Takes up pulled commits; `changed` counts the records that were not as they say already. `gap`: one of them rests
   * on a change that never came, and only a new snapshot helps.
   */
  applyCommits(commits: readonly Commit[], cursor: string): Promise<{ readonly changed: number } | 'gap'>;
  /** The whole request, with the cursor that the replica holds [S11]; null where nothing waits, or there is no plan yet. */
  takePushes(limits: PushLimits): Promise<PushRequest | null>;
  /**
   * Takes the answers to pushes of a request; each must answer every edit of its push. [S6] An edit in conflict comes
   * back together with what still waits on top of it.
   */
  acknowledge(request: PushRequest, results: readonly PushResult[]): Promise<void>;
  /**
   * Calls pushes in flight back after a request was refused, under a new client id or the present one; see ReplicaStore.
   * Nothing is done where they go under another client id by now.
   */
  renumber(clientId: 'new' | 'same', refused: PushRequest): Promise<void>;
  /** From where the log is to be fetched on; null where nobody asked for it, or it is here. */
  historyWanted(): { readonly after: string | null } | null;
  /** A page that was asked for `after` a cursor (null: the first); left out where the log has gone elsewhere meanwhile. */
  appendHistory(
    commits: readonly Commit[],
    cursor: string | null,
    after: string | null,
    complete: boolean,
  ): Promise<void>;
  /** Takes a returned edit off the list; nothing happens where it is not there. */
  dismiss(mutationId: string): Promise<void>;
}
