import { expect, it } from 'vitest';
import { runSchedule } from '../../support/laboratory/run-schedule.ts';
import type { Schedule, Step } from '../../support/laboratory/schedule.ts';
import { breachesOf } from '../../support/laboratory/verdict.ts';

/** The smallest schedules of faults that the laboratory has found, each one mended since. */
const CALM: Omit<Schedule, 'steps'> = {
  seed: 0,
  clockMinutes: [0, 0, 0, 0],
  foldsOften: false,
  hasLocks: false,
  mariaIsPrivate: false,
  fates: [],
};
const edit = (who: 'asha' | 'ben', name: 'note' | 'month'): Step => {
  return { do: 'edit', waitMs: 0, who, edit: name, record: 1, times: 1, everyMs: 0, daysAgo: 0, reason: false };
};

it('[S6] a conflict that two windows are told of comes back once', async () => {
  const steps = [edit('ben', 'note'), edit('asha', 'note'), edit('asha', 'note')];
  expect(await breachesOf(await runSchedule({ ...CALM, steps }))).toEqual([]);
});

it('[S4] two windows whose push number is refused after a restore send the edit anew once', async () => {
  const restore: Step = { do: 'restore', waitMs: 2500, commits: 1 };
  const steps = [edit('asha', 'note'), restore, edit('asha', 'month')];
  for (let seed = 0; seed < 20; seed += 1)
    expect(await breachesOf(await runSchedule({ ...CALM, seed, steps }))).toEqual([]);
});
