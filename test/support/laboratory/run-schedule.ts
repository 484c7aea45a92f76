import { writeCursor } from '../../../functions/sync/cursor.ts';
import { DATASET } from '../../unit/functions/service-fixtures.ts';
import { buildLaboratory, type Laboratory, type LaboratoryOptions } from './laboratory.ts';
import type { Schedule, WindowName } from './schedule.ts';
import { takeStep } from './take-step.ts';

/** Maria's first load meets the weather; Asha's second window is opened by a step. */
const OPEN_BEFORE: readonly WindowName[] = ['asha', 'ben'];
const OPEN_AT_FIRST: readonly WindowName[] = ['maria'];
const SETTLING_MS = 2000;
const LOOK_EVERY_MS = 5000;
const DRAINED_WITHIN_MS = 30 * 60_000;

export interface EndedRun extends Laboratory {
  readonly isDrained: boolean;
}

/** Runs a schedule, then heals everything and lets time pass until all is sent and known, or half an hour was not enough. */
export async function runSchedule(schedule: Schedule, options: LaboratoryOptions = {}): Promise<EndedRun> {
  const laboratory = await buildLaboratory(schedule, options);
  const { time, network } = laboratory;
  for (const name of OPEN_BEFORE) laboratory.open(name);
  await time.pass(SETTLING_MS);
  network.turn(schedule.fates);
  for (const name of OPEN_AT_FIRST) laboratory.open(name);
  for (const [index, step] of schedule.steps.entries()) {
    await time.pass(step.waitMs);
    await takeStep(laboratory, step, index);
  }
  heal(laboratory);
  for (let waitedMs = 0; waitedMs < DRAINED_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    await time.pass(LOOK_EVERY_MS);
    for (const { loop } of laboratory.windows.values()) if (loop.status.phase === 'signed out') void loop.syncNow();
    if (await isDrained(laboratory)) return { ...laboratory, isDrained: true };
  }
  return { ...laboratory, isDrained: false };
}

function heal(laboratory: Laboratory): void {
  const { network, server, places, windows } = laboratory;
  network.turn([]);
  server.isUp = true;
  for (const [name, place] of places) {
    windows.get(name)?.life.dieAt(() => false);
    laboratory.open(name);
    if (place.isOnline) continue;
    place.isOnline = true;
    windows.get(name)?.change();
  }
}

async function isDrained({ network, database, places, windows }: Laboratory): Promise<boolean> {
  const head = await database.repository().head(DATASET);
  if (head === null || network.underWay > 0) return false;
  const cursor = writeCursor(head);
  for (const [name, { disk }] of places) {
    const stored = await (await disk.inspect()).read();
    const summary = windows.get(name)?.replica.copy.summary;
    const isSent = stored.outbox.length === 0 && summary?.unsent === 0;
    const isKnown = stored.cursor === cursor && summary?.cursor === cursor && stored.history?.complete !== false;
    if (!isSent || !isKnown) return false;
  }
  return true;
}
