import type { SyncedReplica } from '../replica/synced-replica.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { createLogProgress, type LogProgress } from './log-progress.ts';
import { pullCommits, pullHistory } from './pull.ts';
import { pushOutbox } from './push-outbox.ts';
import type { RoundParts } from './round-parts.ts';
import type { Failure, Transport } from './transport.ts';

/** How a round ended. `sent` edits were answered; `received` records came that were not known. */
export interface RoundEnd {
  readonly failure: Failure | null;
  readonly sent: number;
  readonly received: number;
}

/** A round that failed before it did anything. */
export const failedRound = (failure: Failure): RoundEnd => ({ failure, sent: 0, received: 0 });

/**
 * One round, in this order:
 *
 * 1. What other windows wrote to the store is taken up.
 * 2. [S10] The snapshot and the commits after it, where nothing was ever loaded.
 * 3. The outbox, until nothing waits. A restored dataset (410) is loaded anew before it is sent again [S11]; a push
 *    number that was used or skipped (409) makes it another client, which pulls before it sends again [S4]: three such
 *    answers in a round at most. What is too large (413) is halved, down to one edit; so is what is refused for what it
 *    says (400), and that one edit goes back to the person [S8].
 * 4. [S9] The commits of others; after a 410, or where one is missing, the snapshot instead.
 * 5. [S13] The log, where a cell asked for a day past: from where an earlier round left it, and from its beginning after
 *    a snapshot.
 *
 * The first step that fails ends the round; what was written down before that stays.
 */
export async function syncRound(
  replica: SyncedReplica,
  transport: Transport,
  log: LogProgress = createLogProgress(replica, () => {}),
): Promise<RoundEnd> {
  const parts: RoundParts = { replica, transport, log, sent: 0, received: 0 };
  await replica.refresh();
  const failure =
    (replica.summary.cursor === null ? await loadSnapshot(parts) : null) ??
    (await pushOutbox(parts)) ??
    (await pullCommits(parts)) ??
    (await pullHistory(parts));
  return { failure, sent: parts.sent, received: parts.received };
}
