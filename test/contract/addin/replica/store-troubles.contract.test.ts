import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDatasetReplica, type DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { SCHEMA_VERSION } from '../../../../addin/replica/indexeddb-schema.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import { createStoreDoor, type ReplicaOwner } from '../../../../addin/replica/store-door.ts';
import {
  answered,
  answeredBy,
  countingIds,
  FIRST_COMMIT,
  NOW,
  noteOf,
  recordsOf,
  TODAY,
  withLog,
} from '../../../unit/addin/replica/replica-fixtures.ts';

const MARIA = { subject: 'maria', name: 'Maria Lindqvist', role: 'manager', offices: ['strategic-planning'] } as const;
const OWNER: ReplicaOwner = { tenant: 'kent', actor: MARIA };
const BEN: ReplicaOwner = { tenant: 'kent', actor: { subject: 'ben', name: 'Ben Okafor' } };

vi.stubGlobal('navigator', {}); // Node 20 has none
afterEach(() => vi.restoreAllMocks());

let plans = 0;
const ids = countingIds();

/** A window over the disk of this browser: `plan` names what lies there. */
async function openWindow(plan: string) {
  const replica = createDatasetReplica({ actor: () => MARIA, today: () => TODAY, now: () => NOW, newId: ids });
  const door = createStoreDoor(replica.copy, plan, ids);
  await door.openFor(OWNER);
  return { replica, door };
}
async function filledWindow() {
  plans += 1;
  const plan = `plan-${plans}`;
  const window = await openWindow(plan);
  await window.replica.copy.loadSnapshot({ records: recordsOf([FIRST_COMMIT]), cursor: 'c1' });
  return { ...window, plan, name: `peel:kent:maria:${plan}` };
}
const note = (replica: DatasetReplica, text: string, recordId = 'afi/7') =>
  replica.edit({ kind: 'afi', recordId, values: { note: text } });
const inConflict = (replica: DatasetReplica) =>
  answeredBy(replica, () => ({ result: 'conflict', record: null, conflicts: [{ group: 'note' }] }));

/** From now on the disk takes nothing more; `until` says when it does again. */
function fillDisk(until: () => boolean = () => false): void {
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
    if (!until()) throw new DOMException('The disk is full', 'QuotaExceededError');
    return put.apply(this, row);
  });
}

