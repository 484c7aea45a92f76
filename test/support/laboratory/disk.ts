import { openIndexedDbReplicaStore } from '../../../addin/replica/indexeddb-replica-store.ts';
import { createMemoryReplicaStore } from '../../../addin/replica/memory-replica-store.ts';
import type { ReplicaStore } from '../../../addin/replica/replica-store.ts';
import type { Life } from './life.ts';

/** A machine's disk with one replica on it: it outlives the windows that use it. */
export interface Disk {
  /** The store as one window has it. */
  openFor(life: Life): Promise<ReplicaStore>;
  /** As it lies there, for whoever looks when all is over. */
  inspect(): Promise<ReplicaStore>;
  /** The windows that hold, or wait for, the lock of this replica's rounds (Web Locks). */
  readonly lock: Lock;
}

export interface Lock {
  hold<T>(life: Life, work: () => Promise<T>): Promise<T>;
}

/** Stands the memory store in for a disk. */
export function createDisk(newId: () => string): Disk {
  const store = createMemoryReplicaStore({ newId, durable: true });
  return {
    lock: createLock(),
    openFor: async (life) => storeOver(store, life),
    inspect: async () => store,
  };
}

/** Keeps nothing: each window begins with an empty store, as private windows do. */
export function createNoDisk(newId: () => string): Disk {
  let store = createMemoryReplicaStore({ newId });
  return {
    lock: createLock(),
    openFor: async (life) => {
      store = createMemoryReplicaStore({ newId });
      return storeOver(store, life);
    },
    inspect: async () => store,
  };
}

let databases = 0;

/** The store of the product over IndexedDB, one database for each disk. */
export function createIndexedDbDisk(newId: () => string): Disk {
  databases += 1;
  const name = `laboratory ${databases}`;
  const open = (): Promise<ReplicaStore> => openIndexedDbReplicaStore({ name, newId });
  let inspected: Promise<ReplicaStore> | null = null;
  return {
    lock: createLock(),
    openFor: async (life) => {
      const store = await life.operation('open', open);
      life.onEnd(() => void store.close());
      return storeOver(store, life);
    },
    inspect: () => {
      inspected ??= open();
      return inspected;
    },
  };
}

/** A store each of whose transactions takes time, in which the window may die: before it, or after it and without hearing so. */
function storeOver(store: ReplicaStore, life: Life): ReplicaStore {
  const on = <Args extends readonly unknown[], T>(name: string, work: (...args: Args) => Promise<T>) => {
    return (...args: Args): Promise<T> => life.operation(name, () => work(...args));
  };
  return {
    durable: store.durable,
    read: on('read', store.read),
    version: on('version', store.version),
    saveSnapshot: on('saveSnapshot', store.saveSnapshot),
    advance: on('advance', store.advance),
    append: on('append', store.append),
    takePushes: on('takePushes', store.takePushes),
    acknowledge: on('acknowledge', store.acknowledge),
    renumber: on('renumber', store.renumber),
    dismiss: on('dismiss', store.dismiss),
    wantHistory: on('wantHistory', store.wantHistory),
    appendHistory: on('appendHistory', store.appendHistory),
    readHistory: on('readHistory', store.readHistory),
    close: store.close,
    get isClosed() {
      return store.isClosed;
    },
  };
}

/** One holder at a time; who dies lets go. */
function createLock(): Lock {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    hold(life, work) {
      const dead = new Promise<void>((resolve) => life.onEnd(resolve));
      const result = tail.then(() => (life.isAlive ? work() : new Promise<never>(() => {})));
      tail = Promise.race([result.catch(() => {}), dead]);
      return result;
    },
  };
}
