import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { openIndexedDbReplicaStore } from '../../../../addin/replica/indexeddb-replica-store.ts';
import { SCHEMA_VERSION } from '../../../../addin/replica/indexeddb-schema.ts';
import { openReplicaStore } from '../../../../addin/replica/open-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import { ReplicaStoreError } from '../../../../addin/replica/replica-store.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import {
  commitOf,
  countingIds,
  FIRST_COMMIT,
  loggedChange,
  NOW,
  noteEdit,
  recordsOf,
  testReplica,
} from '../../../unit/addin/replica/replica-fixtures.ts';
import { outboxStoreSuite } from './outbox-store-suite.ts';
import { replicaStoreSuite } from './replica-store-suite.ts';

let databases = 0;
const newName = (): string => {
  databases += 1;
  return `peel:tenant:person:dataset-${databases}`;
};
const failureOf = async (name: string): Promise<unknown> => {
  const error: unknown = await openIndexedDbReplicaStore({ name, newId: countingIds() }).catch((caught) => caught);
  return error instanceof ReplicaStoreError ? error.failure : error;
};

replicaStoreSuite('on IndexedDB', (newId) => openIndexedDbReplicaStore({ name: newName(), newId }));
outboxStoreSuite('on IndexedDB', (newId) => openIndexedDbReplicaStore({ name: newName(), newId }));

describe('a replica on disk that this add-in did not write', () => {
  it('[S14] what was on disk is there again after the page died', async () => {
    const name = newName();
    const newId = countingIds();
    const store = await openIndexedDbReplicaStore({ name, newId });
    await store.saveSnapshot({ records: recordsOf([FIRST_COMMIT]), cursor: 'c1', at: NOW });
    await store.append([noteEdit(newId(), 7, null, 'On disk')]);
    const before = await store.read();
    const reopened = await openIndexedDbReplicaStore({ name, newId });
    expect(await reopened.read()).toEqual(before);
  });

  it('[S14] a paste of 5,000 rows is one transaction', async () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `observation/answered-calls/week-${index}`);
    const source = { document: 'Slides of the improvement plan', dated: '2022-10-31', place: 'slide 10' };
    const read = {
      measure: 'measure/answered-calls',
      period: 'A week',
      value: 1,
      qualifier: 'about',
      provenance: source,
    };
    const plan = [commitOf(1, ...ids.map((id) => loggedChange('observation', id, read)))];
    const store = await openIndexedDbReplicaStore({ name: newName(), newId: countingIds() });
    const replica = await testReplica({ commits: plan, store });
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const requests = ids.map((recordId, index) => ({
      kind: 'observation' as const,
      recordId,
      values: { quotation: `Row ${index}` },
    }));
    const results = await replica.editAll(requests);
    const writes = begun.mock.calls.filter(([, mode]) => mode === 'readwrite');
    begun.mockRestore();
    expect(results.every(({ saved }) => saved)).toBe(true);
    expect(writes).toHaveLength(1);
    expect((await store.read()).outbox.map(({ mutation }) => mutation.recordId)).toEqual(ids);
    await replica.copy.close();
  });

  it('[S14] a write that fails half-way leaves everything as it was', async () => {
    const newId = countingIds();
    const store = await openIndexedDbReplicaStore({ name: newName(), newId });
    await store.saveSnapshot({ records: recordsOf([FIRST_COMMIT]), cursor: 'c1', at: NOW });
    const before = await store.read();
    const notForDisks = { ...noteEdit(newId(), 7, null, 'x'), changes: { note: { base: null, value: () => 'x' } } };
    const among = [noteEdit(newId(), 7, null, 'y'), notForDisks as unknown as Mutation]; // as a full disk would refuse it
    await expect(store.append(among)).rejects.toThrow();
    const records = [{ ...recordsOf([FIRST_COMMIT])[0], fields: notForDisks.changes }] as unknown as DatasetRecord[]; // the same
    await expect(store.saveSnapshot({ records, cursor: 'c2', at: NOW })).rejects.toThrow();
    expect(await store.read()).toEqual(before);
  });

  it('a newer add-in in another window takes it over: it is closed here, and opened again it says so', async () => {
    const name = newName();
    const store = await openIndexedDbReplicaStore({ name, newId: countingIds() });
    expect(store.isClosed).toBe(false);
    (await openDB(name, 99)).close();
    expect(store.isClosed).toBe(true);
    await expect(store.append([noteEdit(countingIds()(), 7, null, 'x')])).rejects.toThrow();
    expect(await failureOf(name)).toBe('newer');
  });

  it('[S14] an older one is rebuilt: records go, the outbox stays with its numbers', async () => {
    const name = newName();
    const newId = countingIds();
    const older = await openIndexedDbReplicaStore({ name, newId });
    await older.saveSnapshot({ records: recordsOf([FIRST_COMMIT]), cursor: 'c1', at: NOW });
    await older.append([noteEdit(newId(), 7, null, 'In flight')]);
    const inFlight = (await older.takePushes(PROTOCOL_LIMITS)).request;
    await older.append([noteEdit(newId(), 8, null, 'Waiting')]);
    await older.close();

    const store = await openIndexedDbReplicaStore({ name, newId, schemaVersion: SCHEMA_VERSION + 1 });
    expect(await store.read()).toMatchObject({ cursor: null, records: [], clientId: inFlight?.clientId, nextPush: 2 });
    await store.saveSnapshot({ records: [], cursor: 'c2', at: NOW });
    const { request } = await store.takePushes(PROTOCOL_LIMITS);
    expect(request?.pushes[0]).toEqual(inFlight?.pushes[0]);
    expect(request?.pushes[1]).toMatchObject({ number: 2, mutations: [{ recordId: 'afi/8' }] });
  });

  it('an older one with an edit that cannot be read is left as it is', async () => {
    const name = newName();
    const older = await openIndexedDbReplicaStore({ name, newId: countingIds() });
    await older.close();
    const raw = await openDB(name, SCHEMA_VERSION);
    await raw.put('outbox', { position: 1, mutation: { recordId: 'afi/7', unknown: true }, pushNumber: null });
    raw.close();
    const opening = openIndexedDbReplicaStore({ name, newId: countingIds(), schemaVersion: SCHEMA_VERSION + 1 });
    await expect(opening).rejects.toMatchObject({ failure: 'unreadable' });
    const untouched = await openDB(name, SCHEMA_VERSION);
    expect(await untouched.getAll('outbox')).toHaveLength(1);
    untouched.close();
  });

  it('a newer one is refused with what to do, and nothing in it is touched', async () => {
    const name = newName();
    const newer = await openDB(name, 99, {
      upgrade: (database) => void database.createObjectStore('outbox').put('an edit', 1),
    });
    newer.close();
    expect(await failureOf(name)).toBe('newer');
    expect(await openReplicaStore(name, countingIds())).toEqual({ refused: expect.stringContaining('newer version') });
    const untouched = await openDB(name, 99);
    expect(await untouched.getAll('outbox')).toEqual(['an edit']);
    untouched.close();
  });

  it('a foreign one is left alone, and the replica lives in memory meanwhile', async () => {
    const name = newName();
    const foreign = await openDB(name, 1, { upgrade: (database) => void database.createObjectStore('letters') });
    foreign.close();
    expect(await failureOf(name)).toBe('unreadable');
    const opened = await openReplicaStore(name, countingIds());
    expect(opened).toMatchObject({ store: { durable: false }, notice: expect.stringContaining('cannot be read') });
    const untouched = await openDB(name, 1);
    expect([...untouched.objectStoreNames]).toEqual(['letters']);
    untouched.close();
  });
});
