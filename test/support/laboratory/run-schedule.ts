import { writeCursor } from '../../../functions/sync/cursor.ts';
import { DATASET } from '../../unit/functions/service-fixtures.ts';
import { buildLaboratory, type Laboratory, type LaboratoryOptions } from './laboratory.ts';
import { PEOPLE, type Schedule, type WindowName } from './schedule.ts';
import { takeStep } from './take-step.ts';

/** Asha and Ben have loaded the plan before. Maria's first load meets the weather; Asha's second window and the spare machine are opened by steps. */
const OPEN_BEFORE: readonly WindowName[] = ['asha', 'ben'];
const OPEN_AT_FIRST: readonly WindowName[] = ['maria'];
const SETTLING_MS = 2000;
const LOOK_EVERY_MS = 5000;
/** Longer than any window is frozen, and than any pause after a failure. */
const DRAINED_WITHIN_MS = 15 * 60_000;

export interface EndedRun extends Laboratory {
  readonly isDrained: boolean;
}

/** Runs a schedule, then heals everything and lets time pass until all is sent and known, or a quarter of an hour was not enough. */
export async function runSchedule(schedule: Schedule, options: LaboratoryOptions = {}): Promise<EndedRun> {
  const laboratory = await buildLaboratory(schedule, options);
  const { time, network, database } = laboratory;
  for (const name of OPEN_BEFORE) await laboratory.premises.loadedBefore(name, database);
  if (schedule.hasTwoWindows) laboratory.open(laboratory.premises.seat('asha too'));
  for (const name of OPEN_BEFORE) laboratory.open(laboratory.premises.seat(name));
  await time.pass(SETTLING_MS);
  network.turn(schedule.fates);
  for (const name of OPEN_AT_FIRST) laboratory.open(laboratory.premises.seat(name));
  for (const [index, step] of schedule.steps.entries()) {
    await time.pass(step.waitMs);
    await takeStep(laboratory, step, index);
  }
  heal(laboratory);
  for (let waitedMs = 0; waitedMs < DRAINED_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    attend(laboratory);
    await time.pass(LOOK_EVERY_MS);
    for (const { loop } of laboratory.windows.values()) if (loop.status.phase === 'signed out') void loop.syncNow();
    if (await isDrained(laboratory)) return { ...laboratory, isDrained: true };
  }
  return { ...laboratory, isDrained: false };
}

/** Everything works again. */
function heal(laboratory: Laboratory): void {
  const { network, server, premises, windows } = laboratory;
  network.turn([]);
  server.isUp = true;
  for (const { life } of windows.values()) life.dieAt(() => false);
  for (const disk of premises.disks()) disk.isFull = false;
  for (const seat of premises.seats.values()) {
    seat.isOnline = true;
    seat.isVisible = false;
    windows.get(seat.name)?.change();
  }
}

/** Every replica has a window over it in which its owner is signed in. */
function attend(laboratory: Laboratory): void {
  const { premises, windows, diary } = laboratory;
  // who went on in memory since the disk was full closes the workbook and opens it again
  for (const { seat, life, replica } of [...windows.values()]) {
    const disk = seat.person === null ? undefined : seat.machine.disks.get(seat.person);
    if (disk?.isPrivate !== false || replica.copy.summary.durable) continue;
    diary.happens('went on in memory');
    life.end();
  }
  for (const machine of premises.machines) {
    for (const person of PEOPLE) {
      if (!machine.disks.has(person)) continue;
      const seat = premises.seatAt(machine, person);
      const window = windows.get(seat.name);
      if (window === undefined) {
        seat.person = person;
        laboratory.open(seat);
      }
      // its status tells what the round comes to
      else if (seat.person === null) void window.person.signIn().then(() => window.loop.syncNow());
    }
  }
}

async function isDrained({ network, database, premises, windows }: Laboratory): Promise<boolean> {
  const head = await database.repository().head(DATASET);
  if (head === null || network.underWay > 0) return false;
  const cursor = writeCursor(head);
  for (const disk of premises.disks()) {
    const stored = await (await disk.inspect()).read();
    const isDone = stored.outbox.length === 0 && stored.cursor === cursor && stored.history?.complete !== false;
    if (!isDone) return false;
  }
  return [...windows.values()].every(({ seat, replica }) => {
    const { unsent, cursor: at } = replica.copy.summary;
    return seat.person === null || (unsent === 0 && at === cursor);
  });
}
