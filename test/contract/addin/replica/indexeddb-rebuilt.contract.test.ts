import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openIndexedDbReplicaStore } from '../../../../addin/replica/indexeddb-replica-store.ts';
import { SCHEMA_VERSION } from '../../../../addin/replica/indexeddb-schema.ts';
import { openReplicaStore } from '../../../../addin/replica/open-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import { countingIds, FIRST_COMMIT, NOW, noteEdit, recordsOf } from '../../../unit/addin/replica/replica-fixtures.ts';

afterEach(() => vi.restoreAllMocks());

let databases = 0;
const newName = (): string => {
  databases += 1;
  return `peel:tenant:person:rebuilt-${databases}`;
};
const RECORDS = recordsOf([FIRST_COMMIT]);
const CLIENT = '10000000-0000-4000-8000-000000000001';

/** A database as version 2 of the schema laid it out: one edit in flight, one that waits, a conflict and a refusal. */
async function writeVersion2(name: string, newId: () => string) {
  const inFlight = noteEdit(newId(), 7, null, 'In flight');
  const waiting = { ...noteEdit(newId(), 8, null, 'Waits'), reason: 'As agreed' };
  const conflict = {
    mutation: noteEdit(newId(), 7, null, 'Mine'),
    result: 'conflict',
    problems: [{ path: 'note', code: 'conflict', message: 'note was changed meanwhile' }],
    returnedAt: NOW,
  };
  const refusal = {
    mutation: noteEdit(newId(), 8, null, 'Refused'),
    result: 'rejected',
    problems: [{ path: '', code: 'not-permitted', message: 'Not your office' }],
    returnedAt: NOW,
  };
  const raw = await openDB(name, 2, {
    upgrade(database) {
      database.createObjectStore('meta');
      database.createObjectStore('chunks', { autoIncrement: true });
      database.createObjectStore('records', { keyPath: 'record.id' }).createIndex('version', 'version');
      database.createObjectStore('outbox', { keyPath: 'position' }).createIndex('recordId', 'mutation.recordId');
      database.createObjectStore('returned', { keyPath: 'mutation.mutationId' });
      database.createObjectStore('commits', { keyPath: 'sequence' });
    },
  });
  const history = { cursor: 'c1', complete: true };
  const marks = { cursor: 'c1', lastSyncedAt: NOW, history };
  await raw.put('meta', { version: 9, snapshotVersion: 1, clientId: CLIENT, nextPush: 4, ...marks }, 'replica');
  await raw.put('chunks', RECORDS);
  await raw.put('commits', FIRST_COMMIT);
  await raw.put('outbox', { position: 3, mutation: inFlight, pushNumber: 3 });
  await raw.put('outbox', { position: 4, mutation: waiting, pushNumber: null });
  await raw.put('returned', conflict);
  await raw.put('returned', refusal);
  raw.close();
  return { inFlight, waiting, conflict, refusal };
}

describe('[S14] a replica of an earlier version', () => {
  it('keeps its outbox, its numbers and what came back; plan and log come again from the server', async () => {
    const [name, newId] = [newName(), countingIds()];
    const { inFlight, waiting, conflict, refusal } = await writeVersion2(name, newId);
    const store = await openIndexedDbReplicaStore({ name, newId });
    const state = await store.read();
    expect(state).toMatchObject({ cursor: null, history: null, records: [], clientId: CLIENT, nextPush: 4 });
    expect(state.returned).toEqual([
      { ...conflict, parts: [conflict.mutation], conflicts: [{ group: 'note' }] },
      { ...refusal, parts: [refusal.mutation], conflicts: [] },
    ]);
    await store.saveSnapshot({ records: RECORDS, cursor: 'c2', at: NOW });
    await store.append([noteEdit(newId(), 8, 'Waits', 'Later')]);
    const { request } = await store.takePushes(PROTOCOL_LIMITS);
    expect(request).toMatchObject({ clientId: CLIENT, cursor: 'c2' });
    expect(request?.pushes[0]).toEqual({ number: 3, mutations: [inFlight] });
    expect(request?.pushes[1]).toEqual({ number: 4, mutations: [waiting] });
    expect(request?.pushes[2]).toMatchObject({ number: 5, mutations: [{ recordId: 'afi/8' }] });
    await store.close();
  });
});

