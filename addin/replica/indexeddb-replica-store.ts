import type { IDBPTransaction, StoreNames } from 'idb';
import type { Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import {
  META_KEY,
  type Meta,
  type RecordRow,
  type ReplicaDatabase,
  type ReplicaSchema,
  SCHEMA_VERSION,
} from './indexeddb-schema.ts';
import { openReplicaDatabase } from './open-replica-database.ts';
import { coalesced, MAX_ENTRIES_PER_REQUEST, nextPushes } from './outbox.ts';
import {
  type AcknowledgeWrite,
  type AdvanceWrite,
  type HistoryWrite,
  type OutboxEntry,
  type PushLimits,
  type ReplicaStore,
  ReplicaStoreError,
  type SnapshotWrite,
  type StoredReplica,
} from './replica-store.ts';

const RECORDS_PER_CHUNK = 500;

export interface IndexedDbReplicaStoreOptions {
  /** One database for each tenant, user and dataset. */
  readonly name: string;
  readonly newId: () => string;
  readonly schemaVersion?: number;
}

type Names = StoreNames<ReplicaSchema>;
type Reading = IDBPTransaction<ReplicaSchema, Names[], 'readonly'>;
type Writing = IDBPTransaction<ReplicaSchema, Names[], 'readwrite'>;
type Change = (tx: Writing, meta: Meta) => Promise<Partial<Meta>>;
/** What a transaction makes of the meta row (null: nothing was written), and what it found out. */
type Work<T> = (tx: Writing, meta: Meta) => Promise<{ readonly changed: Partial<Meta> | null; readonly value: T }>;

/**
 * A replica on disk. A write resolves when its transaction is complete with durability "strict": the operating system
 * has then been told to put it on the disk itself [S14]. Rejects with ReplicaStoreError where it cannot be opened.
 */
export async function openIndexedDbReplicaStore(options: IndexedDbReplicaStoreOptions): Promise<ReplicaStore> {
  const { name, newId, schemaVersion = SCHEMA_VERSION } = options;
  let isClosed = false;
  const noteClosed = (): void => {
    isClosed = true;
  };
  const database = await openReplicaDatabase(name, newId(), schemaVersion, noteClosed);

  /** Runs one transaction over the meta row and other stores, whole or not at all. */
  const transact = async <T>(stores: Names[], work: Work<T>): Promise<{ version: number; value: T }> => {
    const tx = database.transaction(['meta', ...stores], 'readwrite', { durability: 'strict' });
    try {
      const meta = await metaOf(tx);
      const { changed, value } = await work(tx, meta);
      const version = changed === null ? meta.version : meta.version + 1;
      if (changed !== null) await tx.objectStore('meta').put({ ...meta, ...changed, version }, META_KEY);
      await tx.done;
      return { version, value };
    } catch (error) {
      abandon(tx);
      throw error;
    }
  };
  const write = async (stores: Names[], change: Change): Promise<number> =>
    (await transact(stores, async (tx, meta) => ({ changed: await change(tx, meta), value: null }))).version;
  /** A write that rests on what was read at a version; null where somebody has overtaken it. */
  const writeAt = async (expected: number, stores: Names[], change: Change): Promise<number | null> => {
    const { version, value: isWritten } = await transact(stores, async (tx, meta) => {
      const isOvertaken = meta.version !== expected;
      return { changed: isOvertaken ? null : await change(tx, meta), value: !isOvertaken };
    });
    return isWritten ? version : null;
  };

  return {
    durable: true,
    get isClosed() {
      return isClosed;
    },
    read: (since) => readStored(database, since),
    version: async () => (await database.get('meta', META_KEY))?.version ?? 0,
    saveSnapshot: (snapshot) => write(['chunks', 'records', 'commits'], (tx, meta) => putSnapshot(tx, meta, snapshot)),
    advance: (expected, step) => writeAt(expected, ['records', 'commits'], (tx, meta) => putStep(tx, meta, step)),
    append: async (mutation) => {
      const work: Work<OutboxEntry> = async (tx) => ({ changed: {}, value: await putEdit(tx, mutation) });
      const { version, value: entry } = await transact(['outbox'], work);
      return { version, entry };
    },
    takePushes: async (limits) => {
      const { version, value } = await transact(['outbox'], (tx, meta) => numberPushes(tx, meta, limits));
      return { version, ...value };
    },
    acknowledge: (expected, answer) =>
      writeAt(expected, ['records', 'outbox', 'returned'], (tx, meta) => putAnswer(tx, meta, answer)),
    renumber: (expected, clientId) => writeAt(expected, ['outbox'], (tx, meta) => callBackPushes(tx, meta, clientId)),
    dismiss: (mutationId) =>
      write(['returned'], async (tx) => {
        await tx.objectStore('returned').delete(mutationId);
        return {};
      }),
    wantHistory: () =>
      write([], async (_tx, { history }) => ({ history: history ?? { cursor: null, complete: false } })),
    appendHistory: (step) => write(['commits'], (tx) => putHistory(tx, step)),
    readHistory: (after = 0) => database.getAll('commits', IDBKeyRange.lowerBound(after, true)),
    close: async () => {
      database.close();
      noteClosed();
    },
  };
}

/** Takes back what a transaction that failed half-way has done; whoever started it gets the error itself. */
function abandon(tx: Writing): void {
  tx.done.catch(() => {});
  try {
    tx.abort();
  } catch {
    // the error has ended it already
  }
}

async function metaOf(tx: Writing): Promise<Meta> {
  const meta = await tx.objectStore('meta').get(META_KEY);
  if (meta === undefined) throw new ReplicaStoreError('unreadable', 'The replica was cleared while it was open');
  return meta;
}

async function readStored(database: ReplicaDatabase, since = -1): Promise<StoredReplica> {
  const tx = database.transaction(['meta', 'chunks', 'records', 'outbox', 'returned'], 'readonly');
  const meta = await tx.objectStore('meta').get(META_KEY);
  if (meta === undefined) throw new ReplicaStoreError('unreadable', 'The replica was cleared while it was open');
  const { snapshotVersion, ...known } = meta;
  const isKnown = since >= snapshotVersion && since <= meta.version;
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
  return { ...known, records: [...records.values()], recordsSince, outbox, returned: returned.sort(byTime) };
}

const rowsSince = (tx: Reading, since: number): Promise<RecordRow[]> =>
  tx.objectStore('records').index('version').getAll(IDBKeyRange.lowerBound(since, true));

const byTime = (a: { returnedAt: string }, b: { returnedAt: string }): number =>
  a.returnedAt.localeCompare(b.returnedAt);

async function putSnapshot(tx: Writing, meta: Meta, { records, cursor, at }: SnapshotWrite): Promise<Partial<Meta>> {
  await Promise.all([
    tx.objectStore('chunks').clear(),
    tx.objectStore('records').clear(),
    tx.objectStore('commits').clear(),
  ]);
  for (let from = 0; from < records.length; from += RECORDS_PER_CHUNK) {
    await tx.objectStore('chunks').put(records.slice(from, from + RECORDS_PER_CHUNK));
  }
  const history = meta.history === null ? null : { cursor: null, complete: false };
  return { snapshotVersion: meta.version + 1, cursor, lastSyncedAt: at, history };
}

async function putStep(tx: Writing, { version, history }: Meta, step: AdvanceWrite): Promise<Partial<Meta>> {
  for (const record of step.records) await tx.objectStore('records').put({ version: version + 1, record });
  if (history !== null) for (const commit of step.commits) await tx.objectStore('commits').put(commit);
  return { cursor: step.cursor, lastSyncedAt: step.at };
}

async function putEdit(tx: Writing, mutation: Mutation): Promise<OutboxEntry> {
  const outbox = tx.objectStore('outbox');
  const last = (await outbox.index('recordId').getAll(mutation.recordId)).at(-1);
  const merged = last === undefined ? null : coalesced(last, mutation);
  if (merged !== null) {
    await outbox.put(merged);
    return merged;
  }
  const end = await outbox.openKeyCursor(null, 'prev');
  const entry = { position: (end?.key ?? 0) + 1, mutation, pushNumber: null };
  await outbox.put(entry);
  return entry;
}

async function numberPushes(tx: Writing, meta: Meta, limits: PushLimits) {
  const outbox = tx.objectStore('outbox');
  const next = nextPushes(await outbox.getAll(null, MAX_ENTRIES_PER_REQUEST), meta.nextPush, limits);
  for (const entry of next.numbered) await outbox.put(entry);
  const pushes = next.pushes.slice(0, limits.pushesPerRequest);
  const numbered = next.numbered.length;
  const request = pushes.length === 0 ? null : { clientId: meta.clientId, pushes };
  return { changed: numbered === 0 ? null : { nextPush: next.nextPush }, value: { numbered, request } };
}

async function putAnswer(tx: Writing, { version }: Meta, answer: AcknowledgeWrite): Promise<Partial<Meta>> {
  const outbox = tx.objectStore('outbox');
  for (const record of answer.records) await tx.objectStore('records').put({ version: version + 1, record });
  for (const edit of answer.returned) await tx.objectStore('returned').put(edit);
  for (const { position, pushNumber } of await outbox.getAll(null, MAX_ENTRIES_PER_REQUEST)) {
    if (pushNumber !== null && answer.pushNumbers.includes(pushNumber)) await outbox.delete(position);
  }
  return {};
}

async function callBackPushes(tx: Writing, meta: Meta, clientId: string | null): Promise<Partial<Meta>> {
  const outbox = tx.objectStore('outbox');
  let nextPush = clientId === null ? meta.nextPush : 1;
  for (const entry of await outbox.getAll(null, MAX_ENTRIES_PER_REQUEST)) {
    if (entry.pushNumber === null) continue;
    if (clientId === null) nextPush = Math.min(nextPush, entry.pushNumber);
    await outbox.put({ ...entry, pushNumber: null });
  }
  return { nextPush, clientId: clientId ?? meta.clientId };
}

async function putHistory(tx: Writing, { commits, cursor, complete }: HistoryWrite): Promise<Partial<Meta>> {
  for (const commit of commits) await tx.objectStore('commits').put(commit);
  return { history: { cursor, complete } };
}
