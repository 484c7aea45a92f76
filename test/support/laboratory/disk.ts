import { openIndexedDbReplicaStore } from '../../../addin/replica/indexeddb-replica-store.ts';
import { createMemoryReplicaStore } from '../../../addin/replica/memory-replica-store.ts';
import type { ReplicaStore, SnapshotWrite } from '../../../addin/replica/replica-store.ts';
import type { Life } from './life.ts';
import { storeOver } from './store-over.ts';
import { createTurns, type Turns } from './turns.ts';

/** Makes the store that lies on a disk, or opens it again. */
export type MakeStore = (newId: () => string) => Promise<ReplicaStore>;
/** A kind of disk: each call of it is a new, empty one. */
export type NewStore = () => MakeStore;

export interface DiskOptions {
  readonly newId: () => string;
  readonly newStore: NewStore;
  /** Keeps nothing: each window begins with an empty store, as private windows do. */
  readonly isPrivate: boolean;
}

/** One person's replica on one machine's disk: it outlives the windows that use it. */
export interface Disk {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly turns: Turns;
  /** The store as one window has it. */
  openFor(life: Life): Promise<ReplicaStore>;
  /** As it lies there, for whoever looks when all is over. */
  inspect(): Promise<ReplicaStore>;
  /** Puts the plan on it, as a first load does. */
  load(snapshot: SnapshotWrite): Promise<void>;
  /** Whether it refuses whatever would be written. */
  isFull: boolean;
  /** The browser throws the replica away, under the windows that have it open. */
  clear(): void;
  /** Another disk with the same on it, client id and push numbers too. */
  copy(name: string): Promise<Disk>;
  /** The edits that the service took, as the windows over this disk wrote it down. */
  readonly taken: ReadonlySet<string>;
  /** The windows that have it open. */
  readonly readers: ReadonlySet<Life>;
}

/** Stands the memory store in for a disk. */
export const newMemoryStore: NewStore = () => {
  let store: ReplicaStore | null = null;
  return async (newId) => {
    store ??= createMemoryReplicaStore({ newId, durable: true });
    return store;
  };
};

let databases = 0;
/** The store of the product over IndexedDB, one database for each disk. */
export const newIndexedDbStore: NewStore = () => {
  databases += 1;
  const name = `laboratory ${databases}`;
  return (newId) => openIndexedDbReplicaStore({ name, newId });
};

type Written = readonly [operation: string, ...args: readonly unknown[]];

export function createDisk(
  name: string,
  options: DiskOptions,
  before: readonly Written[] = [],
  clientId?: string,
): Disk {
  const { newId, newStore, isPrivate } = options;
  const firstId = clientId ?? newId();
  const written: Written[] = [...before];
  const taken = new Set<string>();
  const readers = new Set<Life>();
  let make = newStore();
  let lives = 1;

  const open = async (): Promise<ReplicaStore> => {
    if (isPrivate) return createMemoryReplicaStore({ newId });
    return make(() => firstId);
  };
  let inspected: Promise<ReplicaStore> | null = null;
  const disk: Disk = {
    name,
    isPrivate,
    turns: createTurns(),
    isFull: false,
    taken,
    readers,
    async openFor(life) {
      const now = async () => ({ store: await open(), openedIn: lives });
      const { store, openedIn } = isPrivate ? await now() : await life.operation('open', now);
      if (isPrivate) inspected = Promise.resolve(store);
      readers.add(life);
      life.onEnd(() => {
        readers.delete(life);
        void store.close();
      });
      return storeOver(store, life, {
        isGone: () => openedIn !== lives,
        isFull: () => disk.isFull,
        note: (operation, args, settled) => {
          written.push([operation, ...args]);
          for (const mutationId of settled) taken.add(mutationId);
        },
      });
    },
    inspect() {
      inspected ??= open();
      return inspected;
    },
    async load(snapshot) {
      await (await disk.inspect()).saveSnapshot(snapshot);
      written.push(['saveSnapshot', snapshot]);
    },
    clear() {
      lives += 1;
      make = newStore();
      inspected = null;
      written.length = 0;
    },
    async copy(copyName) {
      const copied = createDisk(copyName, options, written, firstId);
      const store = await copied.inspect();
      for (const [operation, ...args] of written) await again(store, operation, args);
      return copied;
    },
  };
  return disk;
}

/** Does what was done to one store to another, which so comes to hold the same. */
async function again(store: ReplicaStore, operation: string, args: readonly unknown[]): Promise<void> {
  const methods: Readonly<Record<string, unknown>> = { ...store };
  const method = methods[operation];
  if (typeof method === 'function') await method(...args);
}
