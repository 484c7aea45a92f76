import { expect, it } from 'vitest';
import { holdSchedules, untried } from '../../support/laboratory/hold-schedules.ts';
import type { Schedule } from '../../support/laboratory/schedule.ts';

const SCHEDULES = 2500;

/** Everybody with a disk of their own. */
const oneWindowEach = (schedule: Schedule): Schedule => ({
  ...schedule,
  hasTwoWindows: false,
  steps: schedule.steps.map((step) => ('who' in step && step.who === 'asha too' ? { ...step, who: 'asha' } : step)),
});

it('[S14] three offices over a failing network: no acknowledged edit is gone, none is in two commits, replicas equal the server', async () => {
  const tally = await holdSchedules({ seed: 20221031, schedules: SCHEDULES, altered: oneWindowEach });
  expect(untried(tally)).toEqual([]);
  expect(tally.acknowledged).toBeGreaterThan(2 * SCHEDULES);
}, 240_000);
