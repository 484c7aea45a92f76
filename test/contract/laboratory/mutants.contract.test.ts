import { expect, it } from 'vitest';
import type { Breach } from '../../support/laboratory/breach.ts';
import type { Faults } from '../../support/laboratory/faults.ts';
import { schedulesUntilBroken } from '../../support/laboratory/hold-schedules.ts';
import { runSchedule } from '../../support/laboratory/run-schedule.ts';
import {
  correctionOnPresentBase,
  epochIgnored,
  epochOfPushIgnored,
  knownEditsNotRecognised,
  ledgerNotConsulted,
  mergeIgnoringItsBase,
  staleRead,
} from '../../support/laboratory/service-mutants.ts';
import {
  acknowledgedBeforeOnDisk,
  cursorSavedBeforeCommits,
  editInFlightCoalesced,
  outboxClearedBeforeAnswer,
} from '../../support/laboratory/store-mutants.ts';
import {
  clearedStoreForgotten,
  exportForgetsInFlight,
  importForgetsReturned,
  joinedConflictDropsAnEdit,
  seenValuesIgnored,
} from '../../support/laboratory/unsent-mutants.ts';
import { breachesOf } from '../../support/laboratory/verdict.ts';

const SEARCH = { seed: 20230331, schedules: 5000 };

/** A planted fault, and the promise that it cannot keep. */
const MUTANTS: readonly [string, () => Faults, Breach['promise']][] = [
  ['[S4] the ledger is not consulted', ledgerNotConsulted, 'an edit is taken, or it comes back, and not both'],
  ['[S5] the merge ignores its base', mergeIgnoringItsBase, 'answered as the plain dataset has it'],
  ['[S14] an edit is acknowledged before it is on disk', acknowledgedBeforeOnDisk, 'no acknowledged edit is gone'],
  ['[S9] the cursor is saved before the commits are applied', cursorSavedBeforeCommits, 'replicas equal the server'],
  ['[S14] the outbox is cleared before the answer', outboxClearedBeforeAnswer, 'no acknowledged edit is gone'],
  ['[S15] an edit in flight is coalesced', editInFlightCoalesced, 'an acknowledged edit is what was asked'],
  ['[S3] the server reads stale records', staleRead, 'answered as the plain dataset has it'],
  ['[S11] the epoch is ignored', epochIgnored, 'replicas equal the server'],
  ['[S11] the epoch of a push is ignored', epochOfPushIgnored, 'answered as the plain dataset has it'],
  ['[S14] an edit that came before is not recognised', knownEditsNotRecognised, 'no edit is in two commits'],
  ['[S13] a correction is held against the present', correctionOnPresentBase, 'answered as the plain dataset has it'],
  ['[S6] what the author saw is ignored', seenValuesIgnored, 'an edit says what its author saw'],
  ['[S6] a joined conflict drops an edit', joinedConflictDropsAnEdit, 'no acknowledged edit is gone'],
  ['[S16] an import forgets what came back', importForgetsReturned, 'no acknowledged edit is gone'],
  ['[S16] an export forgets what is on its way', exportForgetsInFlight, 'no acknowledged edit is gone'],
  ['[S14] a store that was cleared is forgotten', clearedStoreForgotten, 'no acknowledged edit is gone'],
];

it.each(MUTANTS)(
  '%s: the laboratory notices',
  async (_name, plant, promise) => {
    const found = await schedulesUntilBroken(plant, promise, SEARCH);
    if (found === null) throw new Error(`${SEARCH.schedules} schedules have not noticed`);
    expect(await breachesOf(await runSchedule(found.schedule))).toEqual([]);
  },
  240_000,
);
