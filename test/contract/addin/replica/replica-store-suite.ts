import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AcknowledgeWrite, ReplicaStore } from '../../../../addin/replica/replica-store.ts';
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
const NOTHING: AcknowledgeWrite = { settled: [], records: [], returned: [], superseded: [] };

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
      await store.append([noteEdit(newId(), 7, null, 'Kept')]);
      await store.saveSnapshot({ records: RECORDS.slice(0, 1), cursor: 'c9', at: NOW });
      const state = await store.read();
      expect(state.records).toEqual(RECORDS.slice(0, 1));
      expect(state.outbox).toHaveLength(1);
    });

    it('[S9] advances records and cursor together', async () => {
      const version = await loaded();
      const commit = noteCommit(2, 7, 'From another office');
      const records = recordsOf([FIRST_COMMIT, commit]).filter(({ id }) => id === 'afi/7');
      const written = await store.advance(version, { records, returned: [], commits: [commit], cursor: 'c2', at: NOW });
      expect(written).toBe(version + 1);
      const state = await store.read();
      expect(state.cursor).toBe('c2');
      expect(state.records.find(({ id }) => id === 'afi/7')?.fields.note).toBe('From another office');
      expect(state.records).toHaveLength(RECORDS.length);
    });

    it('[S16] refuses to advance from what another workbook has overtaken', async () => {
      const version = await loaded();
      await store.append([noteEdit(newId(), 7, null, 'Meanwhile')]);
      expect(
        await store.advance(version, { records: [], returned: [], commits: [], cursor: 'c2', at: NOW }),
      ).toBeNull();
      expect((await store.read()).cursor).toBe('c1');
    });

    it('[S13] keeps the log from when it is wanted, in sequence order, each commit once', async () => {
      await loaded();
      await store.wantHistory();
      const later = noteCommit(2, 7, 'Later');
      const { version } = await store.read();
      await store.advance(version, { records: [], returned: [], commits: [later], cursor: 'c2', at: NOW });
      await store.appendHistory({ after: null, commits: [FIRST_COMMIT, later], cursor: 'c2', complete: true });
      expect(await store.readHistory()).toEqual([FIRST_COMMIT, later]);
      expect((await store.read()).history).toEqual({ cursor: 'c2', complete: true });
    });

    it('tells a second workbook only what was written since it read, with the whole outbox', async () => {
      const version = await loaded();
      const commit = noteCommit(2, 7, 'From another office');
      const records = recordsOf([FIRST_COMMIT, commit]).filter(({ id }) => id === 'afi/7');
      await store.advance(version, { records, returned: [], commits: [commit], cursor: 'c2', at: NOW });
      await store.append([noteEdit(newId(), 8, null, 'Waiting')]);
      const state = await store.read(version);
      expect(state).toMatchObject({ version: version + 2, recordsSince: version, records, cursor: 'c2' });
      expect(state.outbox).toHaveLength(1);
      expect(await store.read(version + 1)).toMatchObject({ recordsSince: version + 1, records: [] });
      const { version: last } = state;
      await store.acknowledge(last, { ...NOTHING, records: RECORDS.slice(1, 2) });
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
      await store.appendHistory({ after: null, commits: [FIRST_COMMIT, later], cursor: 'c2', complete: true });
      expect(await store.readHistory(1)).toEqual([later]);
      expect(await store.readHistory(2)).toEqual([]);
    });

    it('[S13] leaves out a page of the log that no longer follows on what it has', async () => {
      const page = { commits: [noteCommit(2, 7, 'Later')], cursor: 'c2', complete: true };
      expect(await store.appendHistory({ after: null, ...page })).toBeNull();
      expect((await store.read()).history).toBeNull();
      await store.wantHistory();
      expect(await store.appendHistory({ after: 'c1', ...page })).toBeNull();
      const begun = await store.read();
      expect(begun.history).toEqual({ cursor: null, complete: false });
      expect(await store.readHistory()).toEqual([]);
      const first = { after: null, commits: [FIRST_COMMIT], cursor: 'c1', complete: false };
      expect(await store.appendHistory(first)).toBe(begun.version + 1);
      expect(await store.appendHistory({ after: 'c1', ...page })).toBe(begun.version + 2);
      expect(await store.readHistory()).toHaveLength(2);
    });

    it('[S11] a new snapshot forgets the log of the dataset’s earlier life and asks for it again', async () => {
      await store.wantHistory();
      await store.appendHistory({ after: null, commits: [FIRST_COMMIT], cursor: 'c1', complete: true });
      await loaded();
      expect(await store.readHistory()).toEqual([]);
      expect((await store.read()).history).toEqual({ cursor: null, complete: false });
    });
  });
}
