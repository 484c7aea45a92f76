import type { Laboratory } from './laboratory.ts';
import { diskOf } from './premises.ts';
import type { MachineStep, PersonName } from './schedule.ts';
import { editsIn, editsOn } from './unsent-edits-of.ts';
import { exportUnsent, importUnsent } from './unsent-files.ts';
import type { Seat } from './window.ts';

export async function takeWithMachine(laboratory: Laboratory, step: MachineStep): Promise<void> {
  const { premises, windows, diary } = laboratory;
  const seat = premises.seat(step.who);
  const window = windows.get(step.who);
  switch (step.do) {
    case 'sign in':
      if (seat.person !== step.as) await leaves(laboratory, seat);
      signIn(laboratory, seat, step.as);
      break;
    case 'sign out':
      if (window === undefined || seat.person === null) break;
      diary.happens('signed out');
      await leaves(laboratory, seat);
      window.life.soon(() => void window.person.signOut()); // a window that dies first leaves them signed in
      break;
    case 'export':
      window?.life.soon(() => void exportUnsent(laboratory, window)); // a window that dies first leaves no file
      break;
    case 'import':
      window?.life.soon(() => void importUnsent(laboratory, window, step.file)); // it notes what it was told
      break;
    case 'lose the machine':
      diary.happens('machine lost');
      for (const each of [...windows.values()]) if (each.seat.machine === seat.machine) each.life.end();
      premises.lose(seat.machine);
      break;
    case 'find a machine':
      find(laboratory);
      break;
    case 'clone the profile':
      await clone(laboratory, seat);
      break;
    case 'fill the disk':
    case 'make room': {
      const disk = diskOf(seat);
      if (disk?.isPrivate === false) disk.isFull = step.do === 'fill the disk';
      break;
    }
    case 'clear the disk':
      await clear(laboratory, seat);
      break;
  }
}

function signIn(laboratory: Laboratory, seat: Seat, as: PersonName): void {
  const { windows, diary } = laboratory;
  if (seat.person !== null && seat.person !== as) diary.happens('another signed in');
  seat.sitting = as;
  const window = windows.get(seat.name);
  if (window === undefined) {
    seat.person = as;
    laboratory.open(seat);
    return;
  }
  // what a round comes to is told by its status
  window.life.soon(() => void window.person.signIn().then(() => window.loop.syncNow()));
}

/** Whoever was signed in at a machine goes on there. */
function find(laboratory: Laboratory): void {
  const { premises, diary } = laboratory;
  const found = premises.find();
  if (found === null) return;
  diary.happens('machine found');
  for (const person of found.disks.keys()) laboratory.open(premises.seatAt(found, person));
}

async function clone(laboratory: Laboratory, seat: Seat): Promise<void> {
  const { premises, windows, diary } = laboratory;
  const { person } = seat;
  const disk = diskOf(seat);
  const spare = premises.seat('spare');
  const isPossible = person !== null && disk !== null && !disk.isPrivate && !spare.machine.disks.has(person);
  if (!isPossible || windows.has('spare')) return;
  diary.happens('profile cloned');
  for (const mutationId of await editsOn(disk)) diary.copied.add(mutationId);
  spare.machine.put(person, await disk.copy(`${spare.machine.name}/${person}`));
  spare.person = person;
  spare.sitting = person;
  laboratory.open(spare);
}

async function clear({ diary, windows }: Laboratory, seat: Seat): Promise<void> {
  const disk = diskOf(seat);
  if (disk === null || disk.isPrivate || disk.readers.size === 0) return;
  diary.happens('disk cleared');
  const edits = new Set(await editsOn(disk));
  const over = [...windows.values()].filter(({ life }) => disk.readers.has(life));
  diary.wiped.push({ disk, edits, knownTo: over.map(({ life, replica }) => ({ life, edits: editsIn(replica) })) });
  disk.clear();
}

/** Who leaves a window takes along nothing that only it knew, since the browser had thrown it away. */
async function leaves({ diary, windows }: Laboratory, { machine, person }: Seat): Promise<void> {
  const disk = person === null ? undefined : machine.disks.get(person);
  if (disk === undefined || diary.wiped.length === 0) return;
  const kept = new Set(await editsOn(disk));
  const left = new Set([...windows.values()].flatMap(({ seat, life }) => (seat.machine === machine ? [life] : [])));
  for (const { life, edits } of diary.wiped.flatMap(({ knownTo }) => knownTo))
    if (left.has(life)) for (const mutationId of [...edits]) if (!kept.has(mutationId)) edits.delete(mutationId);
}
