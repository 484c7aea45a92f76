import type { IDBPTransaction, StoreNames } from 'idb';
import { META_KEY, type Meta, type ReplicaDatabase, type ReplicaSchema } from './indexeddb-schema.ts';
import { ReplicaStoreError } from './replica-store.ts';

export type Names = StoreNames<ReplicaSchema>;
export type Writing = IDBPTransaction<ReplicaSchema, Names[], 'readwrite'>;
export type Change = (tx: Writing, meta: Meta) => Promise<Partial<Meta>>;
/** What a transaction makes of the meta row (null: nothing was written), and what it found out. */
export type Work<T> = (
  tx: Writing,
  meta: Meta,
) => Promise<{ readonly changed: Partial<Meta> | null; readonly value: T }>;

/** Transactions over the meta row and other stores, whole or not at all; failures are told as a ReplicaStoreError where they are one. */
export interface Transactions {
  transact<T>(stores: Names[], work: Work<T>): Promise<{ version: number; value: T }>;
  write(stores: Names[], change: Change): Promise<number>;
  /** A write that rests on what was read at a version; null where somebody has overtaken it. */
  writeAt(expected: number, stores: Names[], change: Change): Promise<number | null>;
  /** What only reads: `work` runs its own transaction. */
  reading<T>(work: () => Promise<T>): Promise<T>;
}

/** `onLost` is called where the database turns out to have been cleared or closed under us. */
export function createTransactions(database: ReplicaDatabase, onLost: () => void): Transactions {
  const told = (cause: unknown): unknown => {
    const failure = failureOf(cause);
    if (failure?.failure === 'lost') onLost();
    return failure ?? cause;
  };
  const reading = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((cause: unknown) => {
      throw told(cause);
    });
  const attempt = async <T>(stores: Names[], work: Work<T>): Promise<{ version: number; value: T }> => {
    const tx = database.transaction(['meta', ...stores], 'readwrite', { durability: 'strict' });
    try {
      const meta = presentMeta(await tx.objectStore('meta').get(META_KEY));
      const { changed, value } = await work(tx, meta);
      const version = changed === null ? meta.version : meta.version + 1;
      if (changed !== null) await tx.objectStore('meta').put({ ...meta, ...changed, version }, META_KEY);
      await tx.done;
      return { version, value };
    } catch (error) {
      abandon(tx);
      throw isAbort(error) ? (tx.error ?? error) : error; // the transaction knows why it was aborted
    }
  };
  const transact = <T>(stores: Names[], work: Work<T>) => reading(() => attempt(stores, work));
  return {
    transact,
    write: async (stores, change) =>
      (await transact(stores, async (tx, meta) => ({ changed: await change(tx, meta), value: null }))).version,
    writeAt: async (expected, stores, change) => {
      const { version, value: isWritten } = await transact(stores, async (tx, meta) => {
        const isOvertaken = meta.version !== expected;
        return { changed: isOvertaken ? null : await change(tx, meta), value: !isOvertaken };
      });
      return isWritten ? version : null;
    },
    reading,
  };
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Takes back what a transaction that failed half-way has done; whoever started it gets the error itself. */
function abandon(tx: Writing): void {
  tx.done.catch(() => {});
  try {
    tx.abort();
  } catch {
    // the error has ended it already
  }
}

export function presentMeta(meta: Meta | undefined): Meta {
  if (meta !== undefined) return meta;
  throw new ReplicaStoreError('lost', 'The copy of the plan on this machine was cleared while it was open');
}

/** Null where it is no failure of the disk. */
function failureOf(cause: unknown): ReplicaStoreError | null {
  if (cause instanceof ReplicaStoreError) return cause;
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'QuotaExceededError':
      return new ReplicaStoreError('full', 'The disk, or what the browser may use of it, is full', { cause });
    case 'InvalidStateError': // the connection was closed
    case 'NotFoundError': // a store is gone
    case 'AbortError': // a browser that clears a site's data ends what runs
      return new ReplicaStoreError('lost', 'The browser closed the copy of the plan on this machine', { cause });
    default:
      return null;
  }
}
