import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { AcknowledgeWrite, ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import type { ReturnedEdit } from '../../../../addin/replica/returned-edit.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import {
  countingIds,
  FIRST_COMMIT,
  NOW,
  noteCommit,
  noteEdit,
  recordsOf,
} from '../../../unit/addin/replica/replica-fixtures.ts';

const RECORDS = recordsOf([FIRST_COMMIT]);
const NOTHING: AcknowledgeWrite = { settled: [], records: [], returned: [], superseded: [] };
const returnedOf = (mutation: Mutation): ReturnedEdit => ({
  mutation,
  parts: [mutation],
  result: 'rejected',
  problems: [],
  conflicts: [],
  returnedAt: NOW,
});
const idOf = ({ mutationId }: Mutation): string => mutationId;

/** What becomes of edits in a replica's store, wherever it keeps them. `open` gives a new, empty one. */
export function outboxStoreSuite(name: string, open: (newId: () => string) => Promise<ReplicaStore>): void {
  describe(`outbox ${name}`, () => {
    let store: ReplicaStore;
    let newId: () => string;

    beforeEach(async () => {
      newId = countingIds();
      store = await open(newId);
    });
    afterEach(() => store.close());

    const loaded = () => store.saveSnapshot({ records: RECORDS, cursor: 'c1', at: NOW });
    const taken = async () => (await store.takePushes(PROTOCOL_LIMITS)).request;

    it('[S14] [S4] numbers waiting edits, and sends those in flight again unchanged', async () => {
      await loaded();
      const [first, second] = [noteEdit(newId(), 7, null, 'One'), noteEdit(newId(), 8, null, 'Two')];
      await store.append([first]);
      const request = await taken();
      expect(request?.pushes).toEqual([{ number: 1, mutations: [first] }]);
      await store.append([second]);
      const again = await taken();
      expect(again?.clientId).toBe(request?.clientId);
      expect(again?.pushes).toEqual([
        { number: 1, mutations: [first] },
        { number: 2, mutations: [second] },
      ]);
    });

    it('[S15] takes a later edit into a waiting one, never into one in flight', async () => {
      await loaded();
      await store.append([noteEdit(newId(), 7, null, 'Draft')]);
      const { entries } = await store.append([noteEdit(newId(), 7, 'Draft', 'Final')]);
      expect(entries[0]?.mutation.changes.note).toEqual({ base: null, value: 'Final' });
      expect((await store.read()).outbox).toHaveLength(1);
      await taken();
      await store.append([noteEdit(newId(), 7, 'Final', 'Corrected')]);
      expect((await store.read()).outbox.map(({ mutation }) => mutation.changes.note?.value)).toEqual([
        'Final',
        'Corrected',
      ]);
    });

    it('[S14] takes many edits at once, each in its place behind those that wait', async () => {
      await loaded();
      const draft = noteEdit(newId(), 2, null, 'Draft');
      await store.append([noteEdit(newId(), 1, null, 'Sent')]);
      await taken();
      const { version } = await store.append([draft]);
      const many = Array.from({ length: 50 }, (_, index) => noteEdit(newId(), index + 3, null, 'Pasted'));
      const onDraft = noteEdit(newId(), 2, 'Draft', 'Final');
      const [onMany, onSent] = [noteEdit(newId(), 4, 'Pasted', 'Again'), noteEdit(newId(), 1, 'Sent', 'Later')];
      const kept = await store.append([...many, onDraft, onMany, onSent]);
      expect(kept.version).toBe(version + 1);
      const ids = kept.entries.map(({ mutation }) => idOf(mutation));
      expect(ids).toEqual([...many.map(idOf), idOf(draft), idOf(many[1] as Mutation), idOf(onSent)]);
      const { outbox } = await store.read();
      expect(outbox.map(({ mutation }) => mutation.recordId)).toEqual(
        [1, 2, ...many.map((_, index) => index + 3), 1].map((number) => `afi/${number}`),
      );
      const noteAt = (index: number) => outbox[index]?.mutation.changes.note;
      expect([noteAt(1), noteAt(3)]).toEqual([
        { base: null, value: 'Final' },
        { base: null, value: 'Again' },
      ]);
    });

    it('[S15] keeps apart what was not made on the waiting edit', async () => {
      await loaded();
      await store.append([noteEdit(newId(), 7, null, 'Here'), noteEdit(newId(), 7, null, 'On what was there before')]);
      expect((await store.read()).outbox.map(({ mutation }) => mutation.changes.note)).toEqual([
        { base: null, value: 'Here' },
        { base: null, value: 'On what was there before' },
      ]);
    });

    it('[S2] an acknowledged push leaves the outbox, with its records and returned edits in its place', async () => {
      await loaded();
      const refused = noteEdit(newId(), 8, null, 'Refused');
      const accepted = noteEdit(newId(), 7, null, 'Taken');
      await store.append([accepted]);
      await store.append([refused]);
      await taken();
      const waiting = noteEdit(newId(), 7, 'Taken', 'Later');
      const { version } = await store.append([waiting]);
      const records = recordsOf([FIRST_COMMIT, noteCommit(2, 7, 'Taken')]).filter(({ id }) => id === 'afi/7');
      const returned = [returnedOf(refused)];
      const settled = [accepted, refused].map(({ mutationId }) => mutationId);
      expect(await store.acknowledge(version, { ...NOTHING, settled, records, returned })).toBe(version + 1);
      const state = await store.read();
      expect(state.outbox.map(({ mutation }) => mutation)).toEqual([waiting]);
      expect(state.records.find(({ id }) => id === 'afi/7')?.revision).toBe(2);
      expect(state.returned).toEqual(returned);
      await store.dismiss(refused.mutationId);
      expect((await store.read()).returned).toEqual([]);
    });

    it('[S2] an edit leaves the outbox by its own id, wherever it stands', async () => {
      await loaded();
      const edits = Array.from({ length: 400 }, (_, index) => noteEdit(newId(), index + 1, null, 'Waits'));
      await store.adopt({ waiting: edits, returned: [] });
      await taken();
      const settled = [edits[0], edits[380]].flatMap((edit) => edit?.mutationId ?? []);
      await store.acknowledge((await store.read()).version, { ...NOTHING, settled });
      const { outbox } = await store.read();
      expect(outbox).toHaveLength(398);
      expect(outbox.filter(({ mutation }) => settled.includes(idOf(mutation)))).toEqual([]);
    });

    it('[S6] a returned edit that became part of another gives way to it', async () => {
      const version = await loaded();
      const [first, later] = [noteEdit(newId(), 7, null, 'First'), noteEdit(newId(), 7, 'First', 'Later')];
      const before = await store.acknowledge(version, { ...NOTHING, returned: [returnedOf(first)] });
      const both = { ...returnedOf(later), parts: [first, later], result: 'conflict' as const };
      await store.acknowledge(before ?? 0, { ...NOTHING, returned: [both], superseded: [idOf(first)] });
      expect((await store.read()).returned).toEqual([both]);
    });

    it('[S6] what pulled commits tell of a returned edit is written with them, or not at all', async () => {
      const version = await loaded();
      const edit = returnedOf(noteEdit(newId(), 7, null, 'Mine'));
      const next = (await store.acknowledge(version, { ...NOTHING, returned: [edit] })) ?? 0;
      const told = { ...edit, conflicts: [{ group: 'note' }] };
      const step = { records: [], returned: [told], commits: [], cursor: 'c2', at: NOW };
      expect(await store.advance(next - 1, step)).toBeNull();
      expect((await store.read()).returned).toEqual([edit]);
      await store.advance(next, step);
      expect(await store.read()).toMatchObject({ cursor: 'c2', returned: [told] });
    });

    it('[S11] a request carries the cursor that is held; without a plan nothing is sent', async () => {
      await store.append([noteEdit(newId(), 7, null, 'Made before')]);
      expect(await taken()).toBeNull();
      await loaded();
      expect(await taken()).toMatchObject({ cursor: 'c1', pushes: [{ number: 1 }] });
      await store.saveSnapshot({ records: RECORDS, cursor: 'c9', at: NOW });
      expect(await taken()).toMatchObject({ cursor: 'c9', pushes: [{ number: 1 }] });
    });

    it('[S15] an edit that was sent and called back is never changed again', async () => {
      await loaded();
      await store.append([noteEdit(newId(), 7, null, 'Sent once')]);
      await taken();
      await store.renumber((await store.read()).version, newId());
      await store.append([noteEdit(newId(), 7, 'Sent once', 'Later')]);
      const { outbox } = await store.read();
      expect(outbox.map(({ mutation }) => mutation.changes.note?.value)).toEqual(['Sent once', 'Later']);
    });

    it('[S14] takes up edits from elsewhere under their own ids, once, behind those that wait', async () => {
      await loaded();
      const here = noteEdit(newId(), 7, null, 'Here');
      await store.append([here]);
      const [waiting, back] = [noteEdit(newId(), 8, null, 'Elsewhere'), noteEdit(newId(), 8, null, 'Refused')];
      const file = { waiting: [here, waiting], returned: [returnedOf(back)] };
      expect(await store.adopt(file)).toMatchObject({ imported: 2, already: 1 });
      const { version, outbox, returned } = await store.read();
      expect(outbox.map(({ mutation }) => mutation)).toEqual([here, waiting]);
      expect(returned).toEqual([returnedOf(back)]);
      expect(await store.adopt(file)).toEqual({ version, imported: 0, already: 3 });
      await store.append([noteEdit(newId(), 8, 'Elsewhere', 'Later')]);
      expect((await store.read()).outbox).toHaveLength(3);
    });

    it('[S14] of a conflict of which a part still waits here, the rest waits too', async () => {
      await loaded();
      const [first, later] = [noteEdit(newId(), 7, null, 'First'), noteEdit(newId(), 7, 'First', 'Later')];
      await store.append([first]);
      const both = { ...returnedOf(later), parts: [first, later], result: 'conflict' as const };
      await store.adopt({ waiting: [], returned: [both] });
      expect(await store.read()).toMatchObject({ outbox: [{ mutation: first }, { mutation: later }], returned: [] });
    });

    it('[S15] what is known elsewhere is never changed again', async () => {
      await loaded();
      const { version } = await store.append([noteEdit(newId(), 7, null, 'In a file')]);
      expect(await store.seal()).toBe(version + 1);
      expect(await store.seal()).toBe(version + 1);
      await store.append([noteEdit(newId(), 7, 'In a file', 'Later')]);
      expect((await store.read()).outbox).toHaveLength(2);
    });

    it('[S4] renumbers from 1 under a new client id, and from the first that came back under the present one', async () => {
      await loaded();
      await store.append([noteEdit(newId(), 7, null, 'One')]);
      const first = await taken();
      await store.acknowledge((await store.read()).version, {
        ...NOTHING,
        settled: [first?.pushes[0]?.mutations[0]?.mutationId ?? ''],
      });
      await store.append([noteEdit(newId(), 8, null, 'Two')]);
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
  });
}
