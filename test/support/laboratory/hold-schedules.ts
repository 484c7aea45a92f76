import fc from 'fast-check';
import type { Breach } from './breach.ts';
import type { Faults } from './faults.ts';
import type { LaboratoryOptions } from './laboratory.ts';
import { runSchedule } from './run-schedule.ts';
import { FAULTS, type Schedule } from './schedule.ts';
import { scheduleArbitrary } from './schedule-arbitrary.ts';
import { tallyRun } from './tally-run.ts';
import { breachesOf } from './verdict.ts';

/** What schedules came to, counted over all of them. */
export type Tally = Readonly<Record<string, number>>;

const HAPPENINGS = [
  ...[
    'acknowledged',
    'never answered',
    'windows killed',
    'server died at a write',
    'made in a table',
    'applied',
    'merged',
    'conflict',
  ],
  ...['rejected: not-permitted', 'rejected: date-in-future', 'rejected: deleted-record', 'rejected: reason-missing'],
  ...['refused: reason-missing', 'refused: before-creation', 'refused: history-loading', 'refused: deleted-record'],
  ...['deleted', 'restored', 'corrected', 'joined', 'known already', 'taken back by a restore'],
  ...['conflict: mine', 'conflict: theirs', 'conflict: other', 'rejected: mine', 'rejected: theirs'],
  ...[
    'signed out',
    'another signed in',
    'exported',
    'edits imported',
    'edits imported again',
    "another's file refused",
  ],
  ...['machine lost', 'machine found', 'profile cloned', 'disk cleared', 'went on in memory', 'frozen'],
  ...['snapshot page gone', 'gone with a machine', 'gone with a restore'],
  ...[...FAULTS, 'too large'].map((fault) => `request: ${fault}`),
];
const OFTEN_ENOUGH = 5;

/** What hardly ever happened, and so was not tried: of a laboratory in which nothing goes wrong, nothing is proven. */
export function untried(tally: Tally): string[] {
  return HAPPENINGS.filter((what) => (tally[what] ?? 0) < OFTEN_ENOUGH);
}

export interface Holding extends LaboratoryOptions {
  readonly seed: number;
  readonly schedules: number;
  /** What a schedule is made before it runs. */
  readonly altered?: (schedule: Schedule) => Schedule;
}

/** Runs so many schedules; rejects with the smallest one that breaks a promise. */
export async function holdSchedules({
  seed,
  schedules,
  altered = (same) => same,
  ...options
}: Holding): Promise<Tally> {
  const tally: Record<string, number> = {};
  const count = (what: string, times = 1): void => {
    tally[what] = (tally[what] ?? 0) + times;
  };
  const holds = fc.asyncProperty(scheduleArbitrary.map(altered), async (schedule) => {
    const run = await runSchedule(schedule, options);
    const breaches = await breachesOf(run);
    if (breaches.length > 0) throw new Error(breaches.map(({ promise, detail }) => `${promise}: ${detail}`).join('\n'));
    await tallyRun(run, count);
  });
  await fc.assert(holds, { seed, numRuns: schedules });
  return tally;
}

/** How many schedules it takes until one breaks a promise, and that one; null where none of so many does. */
export async function schedulesUntilBroken(
  plant: () => Faults,
  promise: Breach['promise'],
  { seed, schedules }: Pick<Holding, 'seed' | 'schedules'>,
): Promise<{ readonly schedules: number; readonly schedule: Schedule } | null> {
  const isKept = fc.asyncProperty(scheduleArbitrary, async (schedule) => {
    const breaches = await breachesOf(await runSchedule(schedule, { faults: plant() }));
    return !breaches.some((breach) => breach.promise === promise);
  });
  const { counterexample, numRuns } = await fc.check(isKept, { seed, numRuns: schedules, endOnFailure: true });
  return counterexample === null ? null : { schedules: numRuns, schedule: counterexample[0] };
}
