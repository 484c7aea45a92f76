import fc from 'fast-check';
import type { Breach } from './breach.ts';
import type { Faults, LaboratoryOptions } from './laboratory.ts';
import { type EndedRun, runSchedule } from './run-schedule.ts';
import { FAULTS, type Schedule } from './schedule.ts';
import { scheduleArbitrary } from './schedule-arbitrary.ts';
import { breachesOf } from './verdict.ts';

/** What schedules came to, counted over all of them. */
export type Tally = Readonly<Record<string, number>>;

const HAPPENINGS = [
  ...['acknowledged', 'refused at once', 'never answered', 'windows killed', 'server died at a write', 'dismissed'],
  ...['taken back by a restore', 'applied', 'merged', 'conflict'],
  ...['rejected: not-permitted', 'rejected: date-in-future', 'rejected: reason-missing'],
  ...FAULTS.map((fault) => `request: ${fault}`),
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
    tallyRun(run, count);
  });
  await fc.assert(holds, { seed, numRuns: schedules });
  return tally;
}

function tallyRun(
  { diary, database, deaths, network, server }: EndedRun,
  count: (what: string, times?: number) => void,
): void {
  count('acknowledged', diary.attempts.filter(({ acknowledged }) => acknowledged !== null).length);
  count('refused at once', diary.attempts.filter(({ isRefused }) => isRefused).length);
  count(
    'never answered',
    diary.attempts.filter(({ acknowledged, isRefused }) => acknowledged === null && !isRefused).length,
  );
  count('windows killed', deaths());
  count('server died at a write', server.diedAtWrite);
  count('dismissed', diary.dismissed.size);
  count('taken back by a restore', database.takenBack.size);
  for (const judgement of database.judged) count(judgement);
  for (const [fault, requests] of network.met) count(`request: ${fault}`, requests);
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
