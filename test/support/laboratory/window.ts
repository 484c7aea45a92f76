import { createPersonAtHand, type PersonAtHand } from '../../../addin/person-at-hand.ts';
import { createDatasetReplica, type DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import { createStoreDoor } from '../../../addin/replica/store-door.ts';
import type { Session } from '../../../addin/sign-in/session.ts';
import { aloneByLease } from '../../../addin/sync/alone-by-lease.ts';
import { aloneByLock } from '../../../addin/sync/alone-by-lock.ts';
import { createHttpTransport } from '../../../addin/sync/http-transport.ts';
import type { Surroundings } from '../../../addin/sync/surroundings.ts';
import { createSyncLoop, type SyncLoop } from '../../../addin/sync/sync-loop.ts';
import { londonDay } from '../../../shared/domain/calendar.ts';
import { DATASET, TENANT } from '../../unit/functions/service-fixtures.ts';
import type { Disk } from './disk.ts';
import type { Faults } from './faults.ts';
import type { Life } from './life.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';
import { ACTORS, tokenOf } from './people.ts';
import type { PersonName } from './schedule.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** Where a window stands; it lasts longer than the window. */
export interface Seat {
  readonly name: string;
  /** Another one where it was lost. */
  machine: Machine;
  /** Who is signed in. */
  person: PersonName | null;
  /** Who sits there and signs in when asked. */
  sitting: PersonName;
  readonly clock: () => Date;
  readonly hasLocks: boolean;
  isOnline: boolean;
  isVisible: boolean;
}

/** One run of the add-in's core, without Excel: until it is killed. */
export interface AddinWindow {
  readonly life: Life;
  readonly seat: Seat;
  readonly replica: DatasetReplica;
  readonly loop: SyncLoop;
  readonly person: PersonAtHand;
  readonly sheet: Sheet;
  /** Network or visibility of its seat have changed. */
  change(): void;
}

export interface WindowOptions {
  readonly seat: Seat;
  readonly life: Life;
  readonly network: Network;
  readonly newId: () => string;
  readonly random: () => number;
  readonly faults: Pick<Faults, 'store' | 'replica'>;
}

/** Opens the add-in as app.ts does: shows what the disk holds, then starts to sync. */
export function openWindow({ seat, life, network, newId, random, faults }: WindowOptions): AddinWindow {
  const { machine, clock } = seat;
  const changes = new Set<() => void>();
  const channel = machine.channelFor(life);
  const replica = createDatasetReplica({
    actor: () => person.writer,
    today: () => londonDay(clock()),
    now: () => clock().toISOString(),
    newId,
  });
  const door = createStoreDoor(replica.copy, DATASET, newId, async (name) => {
    const store = await diskNamed(machine, name).openFor(life);
    return { store: faults.store?.(store, life) ?? store };
  });
  const person = createPersonAtHand(sessionOf(seat), door, channel, () => loop);
  const holder = newId();
  const surroundings: Surroundings = {
    get isVisible() {
      return seat.isVisible;
    },
    get isOnline() {
      return seat.isOnline;
    },
    onChange: (listener) => {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    after: life.after,
    async alone(work, turn) {
      const name = door.openName;
      if (name === null) return work();
      const { turns } = diskNamed(machine, name);
      if (seat.hasLocks) {
        const result = await aloneByLock(turns.locksFor(life), life.after, name, work, turn);
        if (result !== 'no locks') return result;
      }
      const leases = turns.leasesFor(life, holder, () => clock().getTime());
      return aloneByLease({ leases, after: life.after, onPutAway: () => () => {} }, name, work, turn);
    },
    announce: () => {
      if (door.openName !== null) channel.tell(door.openName);
    },
    onAnnounced: (listener) =>
      channel.onTold((what) => {
        if (what === door.openName) listener();
      }),
    dispose: () => {},
  };
  const loop = createSyncLoop({
    replica: replica.copy,
    transport: createHttpTransport({
      apiBaseUrl: 'https://api.example',
      datasetId: DATASET,
      token: person.token,
      fetch: network.fetchFor(life, () => seat.isOnline),
      now: () => clock().getTime(),
    }),
    surroundings,
    prepare: person.prepare,
    notice: () => door.notice,
    clock,
    random,
  });
  void person.showKnown().then(() => loop.start()); // how its rounds end is told by its status
  const change = (): void => {
    for (const listener of [...changes]) listener();
  };
  const shown = faults.replica?.(replica) ?? replica;
  const sheet = createSheet();
  return { life, seat, replica: shown, loop, person, sheet, change: () => life.soon(change) };
}

function sessionOf(seat: Seat): Session {
  const account = () => (seat.person === null ? null : { tenant: TENANT, actor: ACTORS[seat.person] });
  return {
    get account() {
      return account();
    },
    get mayBeSignedOut() {
      return seat.person === null;
    },
    token: async () => (seat.person === null ? null : tokenOf(seat.person)),
    signIn: async () => {
      seat.person = seat.sitting;
      return account();
    },
    signOut: async () => {
      seat.person = null;
    },
  };
}

/** The disk of the replica that the door opens under a name, which holds the person's subject. */
function diskNamed(machine: Machine, name: string): Disk {
  const subject = name.split(':')[2];
  const person = (Object.keys(ACTORS) as PersonName[]).find((each) => ACTORS[each].subject === subject);
  if (person === undefined) throw new Error(`Nobody's replica: ${name}`);
  return machine.diskOf(person);
}
