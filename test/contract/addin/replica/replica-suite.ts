import { describe, expect, it } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { EditRequest } from '../../../../addin/replica/replica-port.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import type { ConflictGroup, Provenance, PushRequest } from '../../../../shared/sync/protocol.ts';
import {
  answered,
  answeredBy,
  commitOf,
  FIRST_COMMIT,
  loggedChange,
  NOW,
  noteCommit,
  noteOf,
  recordsOf,
  TODAY,
  testReplica,
} from '../../../unit/addin/replica/replica-fixtures.ts';

const BEN: Provenance = {
  author: { subject: 'ben', name: 'Ben Okafor' },
  office: 'crime',
  recordedAt: NOW,
  effectiveOn: TODAY,
  reason: 'As the board asked',
};
const THEIRS: readonly ConflictGroup[] = [{ group: 'note', theirs: BEN }];
const noted = (note: string, more: Partial<EditRequest> = {}): EditRequest => ({
  kind: 'afi',
  recordId: 'afi/7',
  values: { note },
  ...more,
});

/** What a replica promises of the edits in it, over whichever store. `open` opens a new store, and `again` the same one. */
export function replicaSuite(
  name: string,
  open: () => Promise<{ readonly store: ReplicaStore; readonly again: () => Promise<ReplicaStore> }>,
): void {
  const filled = async () => {
    const { store, again } = await open();
    return { replica: await testReplica({ commits: [FIRST_COMMIT], store }), again };
  };
  const conflict = (replica: DatasetReplica) =>
    answeredBy(replica, ({ recordId }) => {
      const record = replica.copy.records.base(recordId);
      return { result: 'conflict', record, conflicts: [...THEIRS] };
    });

  describe(`[S14] many edits at once in a replica ${name}`, () => {
    it('are there when it is opened again, but what was wrong', async () => {
      const { replica, again } = await filled();
      const results = await replica.editAll([
        noted('Seven'),
        { kind: 'afi', recordId: 'afi/7', values: { colour: 'red' } },
        noted('Eight', { recordId: 'afi/8', base: { note: 'As it was' } }),
      ]);
      expect(results.map(({ saved }) => saved)).toEqual([true, false, true]);
      const reopened = await testReplica({ store: await again() });
      expect([noteOf(7)(reopened), noteOf(8)(reopened)]).toEqual(['Seven', 'Eight']);
      expect(reopened.waiting('afi/8')[0]?.changes.note).toEqual({ base: 'As it was', value: 'Eight' });
    });

    it('[S6] of which each comes back alone', async () => {
      const { replica, again } = await filled();
      await replica.editAll([noted('Seven'), noted('Eight', { recordId: 'afi/8' })]);
      await conflict(replica);
      expect(replica.returned().map(({ mutation }) => mutation.recordId)).toEqual(['afi/7', 'afi/8']);
      await replica.dismiss(replica.returned()[0]?.mutation.mutationId ?? '');
      const reopened = await testReplica({ store: await again() });
      expect(reopened.returned()).toEqual(replica.returned());
      expect(reopened.returned()).toHaveLength(1);
    });
  });

  describe(`[S6] a conflict in a replica ${name}`, () => {
    it('is one for all edits that wait on top of it, and is the same when the replica is opened again', async () => {
      const { replica, again } = await filled();
      await replica.edit(noted('First', { reason: 'As agreed' }));
      const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
      await replica.edit(noted('Second'));
      await replica.edit(noted('Third', { reason: 'As phoned' }));
      await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { owner: 'Asha' } });
      await replica.copy.applyCommits([noteCommit(2, 7, 'Theirs')], 'c2');
      const [sent] = (request as PushRequest).pushes.flatMap(({ mutations }) => mutations);
      const record = replica.copy.records.base('afi/7');
      const outcome = {
        mutationId: sent?.mutationId ?? '',
        result: 'conflict' as const,
        record,
        conflicts: [...THEIRS],
      };
      const results = [{ number: 1, sequence: null, outcomes: [outcome] }];
      await replica.copy.acknowledge(request as PushRequest, results);
      const { returned, unsent } = replica.copy.summary;
      expect(unsent).toBe(1);
      expect(returned).toMatchObject([
        {
          result: 'conflict',
          conflicts: THEIRS,
          mutation: { changes: { note: { base: null, value: 'Third' } }, reason: 'As agreed; As phoned' },
          problems: [{ message: expect.stringContaining('yours is Third') }],
        },
      ]);
      expect(returned[0]?.parts.map(({ changes }) => changes.note?.value)).toEqual(['First', 'Second', 'Third']);
      expect(noteOf(7)(replica)).toBe('Theirs');
      expect(replica.record('afi', 'afi/7')?.fields.owner).toBe('Asha');
      const reopened = await testReplica({ store: await again() });
      expect(reopened.copy.summary).toMatchObject({ returned, unsent: 1 });
    });

    it('takes in what was on its way, when that is answered with a conflict', async () => {
      const { replica } = await filled();
      await replica.edit(noted('First'));
      await replica.copy.takePushes(PROTOCOL_LIMITS);
      await replica.edit(noted('Second'));
      await replica.copy.takePushes(PROTOCOL_LIMITS);
      await replica.edit(noted('Third'));
      await conflict(replica);
      expect(replica.copy.summary.unsent).toBe(0);
      const [only, ...others] = replica.copy.summary.returned;
      expect(others).toEqual([]);
      expect(only?.parts.map(({ changes }) => changes.note?.value)).toEqual(['First', 'Second', 'Third']);
      await replica.copy.dismiss(only?.parts[0]?.mutationId ?? ''); // somebody looked at it before the others joined it
      expect(replica.copy.summary.returned).toHaveLength(1);
      await replica.copy.dismiss(only?.mutation.mutationId ?? '');
      expect(replica.copy.summary.returned).toEqual([]);
    });

    it('leaves alone what is on its way: that gets its own answer', async () => {
      const { replica } = await filled();
      await replica.edit(noted('First'));
      const request = (await replica.copy.takePushes({ ...PROTOCOL_LIMITS, pushesPerRequest: 1 })) as PushRequest;
      await replica.edit(noted('Second'));
      await replica.copy.takePushes(PROTOCOL_LIMITS);
      const [sent] = request.pushes.flatMap(({ mutations }) => mutations);
      const outcome = { mutationId: sent?.mutationId ?? '', result: 'conflict' as const, record: null, conflicts: [] };
      await replica.copy.acknowledge(request, [{ number: 1, sequence: null, outcomes: [outcome] }]);
      expect(replica.copy.summary.unsent).toBe(1);
      expect(replica.copy.summary.returned[0]?.parts).toEqual([sent]);
      await answered(replica, 'merged');
      expect(replica.copy.summary).toMatchObject({ unsent: 0, returned: [{ parts: [sent] }] });
    });

    it('tells who made the other value, also of one that came later, and after the replica is opened again', async () => {
      const { replica, again } = await filled();
      await replica.edit(noted('Mine'));
      await conflict(replica);
      const theirs = () => replica.copy.summary.returned[0]?.conflicts[0]?.theirs;
      expect(theirs()).toEqual(BEN);
      await replica.copy.applyCommits(
        [commitOf(2, loggedChange('afi', 'afi/8', { note: 'x' }, { revision: 2 }))],
        'c2',
      );
      const correction = loggedChange('afi', 'afi/7', { note: 'Of July' }, { revision: 2, effectiveOn: '2022-07-01' });
      await replica.copy.applyCommits([commitOf(3, correction)], 'c3');
      expect(theirs()).toEqual(BEN);
      const reason = 'A later word';
      const change = loggedChange('afi', 'afi/7', { note: 'Latest' }, { revision: 3, effectiveOn: TODAY });
      await replica.copy.applyCommits([commitOf(4, { ...change, reason })], 'c4');
      const { author, recordedAt } = FIRST_COMMIT;
      expect(theirs()).toEqual({ author, recordedAt, office: 'strategic-planning', effectiveOn: TODAY, reason });
      const [told] = replica.copy.summary.returned;
      expect(told?.problems[0]?.message).toContain('to Latest');
      const reopened = await testReplica({ store: await again() });
      expect(reopened.copy.summary.returned).toEqual([told]);
    });

    it('names nobody for a value that a snapshot brought', async () => {
      const { replica, again } = await filled();
      await replica.edit(noted('Mine'));
      await conflict(replica);
      const records = recordsOf([FIRST_COMMIT]);
      await replica.copy.loadSnapshot({ records, cursor: 'c2' });
      expect(replica.copy.summary.returned[0]?.conflicts).toEqual(THEIRS);
      const other = recordsOf([FIRST_COMMIT, noteCommit(2, 7, 'By somebody')]);
      await replica.copy.loadSnapshot({ records: other, cursor: 'c9' });
      const { returned } = replica.copy.summary;
      expect(returned).toMatchObject([{ conflicts: [{ group: 'note' }] }]);
      expect(returned[0]?.conflicts[0]).not.toHaveProperty('theirs');
      const reopened = await testReplica({ store: await again() });
      expect(reopened.copy.summary.returned).toEqual(returned);
    });

    it('[S2] an answer that comes twice changes nothing, whatever the person did meanwhile', async () => {
      const { replica } = await filled();
      await replica.edit(noted('Mine'));
      const request = (await replica.copy.takePushes(PROTOCOL_LIMITS)) as PushRequest;
      const [sent] = request.pushes.flatMap(({ mutations }) => mutations);
      const outcome = { mutationId: sent?.mutationId ?? '', result: 'conflict' as const, record: null, conflicts: [] };
      const results = [{ number: 1, sequence: null, outcomes: [outcome] }];
      await replica.copy.acknowledge(request, results);
      await replica.copy.dismiss(outcome.mutationId);
      await replica.edit(noted('Mine, once more'));
      await replica.copy.acknowledge(request, results);
      expect(replica.copy.summary).toMatchObject({ returned: [], unsent: 1 });
    });
  });

  describe(`[S14] the file of unsent edits of a replica ${name}`, () => {
    it('brings edits and what came back into another browser, each once', async () => {
      const { replica } = await filled();
      await replica.edit(noted('Mine'));
      await conflict(replica);
      await replica.edit(noted('Waits', { recordId: 'afi/8' }));
      const text = await replica.exportUnsent();
      const { replica: other } = await filled();
      expect(await other.importUnsent(text)).toEqual({ imported: 2, already: 0 });
      expect(noteOf(8)(other)).toBe('Waits');
      expect(other.waiting('afi/8')).toEqual(replica.waiting('afi/8'));
      expect(other.copy.summary.returned).toEqual(replica.copy.summary.returned);
      expect(await other.importUnsent(text)).toEqual({ imported: 0, already: 2 });
      expect(await replica.importUnsent(text)).toEqual({ imported: 0, already: 2 });
    });

    it('[S15] an edit in a file is never changed again, so that its id names one content', async () => {
      const { replica } = await filled();
      await replica.edit(noted('In the file'));
      const text = await replica.exportUnsent();
      await replica.edit(noted('Later'));
      expect(text).toContain('In the file');
      expect(replica.waiting('afi/7').map(({ changes }) => changes.note?.value)).toEqual(['In the file', 'Later']);
    });

    it('a damaged one leaves everything as it was', async () => {
      const { replica } = await filled();
      await replica.edit(noted('Waits'));
      const file = JSON.parse(await replica.exportUnsent());
      const { replica: other } = await filled();
      const half = { ...file, waiting: [...file.waiting, { ...file.waiting[0], mutationId: 'no id' }] };
      expect(await other.importUnsent(JSON.stringify(half))).toMatchObject({ problems: [{ code: 'unsent-damaged' }] });
      expect(other.copy.summary.unsent).toBe(0);
    });
  });

  describe(`[S12] deleting in a replica ${name}`, () => {
    it('leaves a record that can be looked at and restored', async () => {
      const { replica, again } = await filled();
      const seen: string[][] = [];
      replica.live(
        (reader) => reader.deleted().map(({ id }) => id),
        (ids) => seen.push(ids),
      );
      expect(await replica.edit({ kind: 'afi', recordId: 'afi/7', op: 'delete', values: {} })).toMatchObject({
        saved: true,
      });
      expect(replica.record('afi', 'afi/7')).toBeNull();
      await answered(replica, 'applied');
      const reopened = await testReplica({ store: await again() });
      expect(reopened.deleted()).toMatchObject([{ id: 'afi/7', deleted: true, fields: { number: 7 } }]);
      expect(seen).toEqual([[], ['afi/7']]);
    });
  });
}
