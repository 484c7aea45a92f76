import type { ReplicaStore } from '../../../addin/replica/replica-store.ts';
import type { Repository } from '../../../functions/data/repository.ts';
import type { Actor, Role } from '../../../shared/domain/permissions.ts';
import { NOW } from '../../unit/functions/service-fixtures.ts';
import { seededRandom } from '../seeded-random.ts';
import { type Asking, createDatabase, type Database } from './database.ts';
import { createDiary, type Diary } from './diary.ts';
import { createDisk, createNoDisk, type Disk } from './disk.ts';
import { firstPlan } from './first-plan.ts';
import { createLife, type Life } from './life.ts';
import { createNetwork, type Network } from './network.ts';
import { type Schedule, WINDOWS, type WindowName } from './schedule.ts';
import { createServer, type Server } from './server.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import { type AddinWindow, openWindow, type Place } from './window.ts';

/** What is wrong with the parts that one run is built of: nothing, by default. */
export interface Faults {
  readonly store?: (store: ReplicaStore, life: Life) => ReplicaStore;
  readonly repository?: (repository: Repository, asking: Asking, time: VirtualTime) => Repository;
  readonly keepsEpoch?: true;
}

export interface LaboratoryOptions {
  readonly faults?: Faults;
  readonly newDisk?: (newId: () => string) => Disk;
}

/** All that a run is made of. */
export interface Laboratory {
  readonly time: VirtualTime;
  readonly database: Database;
  readonly server: Server;
  readonly network: Network;
  readonly diary: Diary;
  readonly places: ReadonlyMap<WindowName, Place>;
  /** Those that are open. */
  readonly windows: ReadonlyMap<WindowName, AddinWindow>;
  /** What the add-ins told of faults of their own. */
  readonly troubles: string[];
  /** How many windows were killed. */
  deaths(): number;
  /** What the tokens of contributors say. */
  role: Role;
  /** Opens a window that is not open. */
  open(name: WindowName): void;
}

const PEOPLE: Readonly<Record<WindowName, Actor>> = {
  asha: { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] },
  'asha too': { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] },
  ben: { subject: 'ben', name: 'Ben', role: 'contributor', offices: ['crime'] },
  maria: { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] },
};
/** How the add-in tells of a trouble (phase-of-failure.ts); an answer that arrives in part is none of its own. */
const TROUBLE = 'Something went wrong';
const FROM_OUTSIDE = /http-\d+|answer-not-understood/;
const MINUTE_MS = 60_000;
const LONGEST_OPERATION_MS = 5;
const FIRST = firstPlan();

/** Builds the world of a schedule, with every window closed. */
export async function buildLaboratory(schedule: Schedule, options: LaboratoryOptions): Promise<Laboratory> {
  const { faults = {}, newDisk = createDisk } = options;
  const random = seededRandom(schedule.seed);
  const time = createVirtualTime(NOW.getTime(), () => server.isWorking);
  const clock = (): Date => new Date(time.nowMs);
  const newId = countingIds();
  const newLife = (): Life => createLife(time, () => 1 + Math.floor(random() * LONGEST_OPERATION_MS));
  const database = await createDatabase(FIRST, {
    clock,
    foldsOften: schedule.foldsOften,
    renewsEpoch: faults.keepsEpoch !== true,
  });
  const faultyRepository = (repository: Repository, asking: Asking): Repository =>
    faults.repository?.(repository, asking, time) ?? repository;
  const server: Server = createServer({ database, clock, random, newLife, faulty: faultyRepository });
  const network = createNetwork(time, server);
  const windows = new Map<WindowName, AddinWindow>();
  let killed = 0;

  const laboratory: Laboratory = {
    time,
    database,
    server,
    network,
    diary: createDiary(),
    places: placesOf(schedule, time, newDisk, newId, () => laboratory.role),
    windows,
    troubles: [],
    deaths: () => killed,
    role: 'contributor',
    open(name) {
      const place = laboratory.places.get(name);
      if (place === undefined || windows.has(name)) return;
      const life = newLife();
      life.onEnd(() => {
        windows.delete(name);
        killed += 1;
      });
      const faulty = faults.store ?? ((store: ReplicaStore) => store);
      const window = openWindow({ place, life, network, newId, random, faulty });
      window.loop.subscribe(({ message = '' }) => {
        if (message.startsWith(TROUBLE) && !FROM_OUTSIDE.test(message)) laboratory.troubles.push(`${name}: ${message}`);
      });
      windows.set(name, window);
    },
  };
  return laboratory;
}

function placesOf(
  { clockMinutes, hasLocks, mariaIsPrivate }: Schedule,
  time: VirtualTime,
  newDisk: (newId: () => string) => Disk,
  newId: () => string,
  role: () => Role,
): Map<WindowName, Place> {
  const shared = new Map<string, Pick<Place, 'disk' | 'channel'>>();
  return new Map(
    WINDOWS.map((name, index) => {
      const actor = PEOPLE[name];
      const isPrivate = name === 'maria' && mariaIsPrivate;
      const disk = (): Disk => (isPrivate ? createNoDisk(newId) : newDisk(newId));
      const own = shared.get(actor.subject) ?? { disk: disk(), channel: new Set<AddinWindow>() };
      shared.set(actor.subject, own);
      const wrongByMs = (clockMinutes[index] ?? 0) * MINUTE_MS;
      const place: Place = {
        ...own,
        actor,
        tokenActor: () => (actor.role === 'contributor' ? { ...actor, role: role() } : actor),
        clock: () => new Date(time.nowMs + wrongByMs),
        hasLocks,
        isOnline: true,
        isVisible: false,
      };
      return [name, place];
    }),
  );
}

/** UUIDs in order, the same in each run. */
function countingIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
  };
}
