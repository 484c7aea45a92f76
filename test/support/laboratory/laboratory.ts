import type { Role } from '../../../shared/domain/permissions.ts';
import { NOW } from '../../unit/functions/service-fixtures.ts';
import { seededRandom } from '../seeded-random.ts';
import { createDatabase, type Database } from './database.ts';
import { createDiary, type Diary } from './diary.ts';
import { type NewStore, newMemoryStore } from './disk.ts';
import type { Faults } from './faults.ts';
import { firstPlan } from './first-plan.ts';
import { createLife, type Life } from './life.ts';
import { createNetwork, type Network } from './network.ts';
import { ACTORS } from './people.ts';
import { createPremises, type Premises } from './premises.ts';
import type { Schedule } from './schedule.ts';
import { createServer, type Server } from './server.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import { type AddinWindow, openWindow, type Seat } from './window.ts';

export interface LaboratoryOptions {
  readonly faults?: Faults;
  readonly newStore?: NewStore;
}

/** All that a run is made of. */
export interface Laboratory {
  readonly time: VirtualTime;
  readonly database: Database;
  readonly server: Server;
  readonly network: Network;
  readonly diary: Diary;
  readonly premises: Premises;
  /** Those that are open, by the name of their seat. */
  readonly windows: ReadonlyMap<string, AddinWindow>;
  /** What the add-ins told of faults of their own. */
  readonly troubles: string[];
  /** What the tokens of contributors say. */
  role: Role;
  /** Opens a window that is not open. */
  open(seat: Seat): void;
}

/** How the add-in tells of a trouble (phase-of-failure.ts); an answer that arrives in part is none of its own. */
const TROUBLE = 'Something went wrong';
const FROM_OUTSIDE = /http-\d+|answer-not-understood/;
const LONGEST_OPERATION_MS = 5;
const FIRST = await firstPlan();

/** Builds the world of a schedule, with every window closed. */
export async function buildLaboratory(schedule: Schedule, options: LaboratoryOptions): Promise<Laboratory> {
  const { faults = {}, newStore = newMemoryStore } = options;
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
  const server: Server = createServer({
    database,
    clock,
    random,
    newLife,
    editsPerRequest: schedule.editsPerRequest,
    actorOf: (person) => {
      const actor = ACTORS[person];
      return actor.role === 'contributor' ? { ...actor, role: laboratory.role } : actor;
    },
    faulty: (repository, asking) => faults.repository?.(repository, asking, time) ?? repository,
  });
  const network = createNetwork(time, server);
  const windows = new Map<string, AddinWindow>();

  const laboratory: Laboratory = {
    time,
    database,
    server,
    network,
    diary: createDiary(),
    premises: createPremises({ schedule, time, newStore, newId }),
    windows,
    troubles: [],
    role: 'contributor',
    open(seat) {
      if (windows.has(seat.name)) return;
      const life = newLife();
      life.onEnd(() => {
        windows.delete(seat.name);
        laboratory.diary.happens('windows killed');
      });
      const window = openWindow({ seat, life, network, newId, random, faults });
      window.loop.subscribe(({ message = '' }) => {
        const isOwn = message.startsWith(TROUBLE) && !FROM_OUTSIDE.test(message);
        // a round may find its store cleared, and says so until the next one
        const isToBe = laboratory.diary.wiped.length > 0 && message.includes('local-store');
        if (isOwn && !isToBe) laboratory.troubles.push(`${seat.name}: ${message}`);
      });
      windows.set(seat.name, window);
    },
  };
  return laboratory;
}

const TAILS = 16;

/** UUIDs in order, the same in each run; their ends repeat, as those of few real ones do. */
function countingIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    const end = String(last % TAILS).padStart(12, '0');
    return `${String(last).padStart(8, '0')}-0000-4000-8000-${end}`;
  };
}
