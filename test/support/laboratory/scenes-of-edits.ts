import fc from 'fast-check';
import { anyone, does, edits, later, type Scene, shortly, signsIn } from './scene-steps.ts';
import type { EditName, WindowName } from './schedule.ts';

/** Two edit the same, one of them offline and perhaps more than once; the person then chooses. */
export const conflict = fc
  .record({
    who: anyone,
    other: anyone,
    edit: fc.constantFrom<EditName>('note', 'note', 'status', 'calls'),
    times: fc.constantFrom(1, 2, 3),
    reason: fc.boolean(),
    choice: fc.constantFrom('mine' as const, 'theirs' as const, 'other' as const),
    waitMs: later,
    chosenAfterMs: fc.constantFrom(2500, 20_000),
  })
  .map(
    ({ who, other, edit, times, reason, choice, waitMs, chosenAfterMs }): Scene => [
      does(who, 'go offline', 0),
      edits(other, edit, waitMs),
      edits(who, edit, 40, { times, everyMs: 30, reason }),
      does(who, 'go online', 300),
      { do: 'choose', waitMs: chosenAfterMs, who, choice },
      { do: 'choose', waitMs, who, choice: 'mine' },
    ],
  );

/** Somebody edits in a table that shows what another has changed since, or not. */
export const tableBehind = fc
  .record({
    who: anyone,
    other: anyone,
    edit: fc.constantFrom<EditName>('note', 'status', 'calls'),
    others: fc.constantFrom<EditName>('note', 'status', 'calls'),
    times: fc.constantFrom(1, 2),
    reason: fc.boolean(),
    choice: fc.constantFrom('mine' as const, 'theirs' as const),
    waitMs: later,
  })
  .map(
    ({ who, other, edit, others, times, reason, choice, waitMs }): Scene => [
      edits(who, 'owner', 0, { inTable: true }),
      edits(other, others, waitMs),
      edits(who, edit, 20_000, { inTable: true, times, everyMs: 30, reason }),
      { do: 'choose', waitMs: 2500, who, choice },
      edits(who, edit, waitMs, { inTable: true }),
    ],
  );

/** A manager deletes what others edit; an administrator brings it back. */
export const deletion = fc
  .record({ who: anyone, first: shortly, second: later })
  .map(
    ({ who, first, second }): Scene => [
      edits(who, 'note', 0),
      edits('maria', 'delete', first),
      edits(who, 'status', first),
      signsIn('maria', 'dana', second),
      edits('maria', 'undelete', second),
    ],
  );

/** The past is corrected, before or after somebody else did so. */
export const correction = fc
  .record({
    who: anyone,
    other: anyone,
    daysAgo: fc.constantFrom(1, 3, 40),
    edit: fc.constantFrom<EditName>('note', 'status', 'calls'),
    waitMs: shortly,
  })
  .map(
    ({ who, other, daysAgo, edit, waitMs }): Scene => [
      does(who, 'ask for history', 0),
      edits(other, edit, waitMs),
      edits(other, edit, 2500, { daysAgo: 3, reason: true, times: 2, everyMs: 600 }),
      edits(who, edit, waitMs, { daysAgo, reason: true }),
    ],
  );

/** The service refuses what it would take a moment later. */
export const refusal = fc
  .record({
    who: fc.constantFrom<WindowName>('asha', 'ben'),
    edit: fc.constantFrom<EditName>('note', 'calls'),
    waitMs: later,
  })
  .map(
    ({ who, edit, waitMs }): Scene => [
      { do: 'make readers', waitMs: 0 },
      edits(who, edit, 0),
      { do: 'make contributors', waitMs },
      { do: 'choose', waitMs: 300, who, choice: 'mine' },
    ],
  );

/** The dataset is restored while pushes are under way. */
export const restoredDataset = fc
  .record({
    who: anyone,
    edit: fc.constantFrom<EditName>('note', 'status', 'month'),
    waitMs: fc.constantFrom(3, 12, 40),
    commits: fc.integer({ min: 0, max: 3 }),
  })
  .map(
    ({ who, edit, waitMs, commits }): Scene => [
      edits(who, edit, 0, { times: 3, everyMs: 30 }),
      { do: 'restore', waitMs, commits },
      edits(who, edit, 12),
    ],
  );
