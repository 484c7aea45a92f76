import type { SyncedReplica } from '../replica/synced-replica.ts';
import type { HistoryProgress } from './sync-status.ts';

/** How far the log has come that as-at answers need: its entries are numbered from 1 without a gap. */
export interface LogProgress {
  /** Null while nobody asked for it, and once it is here. */
  readonly present: HistoryProgress | null;
  /** The log begins anew: a snapshot stands at this entry. */
  noteSnapshot(sequence: number): void;
  /** A pull of the changes after the present ones has brought this entry. */
  noteEntry(sequence: number): void;
  /** All entries up to this one are here. */
  noteFetched(sequence: number): void;
}

/** `onFetched` is called after each page of the log. */
export function createLogProgress(replica: Pick<SyncedReplica, 'historyWanted'>, onFetched: () => void): LogProgress {
  let last: number | null = null;
  let fetched = 0;
  return {
    get present() {
      const wanted = replica.historyWanted();
      if (wanted === null) return null;
      return { fetched: wanted.after === null ? 0 : fetched, total: last };
    },
    noteSnapshot(sequence) {
      last = sequence;
      fetched = 0;
    },
    noteEntry(sequence) {
      last = Math.max(last ?? 0, sequence);
    },
    noteFetched(sequence) {
      fetched = sequence;
      onFetched();
    },
  };
}
