import type { IDBPTransaction } from 'idb';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import {
  META_KEY,
  type RecordRow,
  type ReplicaDatabase,
  type ReplicaSchema,
  SCHEMA_VERSION,
} from './indexeddb-schema.ts';
import { createTransactions, type Names, presentMeta, type Transactions } from './indexeddb-transactions.ts';
import {
  adoptEdits,
  callBackPushes,
  dropLog,
  numberPushes,
  putAnswer,
  putEdits,
  putHistory,
  putSnapshot,
  putStep,
  sealWaiting,
} from './indexeddb-writes.ts';
import { openReplicaDatabase } from './open-replica-database.ts';
import { rebuildDamaged } from './rebuild-database.ts';
import { type ReplicaStore, ReplicaStoreError, type StoredReplica } from './replica-store.ts';
import { byReturn } from './returned-edit.ts';

export interface IndexedDbReplicaStoreOptions {
  /** One database for each tenant, user and dataset. */
  readonly name: string;
  readonly newId: () => string;
  readonly schemaVersion?: number;
}

/**
 * A replica on disk. A write resolves when its transaction is complete with durability "strict": the operating system
 * has then been told to put it on the disk itself [S14]. Where the disk is full the log is freed and the write tried once
 * more. Rejects with ReplicaStoreError where it cannot be opened.
 */
export async function openIndexedDbReplicaStore(options: IndexedDbReplicaStoreOptions): Promise<ReplicaStore> {
  const { name, newId, schemaVersion = SCHEMA_VERSION } = options;
  let isClosed = false;
  const onClosed = (): void => {
    isClosed = true;
  };
  const database = await openReplicaDatabase({ name, clientId: newId(), schemaVersion, onClosed });
  const close = (): void => {
    database.close();
    onClosed();
  };
  const { transact, write, writeAt, reading } = createTransactions(database, close);
  const roomy = <T>(work: () => Promise<T>): Promise<T> => withLogFreed(work, transact);

  return {
    durable: true,
    get isClosed() {
      return isClosed;
    },
    read: (since) => reading(() => readOrRebuilt(database, newId(), since)),
    version: () => reading(async () => presentMeta(await database.get('meta', META_KEY)).version),
    saveSnapshot: (snapshot) =>
      roomy(() => write(['chunks', 'records', 'commits', 'returned'], (tx, meta) => putSnapshot(tx, meta, snapshot))),
    advance: (expected, step) =>
      roomy(() => writeAt(expected, ['records', 'commits', 'returned'], (tx, meta) => putStep(tx, meta, step))),
    append: async (mutations) => {
      const { version, value: entries } = await roomy(() =>
        transact(['outbox'], async (tx) => ({ changed: {}, value: await putEdits(tx, mutations) })),
      );
      return { version, entries };
    },
    adopt: async (edits) => {
      const { version, value } = await roomy(() => transact(['outbox', 'returned'], (tx) => adoptEdits(tx, edits)));
      return { version, ...value };
    },
    seal: async () => (await roomy(() => transact(['outbox'], sealWaiting))).version,
    takePushes: async (limits) => {
      const { version, value } = await roomy(() => transact(['outbox'], (tx, meta) => numberPushes(tx, meta, limits)));
      return { version, ...value };
    },
    acknowledge: (expected, answer) =>
      roomy(() => writeAt(expected, ['records', 'outbox', 'returned'], (tx, meta) => putAnswer(tx, meta, answer))),
    renumber: (expected, clientId) =>
      roomy(() => writeAt(expected, ['outbox'], (tx, meta) => callBackPushes(tx, meta, clientId))),
    dismiss: (mutationId) =>
      roomy(() =>
        write(['returned'], async (tx) => {
          await tx.objectStore('returned').delete(mutationId);
          return {};
        }),
      ),
    wantHistory: () =>
      write([], async (_tx, { history }) => ({ history: history ?? { cursor: null, complete: false } })),
    // not roomy: what would be freed is the very log of which this is a page
    appendHistory: async (page) => {
      const { version, value: isWritten } = await transact(['commits'], async (tx, meta) => {
        const changed = await putHistory(tx, meta, page);
        return { changed, value: changed !== null };
      });
      return isWritten ? version : null;
    },
    readHistory: (after = 0) => reading(() => database.getAll('commits', IDBKeyRange.lowerBound(after, true))),
    close: async () => close(),
  };
}

async function withLogFreed<T>(work: () => Promise<T>, transact: Transactions['transact']): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ReplicaStoreError && cause.failure === 'full')) throw cause;
    const { value: isFreed } = await transact(['commits'], async (tx, meta) => {
      const changed = await dropLog(tx, meta);
      return { changed, value: changed !== null };
    });
    if (!isFreed) throw cause;
    return work();
  }
}

/** Rows that cannot be read are fetched again from the server; the edits stay, or everything stays as it is. */
async function readOrRebuilt(database: ReplicaDatabase, clientId: string, since?: number): Promise<StoredReplica> {
  try {
    return await readStored(database, since);
  } catch (cause) {
    const isDamaged = cause instanceof TypeError || (cause instanceof DOMException && DAMAGED.includes(cause.name));
    if (!isDamaged) throw cause;
    await rebuildDamaged(database, clientId);
    return readStored(database);
  }
}

/** Chromium says so of a large value whose file is gone. */
const DAMAGED = ['DataError', 'NotReadableError'];

async function readStored(database: ReplicaDatabase, since = -1): Promise<StoredReplica> {
  const tx = database.transaction(['meta', 'chunks', 'records', 'outbox', 'returned'], 'readonly');
  const { snapshotVersion, ...known } = presentMeta(await tx.objectStore('meta').get(META_KEY));
  const isKnown = since >= snapshotVersion && since <= known.version;
  const [chunks, rows, outbox, returned] = await Promise.all([
    isKnown ? [] : tx.objectStore('chunks').getAll(),
    isKnown ? rowsSince(tx, since) : tx.objectStore('records').getAll(),
    tx.objectStore('outbox').getAll(),
    tx.objectStore('returned').getAll(),
  ]);
  await tx.done;
  const records = new Map<string, DatasetRecord>();
  for (const chunk of chunks) for (const record of chunk) records.set(record.id, record);
  for (const { record } of rows) records.set(record.id, record);
  const recordsSince = isKnown ? since : null;
  return { ...known, records: [...records.values()], recordsSince, outbox, returned: returned.sort(byReturn) };
}

const rowsSince = (tx: IDBPTransaction<ReplicaSchema, Names[], 'readonly'>, since: number): Promise<RecordRow[]> =>
  tx.objectStore('records').index('version').getAll(IDBKeyRange.lowerBound(since, true));
