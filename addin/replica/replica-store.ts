import type { Commit, Mutation, PushRequest } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { ReturnedEdit } from './returned-edit.ts';

/** An edit that the server has not answered. One with a push number is in flight. */
export interface OutboxEntry {
  readonly position: number;
  readonly mutation: Mutation;
  readonly pushNumber: number | null;
  /** It was sent once, or its id came from or went into a file: that id names this content for ever, so it never changes. */
  readonly sealed: boolean;
}

/** What the server has not taken of a person's edits. */
export interface UnsentEdits {
  readonly waiting: readonly Mutation[];
  readonly returned: readonly ReturnedEdit[];
}

/** [S3] How much one request may carry; smaller than the protocol's own where a server asked for less. */
export interface PushLimits {
  readonly mutationsPerPush: number;
  readonly bytesPerPush: number;
  readonly pushesPerRequest: number;
}

/** How far the log has been fetched for as-at answers. */
export interface HistoryMark {
  /** Null before the first page. */
  readonly cursor: string | null;
  readonly complete: boolean;
}

/** Everything that is kept of one dataset for one person, but the log. */
export interface StoredReplica {
  /** One more with every write, whoever wrote: a second workbook notices by it that it has fallen behind. */
  readonly version: number;
  readonly clientId: string;
  readonly nextPush: number;
  /** Null: no snapshot was ever loaded whole. */
  readonly cursor: string | null;
  readonly lastSyncedAt: string | null;
  readonly history: HistoryMark | null;
  readonly records: readonly DatasetRecord[];
  /** The version after which `records` were written; null where they are all there are. */
  readonly recordsSince: number | null;
  /** In the order in which the edits were made. */
  readonly outbox: readonly OutboxEntry[];
  readonly returned: readonly ReturnedEdit[];
}

export interface SnapshotWrite {
  readonly records: readonly DatasetRecord[];
  /** The returned edits that now tell something else; one that is no longer there stays away. */
  readonly returned?: readonly ReturnedEdit[];
  readonly cursor: string;
  readonly at: string;
}

/** Commits taken up: the records as they are after them, and the returned edits that now tell something else. */
export interface AdvanceWrite {
  readonly records: readonly DatasetRecord[];
  readonly returned: readonly ReturnedEdit[];
  readonly commits: readonly Commit[];
  readonly cursor: string;
  readonly at: string;
}

/** The answer to pushes: edits leave the outbox, the records and the returned edits take their place. */
export interface AcknowledgeWrite {
  /** The ids of the edits that are no longer to be sent: they were answered, or became part of a conflict. */
  readonly settled: readonly string[];
  readonly records: readonly DatasetRecord[];
  readonly returned: readonly ReturnedEdit[];
  /** The ids of the returned edits that became part of another. */
  readonly superseded: readonly string[];
}

export interface HistoryWrite extends HistoryMark {
  /** The mark's cursor when the page was asked for; null for the first page. */
  readonly after: string | null;
  readonly commits: readonly Commit[];
}

/** The store's version after a write; null where `expected` was no longer its version and nothing was written. */
export type WrittenVersion = number | null;

/**
 * Where a replica is kept. Each operation is one transaction, and resolves when that is complete.
 * Two workbooks may use one store at once: a write that rests on what was read names the version it read.
 */
export interface ReplicaStore {
  /** False where what is written dies with the page. */
  readonly durable: boolean;
  /** Whether it was closed, by us or by the browser: every operation then rejects, and it must be opened again. */
  readonly isClosed: boolean;
  /** With a version that was read before, only the records written since, where the store still knows which these are. */
  read(since?: number): Promise<StoredReplica>;
  version(): Promise<number>;
  /** Replaces the records and forgets the log; outbox and returned edits stay. */
  saveSnapshot(snapshot: SnapshotWrite): Promise<number>;
  /** The commits are kept only where history is followed. */
  advance(expected: number, step: AdvanceWrite): Promise<WrittenVersion>;
  /**
   * [S14] Puts edits on disk, all or none; an earlier waiting edit of the same fields may take one up [S15]. Tells for
   * each edit, in their order, the entry that holds it.
   */
  append(mutations: readonly Mutation[]): Promise<{ version: number; entries: readonly OutboxEntry[] }>;
  /** Takes up edits under their own ids, behind those that wait; those that are here already stay as they are. */
  adopt(edits: UnsentEdits): Promise<{ version: number; imported: number; already: number }>;
  /** Seals what waits, since it is to be known elsewhere too. */
  seal(): Promise<number>;
  /**
   * [S4] The pushes in flight, unchanged, and after them new ones as the limits allow; null where nothing waits, or no
   * snapshot was ever loaded. `numbered` counts the edits that have just got a number: without any, nothing was written.
   */
  takePushes(limits: PushLimits): Promise<{ version: number; numbered: number; request: PushRequest | null }>;
  acknowledge(expected: number, answer: AcknowledgeWrite): Promise<WrittenVersion>;
  /**
   * Calls the pushes in flight back to be numbered anew: under a new client id from 1, or under the present one
   * (null) from the first that came back. Only for pushes that the server has surely not taken.
   */
  renumber(expected: number, clientId: string | null): Promise<WrittenVersion>;
  dismiss(mutationId: string): Promise<number>;
  /** Starts to follow history, from the beginning. */
  wantHistory(): Promise<number>;
  /** Null, and nothing is written, where the mark is no longer where the page was asked after: a log has no holes. */
  appendHistory(step: HistoryWrite): Promise<WrittenVersion>;
  /** In sequence order; only those after a sequence where one is given. */
  readHistory(after?: number): Promise<readonly Commit[]>;
  close(): Promise<void>;
}

/**
 * Why a store could not do its work; nothing in it was changed. It could not be opened: `newer`, `unreadable`,
 * `unavailable`. While it was open: `full`, or `lost` (cleared or closed under us), and then it has to be opened again.
 */
export type ReplicaStoreFailure = 'newer' | 'unreadable' | 'unavailable' | 'full' | 'lost';

export class ReplicaStoreError extends Error {
  override readonly name = 'ReplicaStoreError';
  readonly failure: ReplicaStoreFailure;

  constructor(failure: ReplicaStoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}