describe('[S14] a damaged replica', () => {
  const damaged = async (damage: (raw: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>) => {
    const [name, newId] = [newName(), countingIds()];
    const store = await openIndexedDbReplicaStore({ name, newId });
    await store.saveSnapshot({ records: RECORDS, cursor: 'c1', at: NOW });
    const sent = noteEdit(newId(), 7, null, 'Sent');
    await store.append([sent]);
    const before = await store.takePushes(PROTOCOL_LIMITS);
    await store.close();
    const raw = await openDB(name, SCHEMA_VERSION);
    await damage(raw);
    raw.close();
    return { name, newId, sent, before };
  };

  it('that lost its numbers is rebuilt: its edits are sent again under another client id', async () => {
    const { name, newId, sent, before } = await damaged((raw) => raw.clear('meta'));
    const store = await openIndexedDbReplicaStore({ name, newId });
    expect(await store.read()).toMatchObject({ cursor: null, records: [], outbox: [{ mutation: sent, sealed: true }] });
    await store.saveSnapshot({ records: RECORDS, cursor: 'c1', at: NOW });
    const { request } = await store.takePushes(PROTOCOL_LIMITS);
    expect(request?.pushes).toEqual([{ number: 1, mutations: [sent] }]);
    expect(request?.clientId).not.toBe(before.request?.clientId);
    await store.close();
  });

  it('whose records cannot be read is rebuilt, and what is in flight goes on as it was', async () => {
    const { name, newId, before } = await damaged((raw) => raw.put('chunks', 5));
    const store = await openIndexedDbReplicaStore({ name, newId });
    expect(await store.read()).toMatchObject({ cursor: null, records: [] });
    await store.saveSnapshot({ records: RECORDS, cursor: 'c1', at: NOW });
    expect((await store.takePushes(PROTOCOL_LIMITS)).request).toEqual(before.request);
    await store.close();
  });

  it('with an edit that cannot be read is left as it is, and the person is told', async () => {
    const { name, newId } = await damaged(async (raw) => {
      await raw.clear('meta');
      await raw.put('outbox', { position: 2, mutation: { recordId: 'afi/7' }, pushNumber: null });
    });
    const opened = await openReplicaStore(name, newId);
    expect(opened).toMatchObject({ store: { durable: false }, notice: expect.stringContaining('Nothing was changed') });
    const untouched = await openDB(name, SCHEMA_VERSION);
    expect(await untouched.count('outbox')).toBe(2);
    untouched.close();
  });

  it('a window that knew it before its rebuilding takes everything up anew', async () => {
    const [name, newId] = [newName(), countingIds()];
    const [one, other] = [
      await openIndexedDbReplicaStore({ name, newId }),
      await openIndexedDbReplicaStore({ name, newId }),
    ];
    const version = await one.saveSnapshot({ records: RECORDS, cursor: 'c1', at: NOW });
    const raw = await openDB(name, SCHEMA_VERSION);
    await raw.put('chunks', 5);
    raw.close();
    await other.read();
    expect(await one.version()).toBeGreaterThan(version);
    expect(await one.read(version)).toMatchObject({ recordsSince: null, records: [], cursor: null });
    for (const store of [one, other]) await store.close();
  });
});

describe('[S14] where a browser keeps nothing', () => {
  it('a private window is told so, and its replica lives in memory', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Not in private windows', 'SecurityError');
    });
    const opened = await openReplicaStore(newName(), countingIds());
    expect(opened).toMatchObject({ store: { durable: false }, notice: expect.stringContaining('private window') });
  });

  it('a database that the browser closes is told as lost, and can be opened again', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    const [name, newId] = [newName(), countingIds()];
    const store = await openIndexedDbReplicaStore({ name, newId });
    const request: IDBOpenDBRequest = open.mock.results[0]?.value;
    forceCloseDatabase(request.result as unknown as Parameters<typeof forceCloseDatabase>[0]); // its types name the class for its instance
    await vi.waitFor(() => expect(store.isClosed).toBe(true));
    await expect(store.append([noteEdit(newId(), 7, null, 'x')])).rejects.toMatchObject({ failure: 'lost' });
    await expect(store.read()).rejects.toMatchObject({ failure: 'lost' });
    const again = await openIndexedDbReplicaStore({ name, newId });
    expect(await again.version()).toBe(0);
    await again.close();
  });
});
