import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import {
  commitOf,
  countingIds,
  FIRST_COMMIT,
  loggedChange,
  NOW,
  noteCommit,
  noteEdit,
  recordsOf,
} from '../../../unit/addin/replica/replica-fixtures.ts';

const RECORDS = recordsOf([FIRST_COMMIT]);

/** What a replica's store must do, wherever it keeps things. `open` gives a new, empty one. */
export function replicaStoreSuite(name: string, open: (newId: () => string) => Promise<ReplicaStore>): void {
  describe(`replica store ${name}`, () => {
    let store: ReplicaStore;
    let newId: () => string;

    beforeEach(async () => {
      newId = countingIds();
      store = await open(newId);
    });
    afterEach(() => store.close());

    const loaded = () => store.saveSnapshot({ records: RECORDS, cursor: 'c1', at: NOW });
    const taken = async () => (await store.takePushes(PROTOCOL_LIMITS)).request;

    it('is empty at first, with a client id of its own', async () => {
      const state = await store.read();
      expect(state).toMatchObject({ cursor: null, nextPush: 1, records: [], outbox: [], returned: [], history: null });
      expect(state.clientId).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('[S10] keeps a snapshot whole, also one of many records', async () => {
      const many = Array.from({ length: 1201 }, (_, index) =>
        recordsOf([
          commitOf(1, loggedChange('office', `office/o${index}`, { name: `Office ${index}`, example: true })),
        ]),
      ).flat();
      await store.saveSnapshot({ records: many, cursor: 'c1', at: NOW });
      const state = await store.read();
      expect(state.records).toHaveLength(1201);
      expect(state).toMatchObject({ cursor: 'c1', lastSyncedAt: NOW });
    });

    it('[S11] a new snapshot replaces the records and leaves the outbox alone', async () => {
      await loaded();
      await store.append(noteEdit(newId(), 7, null, 'Kept'));
      await store.saveSnapshot({ records: RECORDS.slice(0, 1), cursor: 'c9', at: NOW });
      const state = await store.read();
      expect(state.records).toEqual(RECORDS.slice(0, 1));
      expect(state.outbox).toHaveLength(1);
    });

    it('[S9] advances records and cursor together', async () => {
      const version = await loaded();
      const commit = noteCommit(2, 7, 'From another office');
      const records = recordsOf([FIRST_COMMIT, commit]).filter(({ id }) => id === 'afi/7');
      const written = await store.advance(version, { records, commits: [commit], cursor: 'c2', at: NOW });
      expect(written).toBe(version + 1);
      const state = await store.read();
      expect(state.cursor).toBe('c2');
      expect(state.records.find(({ id }) => id === 'afi/7')?.fields.note).toBe('From another office');
      expect(state.records).toHaveLength(RECORDS.length);
    });

    it('[S16] refuses to advance from what another workbook has overtaken', async () => {
      const version = await loaded();
      await store.append(noteEdit(newId(), 7, null, 'Meanwhile'));
      expect(await store.advance(version, { records: [], commits: [], cursor: 'c2', at: NOW })).toBeNull();
      expect((await store.read()).cursor).toBe('c1');
    });

    it('[S14] [S4] numbers waiting edits, and sends those in flight again unchanged', async () => {
      await loaded();
      const [first, second] = [noteEdit(newId(), 7, null, 'One'), noteEdit(newId(), 8, null, 'Two')];
      await store.append(first);
      const request = await taken();
      expect(request?.pushes).toEqual([{ number: 1, mutations: [first] }]);
      await store.append(second);
      const again = await taken();
      expect(again?.clientId).toBe(request?.clientId);
      expect(again?.pushes).toEqual([
        { number: 1, mutations: [first] },
        { number: 2, mutations: [second] },
      ]);
    });

    it('[S15] takes a later edit into a waiting one, never into one in flight', async () => {
      await loaded();
      await store.append(noteEdit(newId(), 7, null, 'Draft'));
      const { entry } = await store.append(noteEdit(newId(), 7, 'Draft', 'Final'));
      expect(entry.mutation.changes.note).toEqual({ base: null, value: 'Final' });
      expect((await store.read()).outbox).toHaveLength(1);
      await taken();
      await store.append(noteEdit(newId(), 7, 'Final', 'Corrected'));
      expect((await store.read()).outbox.map(({ mutation }) => mutation.changes.note?.value)).toEqual([
        'Final',
        'Corrected',
      ]);
    });

    it('[S2] an acknowledged push leaves the outbox, with its records and returned edits in its place', async () => {
      await loaded();
      const refused = noteEdit(newId(), 8, null, 'Refused');
      await store.append(noteEdit(newId(), 7, null, 'Taken'));
      await store.append(refused);
      await taken();
      const waiting = noteEdit(newId(), 7, 'Taken', 'Later');
      const { version } = await store.append(waiting);
      const records = recordsOf([FIRST_COMMIT, noteCommit(2, 7, 'Taken')]).filter(({ id }) => id === 'afi/7');
      const returned = [{ mutation: refused, result: 'rejected' as const, problems: [], returnedAt: NOW }];
      expect(await store.acknowledge(version, { pushNumbers: [1], records, returned })).toBe(version + 1);
      const state = await store.read();
      expect(state.outbox.map(({ mutation }) => mutation)).toEqual([waiting]);
      expect(state.records.find(({ id }) => id === 'afi/7')?.revision).toBe(2);
      expect(state.returned).toEqual(returned);
      await store.dismiss(refused.mutationId);
      expect((await store.read()).returned).toEqual([]);
    });

    it('[S4] renumbers from 1 under a new client id, and from the first that came back under the present one', async () => {
      await loaded();
      await store.append(noteEdit(newId(), 7, null, 'One'));
      const first = await taken();
      await store.acknowledge((await store.read()).version, { pushNumbers: [1], records: [], returned: [] });
      await store.append(noteEdit(newId(), 8, null, 'Two'));
      expect((await taken())?.pushes[0]?.number).toBe(2);
      await store.renumber((await store.read()).version, null);
      const same = await taken();
      expect([same?.clientId, same?.pushes[0]?.number]).toEqual([first?.clientId, 2]);
      const otherClient = newId();
      const { version } = await store.read();
      expect(await store.renumber(version - 1, otherClient)).toBeNull();
      expect(await store.renumber(version, otherClient)).toBe(version + 1);
      const other = await taken();
      expect([other?.clientId, other?.pushes[0]?.number]).toEqual([otherClient, 1]);
    });

    it('[S13] keeps the log from when it is wanted, in sequence order, each commit once', async () => {
      await loaded();
      await store.wantHistory();
      const later = noteCommit(2, 7, 'Later');
      const { version } = await store.read();
      await store.advance(version, { records: [], commits: [later], cursor: 'c2', at: NOW });
      await store.appendHistory({ commits: [FIRST_COMMIT, later], cursor: 'c2', complete: true });
      expect(await store.readHistory()).toEqual([FIRST_COMMIT, later]);
      expect((await store.read()).history).toEqual({ cursor: 'c2', complete: true });
    });

    it('tells a second workbook only what was written since it read, with the whole outbox', async () => {
      const version = await loaded();
      const commit = noteCommit(2, 7, 'From another office');
      const records = recordsOf([FIRST_COMMIT, commit]).filter(({ id }) => id === 'afi/7');
      await store.advance(version, { records, commits: [commit], cursor: 'c2', at: NOW });
      await store.append(noteEdit(newId(), 8, null, 'Waiting'));
      const state = await store.read(version);
      expect(state).toMatchObject({ version: version + 2, recordsSince: version, records, cursor: 'c2' });
      expect(state.outbox).toHaveLength(1);
      expect(await store.read(version + 1)).toMatchObject({ recordsSince: version + 1, records: [] });
      const { version: last } = state;
      await store.acknowledge(last, { pushNumbers: [], records: RECORDS.slice(1, 2), returned: [] });
      expect((await store.read(last)).records).toEqual(RECORDS.slice(1, 2));
    });

    it('tells all records to whom it cannot say what was written since', async () => {
      await loaded();
      const { version } = await store.read();
      await store.saveSnapshot({ records: RECORDS.slice(0, 1), cursor: 'c9', at: NOW });
      expect(await store.read(version)).toMatchObject({ recordsSince: null, records: RECORDS.slice(0, 1) });
      expect((await store.read(version + 7)).recordsSince).toBeNull();
      expect((await store.read(version + 1)).recordsSince).toBe(version + 1);
    });

    it('[S13] reads the log from after a commit on', async () => {
      const later = noteCommit(2, 7, 'Later');
      await store.wantHistory();
      await store.appendHistory({ commits: [FIRST_COMMIT, later], cursor: 'c2', complete: true });
      expect(await store.readHistory(1)).toEqual([later]);
      expect(await store.readHistory(2)).toEqual([]);
    });

    it('[S11] a new snapshot forgets the log of the dataset’s earlier life and asks for it again', async () => {
      await store.wantHistory();
      await store.appendHistory({ commits: [FIRST_COMMIT], cursor: 'c1', complete: true });
      await loaded();
      expect(await store.readHistory()).toEqual([]);
      expect((await store.read()).history).toEqual({ cursor: null, complete: false });
    });
  });
}
