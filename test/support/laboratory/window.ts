import { createDatasetReplica, type DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import type { ReplicaStore } from '../../../addin/replica/replica-store.ts';
import { createHttpTransport } from '../../../addin/sync/http-transport.ts';
import type { Surroundings } from '../../../addin/sync/surroundings.ts';
import { createSyncLoop, type SyncLoop } from '../../../addin/sync/sync-loop.ts';
import { londonDay } from '../../../shared/domain/calendar.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import { DATASET } from '../../unit/functions/service-fixtures.ts';
import type { Disk } from './disk.ts';
import type { Life } from './life.ts';
import type { Network } from './network.ts';

/** What a window finds where it is opened; it lasts longer than the window. */
export interface Place {
  readonly disk: Disk;
  /** As the add-in knows the person; the server may know better. */
  readonly actor: Actor;
  readonly tokenActor: () => Actor;
  readonly clock: () => Date;
  readonly hasLocks: boolean;
  isOnline: boolean;
  isVisible: boolean;
  /** Of all windows over the same disk. */
  readonly channel: Set<AddinWindow>;
}

/** One run of the add-in's core, without Excel: until it is killed. */
export interface AddinWindow {
  readonly life: Life;
  readonly replica: DatasetReplica;
  readonly loop: SyncLoop;
  /** Network or visibility of its place have changed. */
  change(): void;
  hear(): void;
}

export interface WindowOptions {
  readonly place: Place;
  readonly life: Life;
  readonly network: Network;
  readonly newId: () => string;
  readonly random: () => number;
  /** A faulty store in the place of the true one. */
  readonly faulty: (store: ReplicaStore, life: Life) => ReplicaStore;
}

/** Opens the add-in: shows what the disk holds, then starts to sync. */
export function openWindow({ place, life, network, newId, random, faulty }: WindowOptions): AddinWindow {
  const { disk, actor, tokenActor, clock, hasLocks, channel } = place;
  const changes = new Set<() => void>();
  const heard = new Set<() => void>();
  const replica = createDatasetReplica({
    actor: () => actor,
    today: () => londonDay(clock()),
    now: () => clock().toISOString(),
    newId,
  });
  const transport = createHttpTransport({
    apiBaseUrl: 'https://api.example',
    datasetId: DATASET,
    token: async () => 'token',
    fetch: network.fetchFor({ life, isOnline: () => place.isOnline, actor: tokenActor }),
    now: () => clock().getTime(),
  });
  const surroundings: Surroundings = {
    get isVisible() {
      return place.isVisible;
    },
    get isOnline() {
      return place.isOnline;
    },
    onChange: (listener) => listening(changes, listener),
    after: life.after,
    alone: (work) => (hasLocks ? disk.lock.hold(life, work) : work()),
    announce: () => {
      for (const other of channel) if (other !== window) other.life.after(1, other.hear);
    },
    onAnnounced: (listener) => listening(heard, listener),
    dispose: () => {},
  };
  const loop = createSyncLoop({
    replica: replica.copy,
    transport,
    surroundings,
    prepare: async () => null,
    clock,
    random,
  });
  const window: AddinWindow = {
    life,
    replica,
    loop,
    change: () => call(changes),
    hear: () => call(heard),
  };
  channel.add(window);
  life.onEnd(() => channel.delete(window));
  void disk.openFor(life).then(async (store) => {
    await replica.copy.open(faulty(store, life));
    loop.start();
  });
  return window;
}

function listening(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function call(listeners: ReadonlySet<() => void>): void {
  for (const listener of [...listeners]) listener();
}
