import { expect, it } from 'vitest';
import { holdSchedules, untried } from '../../support/laboratory/hold-schedules.ts';

const SCHEDULES = 2500;

it('[S16] two windows over one store among them, with Web Locks and without: the same promises hold', async () => {
  const tally = await holdSchedules({ seed: 20220731, schedules: SCHEDULES });
  expect(untried(tally)).toEqual([]);
  expect(tally.acknowledged).toBeGreaterThan(2 * SCHEDULES);
}, 240_000);
