import fc from 'fast-check';
import { DISK_OPERATIONS, EDITS, FAULTS, type Fate, type Schedule, type Step, WINDOWS } from './schedule.ts';

const who = fc.constantFrom(...WINDOWS);
const waitMs = fc.constantFrom(0, 0, 3, 12, 40, 300, 2500, 20_000);

const edit = {
  do: fc.constant('edit' as const),
  waitMs,
  who,
  edit: fc.constantFrom(...EDITS, 'agreed note', 'note', 'note', 'note', 'status', 'status', 'calls'),
  record: fc.constantFrom(1 as const, 1 as const, 1 as const, 0 as const),
  times: fc.constantFrom(1, 1, 1, 1, 1, 2, 2, 6),
  everyMs: fc.constantFrom(0, 8, 30, 600),
};
const editOfToday = fc.record({ ...edit, daysAgo: fc.constant(0), reason: fc.constantFrom(false, false, false, true) });
const editOfThePast = fc.record({
  ...edit,
  daysAgo: fc.constantFrom(1, 3, 40),
  reason: fc.constantFrom(true, true, false),
});
const ofWindow = fc.record({
  do: fc.constantFrom(
    ...(['go offline', 'go offline', 'go online', 'go online', 'look', 'look away'] as const),
    ...(['kill', 'open', 'open', 'dismiss', 'dismiss', 'dismiss', 'dismiss', 'ask for history'] as const),
  ),
  waitMs,
  who,
});
const death = fc.record({
  do: fc.constant('die' as const),
  waitMs,
  who,
  at: fc.constantFrom(...DISK_OPERATIONS, 'advance' as const),
  moment: fc.constantFrom('before' as const, 'after' as const),
});
const ofServer = fc.oneof(
  fc.record({ do: fc.constant('stop the server' as const), waitMs, forMs: fc.constantFrom(0, 100, 5000) }),
  fc.record({ do: fc.constant('restore' as const), waitMs, commits: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constantFrom('make readers' as const, 'make contributors' as const), waitMs }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: editOfToday },
  { weight: 2, arbitrary: editOfThePast },
  { weight: 5, arbitrary: ofWindow },
  { weight: 3, arbitrary: death },
  { weight: 1, arbitrary: ofServer },
);

const fault = fc.oneof(
  { weight: 1, arbitrary: fc.constant('none' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...FAULTS, 'cut' as const, 'unauthorised' as const) },
);
const travelMs = fc.constantFrom(5, 5, 60, 700);
const fate: fc.Arbitrary<Fate> = fc.record({ fault, goMs: travelMs, backMs: travelMs });

const LONGEST = 12;
const clockMinutes = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 9, -1440, 1440);

/** Schedules as long as the test run allows: a few milliseconds of computing each. */
export const scheduleArbitrary: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat({ max: 0xffff }),
  clockMinutes: fc.tuple(clockMinutes, clockMinutes, clockMinutes, clockMinutes),
  foldsOften: fc.constantFrom(false, false, false, false, false, false, false, true),
  hasLocks: fc.constantFrom(true, true, false),
  mariaIsPrivate: fc.constantFrom(false, false, false, true),
  steps: fc.array(step, { minLength: 1, maxLength: LONGEST, size: 'max' }),
  fates: fc.array(fate, { maxLength: 2 * LONGEST, size: 'max' }),
});
