import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { newIndexedDbStore } from '../../support/laboratory/disk.ts';
import { holdSchedules } from '../../support/laboratory/hold-schedules.ts';

const SCHEDULES = 200;

it('[S14] over the store on disk the same promises hold', async () => {
  const tally = await holdSchedules({ seed: 20220930, schedules: SCHEDULES, newStore: newIndexedDbStore });
  expect(tally.acknowledged).toBeGreaterThan(2 * SCHEDULES);
  expect(tally['windows killed']).toBeGreaterThan(SCHEDULES / 10);
}, 240_000);
