import type { SyncedReplica } from '../replica/synced-replica.ts';
import type { LogProgress } from './log-progress.ts';
import type { Transport } from './transport.ts';

/** What the steps of one round work on, and count as they go. */
export interface RoundParts {
  readonly replica: SyncedReplica;
  readonly transport: Transport;
  readonly log: LogProgress;
  /** Edits that were answered. */
  sent: number;
  /** Records that came and were not known. */
  received: number;
}