describe('[S14] a disk that fills up', () => {
  it('is given the room of the log, and the edit is kept on it', async () => {
    const { replica, door, plan } = await filledWindow();
    await withLog(replica, [FIRST_COMMIT]);
    const clear = vi.spyOn(IDBObjectStore.prototype, 'clear');
    fillDisk(() => clear.mock.calls.length > 0);
    expect(await note(replica, 'Kept')).toMatchObject({ saved: true });
    expect(replica.copy.summary).toMatchObject({ durable: true, unsent: 1 });
    expect(door.notice).toBeUndefined();
    vi.restoreAllMocks();
    await withLog(replica, [FIRST_COMMIT]);
    expect(replica.asAt('2022-10-31')?.record('afi', 'afi/7')?.fields.status).toBe('In progress');
    const { replica: reopened } = await openWindow(plan);
    expect(noteOf(7)(reopened)).toBe('Kept');
  });

  it('is not needed to go on: edits are saved once the service has them, and what was on disk stays there', async () => {
    const { replica, door, plan } = await filledWindow();
    await note(replica, 'Mine', 'afi/8');
    await inConflict(replica);
    await note(replica, 'On disk');
    const [onDisk] = replica.waiting('afi/7');
    const before = await replica.copy.takePushes(PROTOCOL_LIMITS);
    const back = replica.copy.summary.returned;
    fillDisk();
    const settled = vi.fn();
    const editing = note(replica, 'In memory').then(settled);
    await vi.waitFor(() => expect(noteOf(7)(replica)).toBe('In memory'));
    expect(replica.copy.summary).toMatchObject({ durable: false, unsent: 2, returned: back, cursor: 'c1' });
    expect(door.notice).toContain('Free some space');
    expect(settled).not.toHaveBeenCalled();
    const after = await replica.copy.takePushes(PROTOCOL_LIMITS);
    expect(after?.clientId).not.toBe(before?.clientId);
    expect(after?.pushes[0]?.mutations).toEqual([onDisk]);
    await answered(replica, 'applied');
    await editing;
    expect(settled).toHaveBeenCalledWith(expect.objectContaining({ saved: true }));
    vi.restoreAllMocks();
    const { replica: reopened } = await openWindow(plan);
    expect(await reopened.copy.takePushes(PROTOCOL_LIMITS)).toEqual(before);
    expect(reopened.copy.summary.returned).toEqual(back);
  });

  it('many edits at once are kept together too: on it where the log makes room, or else in memory', async () => {
    const { replica, plan } = await filledWindow();
    const both = (text: string) =>
      replica.editAll(
        ['afi/7', 'afi/8'].map((recordId) => ({ kind: 'afi' as const, recordId, values: { note: text } })),
      );
    await withLog(replica, [FIRST_COMMIT]);
    const clear = vi.spyOn(IDBObjectStore.prototype, 'clear');
    fillDisk(() => clear.mock.calls.length > 0);
    expect(await both('On disk')).toMatchObject([{ saved: true }, { saved: true }]);
    expect(replica.copy.summary).toMatchObject({ durable: true, unsent: 2 });
    vi.restoreAllMocks();
    let puts = 0;
    fillDisk(() => {
      puts += 1;
      return puts < 2; // there is room for the first of them
    });
    const settled = vi.fn();
    const editing = both('In memory').then(settled);
    await vi.waitFor(() => expect(noteOf(8)(replica)).toBe('In memory'));
    expect(replica.copy.summary.durable).toBe(false);
    expect(settled).not.toHaveBeenCalled();
    await answered(replica, 'applied');
    await editing;
    expect(settled).toHaveBeenCalledWith([
      expect.objectContaining({ saved: true }),
      expect.objectContaining({ saved: true }),
    ]);
    vi.restoreAllMocks();
    const { replica: reopened } = await openWindow(plan);
    expect([noteOf(7)(reopened), noteOf(8)(reopened)]).toEqual(['On disk', 'On disk']);
  });

  it('an answer to what was sent from the disk is taken in memory', async () => {
    const { replica } = await filledWindow();
    await note(replica, 'Sent from disk');
    const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
    const [sent] = request?.pushes.flatMap(({ mutations }) => mutations) ?? [];
    if (request === null || sent === undefined) throw new Error('nothing waits');
    fillDisk();
    const record = replica.copy.records.visible('afi/7');
    const outcome = {
      mutationId: sent.mutationId,
      result: 'applied' as const,
      record: record && { ...record, revision: 2 },
    };
    await replica.copy.acknowledge(request, [{ number: 1, sequence: 2, outcomes: [outcome] }]);
    expect(replica.copy.summary).toMatchObject({ durable: false, unsent: 0 });
    expect(noteOf(7)(replica)).toBe('Sent from disk');
  });

  it('also when the log or a snapshot no longer fits', async () => {
    const { replica } = await filledWindow();
    replica.asAt(TODAY);
    await vi.waitFor(() => expect(replica.copy.historyWanted()).not.toBeNull());
    fillDisk();
    await replica.copy.appendHistory([], 'c1', null, true); // a later page: those before it are not in memory
    expect(replica.asAt('2022-10-31')).toBeNull();
    await withLog(replica, [FIRST_COMMIT]);
    expect(replica.asAt('2022-10-31')?.all('afi')).toHaveLength(2);
    await replica.copy.loadSnapshot({ records: recordsOf([FIRST_COMMIT]).slice(0, 1), cursor: 'c9' });
    expect(replica.copy.summary).toMatchObject({ durable: false, cursor: 'c9' });
    expect(replica.all('afi')).toHaveLength(1);
  });
});

