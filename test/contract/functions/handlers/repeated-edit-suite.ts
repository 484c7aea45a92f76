import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import { afiFields, CLAIMS, creation, noteEdit, pushOf } from '../../../unit/functions/service-fixtures.ts';
import { ServiceDataset } from './service-dataset.ts';

/** [S4] [S14] An edit is known by its id, whichever client brings it and in whichever push. */
export function repeatedEditSuite(name: string, open: () => Promise<Repository>): void {
  describe(`an edit sent again, over ${name}`, () => {
    let dataset: ServiceDataset;
    const edit = noteEdit(7, null, 'Recruiting');

    beforeEach(async () => {
      const creations = [creation('afi', 'afi/7', afiFields(7)), creation('afi', 'afi/8', afiFields(8))];
      dataset = await ServiceDataset.holding(await open(), ...creations);
      expect(await dataset.edit(CLAIMS.asha, edit)).toMatchObject({ result: 'applied' });
    });

    /** Each mutation id with the commits that hold it. */
    const commitsById = async (): Promise<Map<string, number[]>> => {
      const found = new Map<string, number[]>();
      for (const { sequence, changes } of await dataset.log())
        for (const { mutationId } of changes) found.set(mutationId, [...(found.get(mutationId) ?? []), sequence]);
      return found;
    };

    it('[S4] [S14] under another client id is merged, and not logged again', async () => {
      const [result] = await dataset.taken(CLAIMS.asha, randomUUID(), pushOf(1, edit));
      expect(result).toMatchObject({
        sequence: null,
        outcomes: [{ result: 'merged', record: { revision: 2, fields: { note: 'Recruiting' } } }],
      });
      expect((await commitsById()).get(edit.mutationId)).toEqual([2]);
    });

    it('[S4] is answered with the record as it now stands, though others changed it since', async () => {
      await dataset.edit(CLAIMS.maria, noteEdit(7, 'Recruiting', 'Recruited'));
      expect(await dataset.edit(CLAIMS.asha, edit)).toMatchObject({
        result: 'merged',
        record: { revision: 3, fields: { note: 'Recruited' } },
      });
      expect(await dataset.sequence()).toBe(3);
    });

    it('[S4] is merged though its record was deleted since', async () => {
      const { mutationId } = noteEdit(7, null, 'x');
      const deletion: Mutation = { ...edit, mutationId, op: 'delete', changes: {} };
      expect(await dataset.edit(CLAIMS.maria, deletion)).toMatchObject({ result: 'applied' });
      expect(await dataset.edit(CLAIMS.asha, edit)).toMatchObject({ result: 'merged', record: { deleted: true } });
      expect(await dataset.edit(CLAIMS.maria, deletion)).toMatchObject({ result: 'merged', record: { deleted: true } });
      expect(await dataset.sequence()).toBe(3);
    });

    it('[S4] in a later push of the same client is merged beside new edits', async () => {
      const clientId = randomUUID();
      const other = noteEdit(8, null, 'Training');
      await dataset.taken(CLAIMS.asha, clientId, pushOf(1, other));
      const again = { ...edit, mutationId: edit.mutationId.toUpperCase(), editedAt: '2022-11-01T11:00:00Z' };
      const next = noteEdit(8, 'Training', 'Trained');
      const [result] = await dataset.taken(CLAIMS.asha, clientId, pushOf(2, again, next));
      expect(result).toMatchObject({ sequence: 4, outcomes: [{ result: 'merged' }, { result: 'applied' }] });
      const log = await dataset.log();
      expect(log.at(-1)?.changes.map(({ mutationId }) => mutationId)).toEqual([next.mutationId]);
    });

    it('[S4] the answer that it is merged is itself repeated', async () => {
      const clientId = randomUUID();
      const first = await dataset.taken(CLAIMS.asha, clientId, pushOf(1, edit));
      await dataset.edit(CLAIMS.maria, noteEdit(7, 'Recruiting', 'Recruited'));
      expect(await dataset.taken(CLAIMS.asha, clientId, pushOf(1, edit))).toEqual(first);
    });

    it.each([
      ['value', { changes: { note: { base: null, value: 'Training' } } }],
      ['base', { changes: { note: { base: 'x', value: 'Recruiting' } } }],
      ['day', { effectiveOn: '2022-10-31' }],
      ['reason', { reason: 'Because' }],
    ])(
      '[S4] [S6] with another %s is in conflict with what was logged, and nothing is written',
      async (_what, other) => {
        expect(await dataset.edit(CLAIMS.asha, { ...edit, ...other })).toMatchObject({
          result: 'conflict',
          conflicts: [{ group: 'note' }],
          record: { fields: { note: 'Recruiting' } },
        });
        expect(await dataset.sequence()).toBe(2);
      },
    );

    it('[S4] [S14] by another author is rejected: mutation-id-used', async () => {
      expect(await dataset.edit(CLAIMS.maria, edit)).toMatchObject({
        result: 'rejected',
        problems: [{ path: 'mutationId', code: 'mutation-id-used' }],
      });
      expect((await commitsById()).get(edit.mutationId)).toEqual([2]);
    });

    it('[S4] an id that only ends like one in the log is another edit', async () => {
      const mutationId = `00000000-0000-4000-8000-0000${edit.mutationId.slice(-8)}`;
      const next = { ...noteEdit(7, 'Recruiting', 'Recruited'), mutationId };
      expect(await dataset.edit(CLAIMS.asha, next)).toMatchObject({ result: 'applied' });
    });

    it('[S14] from two copies of one browser at the same time is in exactly one commit', async () => {
      const twin = noteEdit(8, null, 'Twin');
      const copies = Array.from({ length: 6 }, () => dataset.taken(CLAIMS.asha, randomUUID(), pushOf(1, twin)));
      const answers = (await Promise.all(copies)).flat();
      expect(answers.map(({ outcomes }) => outcomes[0]?.result).sort()).toEqual([
        'applied',
        ...Array.from({ length: 5 }, () => 'merged'),
      ]);
      const sequences = answers.flatMap(({ sequence }) => sequence ?? []);
      expect(sequences).toHaveLength(1);
      expect((await commitsById()).get(twin.mutationId)).toEqual(sequences);
    });

    it('[S14] goes on being known after many others of its record', async () => {
      let note = 'Recruiting';
      for (let each = 0; each < 30; each++) {
        const next = `note ${each}`;
        await dataset.edit(CLAIMS.maria, noteEdit(7, note, next));
        note = next;
      }
      expect(await dataset.edit(CLAIMS.asha, edit)).toMatchObject({ result: 'merged', record: { fields: { note } } });
    });
  });
}
