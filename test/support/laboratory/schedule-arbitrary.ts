import fc from 'fast-check';
import { sceneArbitrary } from './scenes-arbitrary.ts';
import { DISK_OPERATIONS, EDITS, FAULTS, type Fate, PEOPLE, type Schedule, type Step, WINDOWS } from './schedule.ts';

const who = fc.constantFrom(...WINDOWS);
const waitMs = fc.constantFrom(0, 0, 3, 12, 40, 300, 2500, 20_000);

const edit = {
  do: fc.constant('edit' as const),
  waitMs,
  who,
  edit: fc.constantFrom(...EDITS, 'agreed note', 'note', 'note', 'note', 'status', 'status', 'calls', 'undelete'),
  record: fc.constantFrom(1 as const, 1 as const, 1 as const, 0 as const),
  times: fc.constantFrom(1, 1, 1, 1, 1, 2, 2, 6),
  everyMs: fc.constantFrom(0, 8, 30, 600),
  inTable: fc.constantFrom(false, false, false, true),
};
const editOfToday = fc.record({ ...edit, daysAgo: fc.constant(0), reason: fc.constantFrom(false, false, false, true) });
const editOfThePast = fc.record({
  ...edit,
  daysAgo: fc.constantFrom(1, 3, 3, 40),
  reason: fc.constantFrom(true, true, true, false),
  // the first may be told that the log is still being loaded
  times: fc.constantFrom(1, 2, 3),
  everyMs: fc.constantFrom(600, 2500),
});
const ofWindow = fc.record({
  do: fc.constantFrom(
    ...(['go offline', 'go offline', 'go online', 'go online', 'look', 'look away'] as const),
    ...(['kill', 'open', 'open', 'ask for history'] as const),
  ),
  waitMs,
  who,
});
const choice = fc.record({
  do: fc.constant('choose' as const),
  waitMs,
  who,
  choice: fc.constantFrom('mine' as const, 'mine' as const, 'theirs' as const, 'theirs' as const, 'other' as const),
});
const death = fc.record({
  do: fc.constant('die' as const),
  waitMs,
  who,
  at: fc.constantFrom(...DISK_OPERATIONS, ...(['append', 'acknowledge', 'advance', 'advance', 'advance'] as const)),
  moment: fc.constantFrom('before' as const, 'after' as const),
});
const ofPerson = fc.oneof(
  fc.record({ do: fc.constantFrom('sign out' as const), waitMs, who }),
  fc.record({ do: fc.constant('sign in' as const), waitMs, who, as: fc.constantFrom(...PEOPLE, 'dana' as const) }),
);
const ofMachine = fc.oneof(
  fc.record({
    do: fc.constantFrom(
      ...(['export', 'export', 'lose the machine', 'find a machine', 'clone the profile'] as const),
      ...(['fill the disk', 'fill the disk', 'make room', 'clear the disk'] as const),
    ),
    waitMs,
    who,
  }),
  fc.record({
    do: fc.constant('import' as const),
    waitMs,
    who,
    file: fc.constantFrom('first' as const, 'last' as const),
  }),
  fc.record({ do: fc.constant('freeze' as const), waitMs, who, forMs: fc.constantFrom(300, 5000, 40_000, 400_000) }),
);
const ofServer = fc.oneof(
  fc.record({ do: fc.constant('stop the server' as const), waitMs, forMs: fc.constantFrom(0, 100, 5000) }),
  fc.record({ do: fc.constant('restore' as const), waitMs, commits: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    do: fc.constantFrom('make readers' as const, 'make contributors' as const),
    waitMs,
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 18, arbitrary: editOfToday },
  { weight: 5, arbitrary: editOfThePast },
  { weight: 8, arbitrary: ofWindow },
  { weight: 6, arbitrary: choice },
  { weight: 7, arbitrary: death },
  { weight: 3, arbitrary: ofPerson },
  { weight: 7, arbitrary: ofMachine },
  { weight: 2, arbitrary: ofServer },
);

const fault = fc.oneof(
  { weight: 1, arbitrary: fc.constant('none' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...FAULTS, ...(['cut', 'cut', 'twice', 'twice'] as const)) },
);
const travelMs = fc.constantFrom(5, 5, 60, 700);
const fate: fc.Arbitrary<Fate> = fc.record({ fault, goMs: travelMs, backMs: travelMs });

const LONGEST = 12;
/** Single steps, and now and then a scene of several. */
const steps = fc
  .array(
    fc.oneof(
      { weight: 11, arbitrary: step.map((each): readonly Step[] => [each]) },
      { weight: 1, arbitrary: sceneArbitrary },
    ),
    { minLength: 1, maxLength: LONGEST, size: 'max' },
  )
  .map((scenes) => scenes.flat());
const clockMinutes = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 9, -1440, 1440);
const UNLIMITED = 1000;

/** Schedules as long as the test run allows: a few milliseconds of computing each. */
export const scheduleArbitrary: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat({ max: 0xffff }),
  clockMinutes: fc.tuple(clockMinutes, clockMinutes, clockMinutes, clockMinutes, clockMinutes),
  foldsOften: fc.constantFrom(false, false, false, false, false, true),
  editsPerRequest: fc.constantFrom(UNLIMITED, UNLIMITED, UNLIMITED, 3, 1),
  hasLocks: fc.constantFrom(true, false),
  hasTwoWindows: fc.constantFrom(true, false),
  mariaIsPrivate: fc.constantFrom(false, false, false, true),
  danaForMaria: fc.constantFrom(false, false, true),
  steps,
  fates: fc.array(fate, { maxLength: 2 * LONGEST, size: 'max' }),
});