describe('[S14] data that is cleared while a window is open', () => {
  const edited = async () => {
    const window = await filledWindow();
    const { replica } = window;
    await note(replica, 'Mine', 'afi/8');
    await inConflict(replica);
    await note(replica, 'On its way');
    await replica.copy.takePushes(PROTOCOL_LIMITS);
    await note(replica, 'Waits');
    return window;
  };
  const shown = ({ copy, ...replica }: DatasetReplica) => ({
    notes: replica.all('afi').map(({ fields }) => fields.note),
    waiting: replica.waiting('afi/7'),
    returned: copy.summary.returned,
    cursor: copy.summary.cursor,
  });
  const troubles: [string, (name: string) => Promise<void>][] = [
    ['the person deletes the database', (name) => deleteDB(name)],
    [
      'its rows are cleared by hand',
      async (name) => {
        const raw = await openDB(name, SCHEMA_VERSION);
        for (const store of [...raw.objectStoreNames]) await raw.clear(store);
        raw.close();
      },
    ],
  ];

  it.each(troubles)(
    '%s: what memory holds is put on disk again, to be sent under another client id',
    async (_what, clear) => {
      const { replica, door, plan, name } = await edited();
      const before = shown(replica);
      await clear(name);
      const news: string[] = [];
      replica.copy.onNews((each) => news.push(each));
      expect(await note(replica, 'Too early')).toMatchObject({ saved: false, problems: [{ code: 'not-stored' }] });
      expect(news).toContain('store lost');
      expect(replica.copy.isOpen).toBe(false);
      await door.openFor(OWNER);
      expect(shown(replica)).toEqual(before);
      expect(replica.copy.summary.durable).toBe(true);
      const { replica: reopened } = await openWindow(plan);
      expect(shown(reopened)).toEqual(before);
      const request = await reopened.copy.takePushes(PROTOCOL_LIMITS);
      expect(request?.pushes.flatMap(({ mutations }) => mutations)).toEqual(before.waiting);
      await note(reopened, 'Later');
      expect(reopened.waiting('afi/7')).toHaveLength(3);
    },
  );

  it('two windows put it there once', async () => {
    const { replica, door, plan, name } = await edited();
    const other = await openWindow(plan);
    const before = shown(replica);
    await deleteDB(name);
    expect([replica.copy.isOpen, other.replica.copy.isOpen]).toEqual([false, false]);
    await door.openFor(OWNER);
    await other.door.openFor(OWNER);
    await replica.copy.refresh();
    expect(shown(replica)).toEqual(before);
    expect(shown(other.replica)).toEqual(before);
  });

  it('of another person nothing is put there', async () => {
    const { replica, door, name } = await edited();
    await deleteDB(name);
    expect(replica.copy.isOpen).toBe(false);
    await door.openFor(BEN);
    expect(shown(replica)).toEqual({ notes: [], waiting: [], returned: [], cursor: null });
  });

  it('what was unsent is put back for its own person before another’s store is opened', async () => {
    const { replica, door, plan, name } = await edited();
    const before = shown(replica);
    await deleteDB(name);
    expect(replica.copy.isOpen).toBe(false);
    await door.openFor(BEN);
    expect(door.isOpenFor(BEN)).toBe(true);
    const { replica: reopened } = await openWindow(plan);
    expect(shown(reopened)).toEqual(before);
  });

  it('the file of unsent edits can be had while nothing can be written', async () => {
    const { replica, name } = await edited();
    await deleteDB(name);
    expect(replica.copy.isOpen).toBe(false);
    const file = JSON.parse(await replica.exportUnsent());
    expect(file).toMatchObject({ waiting: replica.waiting('afi/7'), returned: replica.copy.summary.returned });
  });
});

describe('[S16] a store that takes long to open', () => {
  it('does not come back once somebody else’s is open, or everybody has left', async () => {
    const { replica } = await filledWindow();
    const arrivals: (() => void)[] = [];
    const closed: string[] = [];
    const door = createStoreDoor(replica.copy, 'slow', ids, async (name) => {
      if (name.includes(':maria:')) await new Promise<void>((arrive) => arrivals.push(arrive));
      const store = createMemoryReplicaStore({ newId: ids });
      return { store: { ...store, close: async () => void closed.push(name) } };
    });
    const overtaken = door.openFor(OWNER);
    await door.openFor(BEN);
    arrivals[0]?.();
    await overtaken;
    expect([door.isOpenFor(BEN), replica.copy.owner?.subject]).toEqual([true, 'ben']);
    const left = door.openFor(OWNER);
    await door.close();
    arrivals[1]?.();
    await left;
    expect([door.openName, replica.copy.owner, replica.copy.isOpen]).toEqual([null, null, false]);
    expect(closed.filter((name) => name.includes(':maria:'))).toHaveLength(2);
  });
});
