import { expect, it } from 'vitest';
import type { Breach } from '../../support/laboratory/breach.ts';
import { schedulesUntilBroken } from '../../support/laboratory/hold-schedules.ts';
import type { Faults } from '../../support/laboratory/laboratory.ts';
import { runSchedule } from '../../support/laboratory/run-schedule.ts';
import {
  epochIgnored,
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
import { breachesOf } from '../../support/laboratory/verdict.ts';

const SEARCH = { seed: 20230331, schedules: 5000 };

/** A planted fault, and the promise that it cannot keep. */
const MUTANTS: readonly [string, () => Faults, Breach['promise']][] = [
  ['[S4] the ledger is not consulted', ledgerNotConsulted, 'no edit is in two commits'],
  ['[S5] the merge ignores its base', mergeIgnoringItsBase, 'answered as the plain dataset has it'],
  ['[S14] an edit is acknowledged before it is on disk', acknowledgedBeforeOnDisk, 'no acknowledged edit is gone'],
  ['[S9] the cursor is saved before the commits are applied', cursorSavedBeforeCommits, 'replicas equal the server'],
  ['[S14] the outbox is cleared before the answer', outboxClearedBeforeAnswer, 'no acknowledged edit is gone'],
  ['[S15] an edit in flight is coalesced', editInFlightCoalesced, 'an acknowledged edit is what was asked'],
  ['[S3] the server reads stale records', staleRead, 'answered as the plain dataset has it'],
  ['[S11] the epoch is ignored', epochIgnored, 'replicas equal the server'],
];

it.each(MUTANTS)(
  '%s: the laboratory notices',
  async (_name, plant, promise) => {
    const found = await schedulesUntilBroken(plant, promise, SEARCH);
    if (found === null) throw new Error(`${SEARCH.schedules} schedules have not noticed`);
    expect(await breachesOf(await runSchedule(found.schedule))).toEqual([]);
  },
  120_000,
);
