import type { ReturnedEdit } from '../replica/returned-edit.ts';

export type { ReturnedEdit } from '../replica/returned-edit.ts';

export type SyncPhase =
  | 'starting'
  | 'up to date'
  | 'syncing'
  | 'offline'
  | 'signed out'
  | 'not permitted'
  | 'update needed'
  | 'in trouble';

/** The log that answers as at an earlier day need, while it is being fetched. */
export interface HistoryProgress {
  /** Entries that are here. */
  readonly fetched: number;
  /** How many there are; null where that is not known. */
  readonly total: number | null;
}

export interface SyncStatus {
  readonly phase: SyncPhase;
  /** What the person can do about it; absent while there is nothing to do. */
  readonly message?: string;
  /** Edits on disk that the server has not answered. */
  readonly unsent: number;
  readonly returned: readonly ReturnedEdit[];
  /** When this replica last heard from the server, as an ISO time; null: never. */
  readonly lastSyncedAt: string | null;
  /** False in a private window or a full disk: edits are then kept in memory only, and the pane says so. */
  readonly durable: boolean;
  /** Absent while nobody asked for an earlier day, and once the log is here. */
  readonly history?: HistoryProgress;
}

/** What the pane and the ribbon may ask of the sync loop. */
export interface SyncControl {
  readonly status: SyncStatus;
  /** Calls at once with the present status, then after each change; returns what ends it. */
  subscribe(listener: (status: SyncStatus) => void): () => void;
  /** Syncs now; resolves when that round is over, whatever its end. */
  syncNow(): Promise<SyncStatus>;
  /** Takes a returned edit off the list. */
  dismiss(mutationId: string): Promise<void>;
}
