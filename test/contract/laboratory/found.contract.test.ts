import { expect, it } from 'vitest';
import { runSchedule } from '../../support/laboratory/run-schedule.ts';
import type { Schedule, Step } from '../../support/laboratory/schedule.ts';
import { breachesOf } from '../../support/laboratory/verdict.ts';

/** The smallest schedules of faults that the laboratory has found, each one mended since. */
const CALM: Omit<Schedule, 'steps'> = {
  seed: 0,
  clockMinutes: [0, 0, 0, 0, 0],
  foldsOften: false,
  editsPerRequest: 1000,
  hasLocks: false,
  hasTwoWindows: true,
  mariaIsPrivate: false,
  danaForMaria: false,
  fates: [],
};
const edit = (who: 'asha' | 'ben' | 'spare', name: 'note' | 'month', waitMs = 0): Step => {
  return { do: 'edit', waitMs, who, edit: name, record: 1, times: 1, everyMs: 0, daysAgo: 0, reason: false };
};
const breachesAfter = async (steps: readonly Step[], seed = 0) =>
  breachesOf(await runSchedule({ ...CALM, seed, steps }));

it('[S6] a conflict that two windows are told of comes back once', async () => {
  expect(await breachesAfter([edit('ben', 'note'), edit('asha', 'note'), edit('asha', 'note')])).toEqual([]);
});

it('[S4] two windows whose push number is refused after a restore send the edit anew once', async () => {
  const restore: Step = { do: 'restore', waitMs: 2500, commits: 1 };
  const steps = [edit('asha', 'note'), restore, edit('asha', 'month')];
  for (let seed = 0; seed < 20; seed += 1) expect(await breachesAfter(steps, seed)).toEqual([]);
});

it('[S6] an edit in flight that is answered with a conflict is a part of that conflict once', async () => {
  const steps: Step[] = [
    { do: 'open', waitMs: 0, who: 'spare' },
    edit('asha', 'month', 2500),
    edit('asha', 'month', 600),
    edit('spare', 'month'),
    edit('spare', 'month', 2500),
  ];
  expect(await breachesAfter([edit('asha', 'month'), ...steps])).toEqual([]);
});
