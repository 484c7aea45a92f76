import type { WindowChannel } from '../../../addin/sync/window-channel.ts';
import { createDisk, type Disk, type NewStore } from './disk.ts';
import type { Life } from './life.ts';
import type { PersonName } from './schedule.ts';

/** A browser on one machine, with a replica on its disk for each person who was ever signed in there. */
export interface Machine {
  readonly name: string;
  readonly disks: ReadonlyMap<PersonName, Disk>;
  diskOf(person: PersonName): Disk;
  /** Gives the person's replica here, unless there is one already. */
  put(person: PersonName, disk: Disk): void;
  /** What its windows tell each other, as one of them has it. */
  channelFor(life: Life): WindowChannel;
}

export interface MachineOptions {
  readonly name: string;
  readonly newId: () => string;
  readonly newStore: NewStore;
  readonly isPrivate: boolean;
}

const TELLING_MS = 1;

export function createMachine({ name, ...options }: MachineOptions): Machine {
  const disks = new Map<PersonName, Disk>();
  const ears = new Map<Life, Set<(what: string) => void>>();
  return {
    name,
    disks,
    diskOf(person) {
      const disk = disks.get(person) ?? createDisk(`${name}/${person}`, options);
      disks.set(person, disk);
      return disk;
    },
    put(person, disk) {
      if (!disks.has(person)) disks.set(person, disk);
    },
    channelFor(life) {
      const own = new Set<(what: string) => void>();
      ears.set(life, own);
      life.onEnd(() => ears.delete(life));
      return {
        tell(what) {
          for (const [other, listeners] of ears)
            if (other !== life)
              other.after(TELLING_MS, () => {
                for (const listener of [...listeners]) listener(what);
              });
        },
        onTold(listener) {
          own.add(listener);
          return () => own.delete(listener);
        },
        close: () => ears.delete(life),
      };
    },
  };
}
