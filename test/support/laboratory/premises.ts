import type { Database } from './database.ts';
import type { Disk, NewStore } from './disk.ts';
import { createMachine, type Machine } from './machine.ts';
import { PEOPLE, type PersonName, type Schedule, WINDOWS, type WindowName } from './schedule.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Seat } from './window.ts';

/** The machines of a schedule, and where its windows stand. */
export interface Premises {
  /** Those of the schedule's windows, and of machines that were found again. */
  readonly seats: ReadonlyMap<string, Seat>;
  seat(name: WindowName): Seat;
  /** Whoever sits there has loaded the dataset before, as it is now. */
  loadedBefore(name: WindowName, database: Database): Promise<void>;
  readonly machines: readonly Machine[];
  /** Nobody has these. */
  readonly lost: readonly Machine[];
  /** Takes a machine away; another, with nothing on it, stands in its place. */
  lose(machine: Machine): void;
  /** The machine that was lost first, back beside all others; null where none is lost. */
  find(): Machine | null;
  /** Where a person is signed in at a machine, or would be. */
  seatAt(machine: Machine, person: PersonName): Seat;
  /** Every replica that somebody has. */
  disks(): Disk[];
}

export interface PremisesOptions {
  readonly schedule: Schedule;
  readonly time: VirtualTime;
  readonly newStore: NewStore;
  readonly newId: () => string;
}

const MINUTE_MS = 60_000;

/** Both of Asha's windows are on one machine. */
const machineNameOf = (name: WindowName): WindowName => (name === 'asha too' ? 'asha' : name);

export function createPremises({ schedule, time, newStore, newId }: PremisesOptions): Premises {
  const { clockMinutes, hasLocks, mariaIsPrivate, danaForMaria } = schedule;
  const seats = new Map<string, Seat>();
  const machines: Machine[] = [];
  const lost: Machine[] = [];
  const newMachine = (name: string): Machine => {
    const machine = createMachine({ name, newId, newStore, isPrivate: mariaIsPrivate && name === 'maria' });
    machines.push(machine);
    return machine;
  };
  const addSeat = (name: string, machine: Machine, person: PersonName, clock: Seat['clock']): Seat => {
    const seat: Seat = { name, machine, person, sitting: person, clock, hasLocks, isOnline: true, isVisible: false };
    seats.set(name, seat);
    return seat;
  };
  const seat = (name: WindowName): Seat => {
    const found = seats.get(name);
    if (found === undefined) throw new Error(`There is no window ${name}`);
    return found;
  };
  const sitting = (name: WindowName): PersonName => {
    if (name === 'ben') return 'ben';
    if (name === 'maria') return danaForMaria ? 'dana' : 'maria';
    return 'asha';
  };
  for (const name of WINDOWS) {
    const machineName = machineNameOf(name);
    const machine = machines.find((each) => each.name === machineName) ?? newMachine(machineName);
    const wrongByMs = (clockMinutes[WINDOWS.indexOf(machineName)] ?? 0) * MINUTE_MS;
    addSeat(name, machine, sitting(name), () => new Date(time.nowMs + wrongByMs));
  }
  const drop = <T>(list: T[], item: T): void => void list.splice(list.indexOf(item), 1);

  return {
    seats,
    machines,
    lost,
    seat,
    async loadedBefore(name, database) {
      const { machine, sitting: person } = seat(name);
      const at = new Date(time.nowMs).toISOString();
      await machine.diskOf(person).load({ ...(await database.snapshot()), at });
    },
    lose(machine) {
      drop(machines, machine);
      lost.push(machine);
      const another = newMachine(`${machine.name}+`);
      for (const seat of seats.values()) if (seat.machine === machine) seat.machine = another;
    },
    find() {
      const [found] = lost;
      if (found === undefined) return null;
      drop(lost, found);
      machines.push(found);
      return found;
    },
    seatAt(machine, person) {
      const here = [...seats.values()].filter((seat) => seat.machine === machine && seat.sitting === person);
      const known = here.find((seat) => seat.person === person) ?? here[0];
      return known ?? addSeat(`${machine.name} for ${person}`, machine, person, () => new Date(time.nowMs));
    },
    disks: () => machines.flatMap(({ disks }) => PEOPLE.flatMap((person) => disks.get(person) ?? [])),
  };
}

/** The disk of whoever is signed in at a seat. */
export function diskOf({ machine, person }: Seat): Disk | null {
  return person === null ? null : (machine.disks.get(person) ?? null);
}
