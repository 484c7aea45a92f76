import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  claimsOf,
  creation,
  mutation,
  noteEdit,
  pushOf,
  statusEdit,
} from '../../../unit/functions/service-fixtures.ts';
import { ServiceDataset } from './service-dataset.ts';

const reason = 'Found in the minutes';

/** [S6] [S13] Who made the value that an edit in conflict met, and what becomes of edits of the past. */
export function conflictSuite(name: string, open: () => Promise<Repository>): void {
  describe(`conflicts and corrections over ${name}`, () => {
    let dataset: ServiceDataset;

    beforeEach(async () => {
      const afi = { ...creation('afi', 'afi/7', afiFields(7)), effectiveOn: '2022-03-01' };
      dataset = await ServiceDataset.holding(await open(), afi);
    });

    const noteOn = (base: string | null, value: string, effectiveOn: string): Mutation => ({
      ...noteEdit(7, base, value),
      effectiveOn,
      reason,
    });

    it('[S6] a conflict says who set the other value, for which office, when, from which day and why', async () => {
      dataset.now = new Date('2022-11-01T11:00:00Z');
      await dataset.edit(CLAIMS.asha, noteOn(null, 'Recruiting', '2022-10-30'));
      dataset.now = new Date('2022-11-01T12:00:00Z');
      await dataset.edit(CLAIMS.maria, statusEdit(7, 'In progress', 'Force complete'));
      const both = mutation({
        kind: 'afi',
        recordId: 'afi/7',
        changes: { ...statusEdit(7, 'Not started', 'Returned').changes, note: { base: null, value: 'Training' } },
      });
      const { result, conflicts } = await dataset.edit(CLAIMS.maria, both);
      expect(result).toBe('conflict');
      expect(conflicts).toEqual([
        {
          group: 'status',
          theirs: {
            author: { subject: 'maria', name: 'Maria' },
            office: 'strategic-planning',
            recordedAt: '2022-11-01T12:00:00.000Z',
            effectiveOn: '2022-11-01',
          },
        },
        {
          group: 'note',
          theirs: {
            author: { subject: 'asha', name: 'Asha' },
            office: 'fcir',
            recordedAt: '2022-11-01T11:00:00.000Z',
            effectiveOn: '2022-10-30',
            reason,
          },
        },
      ]);
    });

    it('[S6] however long ago the value was set, and whatever was corrected since', async () => {
      await dataset.edit(CLAIMS.asha, noteOn(null, 'Recruiting', '2022-10-01'));
      for (let day = 1; day <= 9; day++)
        await dataset.edit(
          CLAIMS.maria,
          noteOn(day === 1 ? null : `note ${day - 1}`, `note ${day}`, `2022-06-0${day}`),
        );
      const { conflicts } = await dataset.edit(CLAIMS.maria, noteEdit(7, null, 'Training'));
      expect(conflicts).toMatchObject([{ theirs: { author: { subject: 'asha' }, effectiveOn: '2022-10-01' } }]);
    });

    it('[S6] a value that nobody ever set has no author', async () => {
      const { result, conflicts } = await dataset.edit(CLAIMS.maria, noteEdit(7, 'Never there', 'Training'));
      expect({ result, conflicts }).toEqual({ result: 'conflict', conflicts: [{ group: 'note' }] });
    });

    it('[S4] [S6] a repeated push tells who it was then, though others set the value since', async () => {
      await dataset.edit(CLAIMS.asha, noteEdit(7, null, 'Recruiting'));
      const clientId = randomUUID();
      const push = pushOf(1, noteEdit(7, null, 'Training'));
      const first = await dataset.taken(CLAIMS.maria, clientId, push);
      expect(first[0]?.outcomes[0]?.conflicts).toMatchObject([{ theirs: { author: { subject: 'asha' } } }]);
      await dataset.edit(CLAIMS.maria, noteEdit(7, 'Recruiting', 'Recruited'));
      expect(await dataset.taken(CLAIMS.maria, clientId, push)).toEqual(first);
    });

    it('[S13] a correction is compared with what held on its day, and a conflict says who set that', async () => {
      await dataset.edit(CLAIMS.asha, noteOn(null, 'Planning', '2022-06-01'));
      await dataset.edit(CLAIMS.maria, noteOn('Planning', 'Recruiting', '2022-10-01'));
      const late = await dataset.edit(CLAIMS.maria, noteOn('Recruiting', 'Scoping', '2022-07-01'));
      expect(late).toMatchObject({ result: 'conflict', conflicts: [{ theirs: { author: { subject: 'asha' } } }] });
      expect(await dataset.edit(CLAIMS.maria, noteOn('Planning', 'Scoping', '2022-07-01'))).toMatchObject({
        result: 'applied',
        record: { fields: { note: 'Recruiting' } },
      });
    });

    it('[S6] [S13] a correction of a day on which nothing was set yet has nobody to name', async () => {
      await dataset.edit(CLAIMS.asha, noteOn(null, 'Planning', '2022-06-01'));
      const { conflicts } = await dataset.edit(CLAIMS.maria, noteOn('Planning', 'Scoping', '2022-05-01'));
      expect(conflicts).toEqual([{ group: 'note' }]);
    });

    it.each([
      ['an edit', noteEdit(7, null, 'Early')],
      ['a deletion', mutation({ kind: 'afi', recordId: 'afi/7', op: 'delete' })],
    ])('[S13] %s effective before the record began is rejected, naming its first day', async (_what, edit) => {
      await dataset.edit(CLAIMS.asha, noteOn(null, 'Planning', '2022-06-01'));
      expect(await dataset.edit(CLAIMS.maria, { ...edit, effectiveOn: '2022-02-28', reason })).toMatchObject({
        result: 'rejected',
        problems: [{ code: 'before-creation', message: expect.stringContaining('2022-03-01') }],
      });
      expect(await dataset.sequence()).toBe(2);
    });

    it('[S13] each change is logged under the office through which it was allowed', async () => {
      const lead = { ...afiFields(8), leadOffice: 'crime', supportingOffices: [] };
      await dataset.edit(CLAIMS.dana, creation('afi', 'afi/8', lead));
      const ofTwo = claimsOf('eve', ['PEEL.Contributor', 'PEEL.Office.crime', 'PEEL.Office.fcir']);
      await dataset.taken(
        ofTwo,
        randomUUID(),
        pushOf(1, noteEdit(7, null, 'For FCIR'), noteEdit(8, null, 'For Crime')),
      );
      const last = (await dataset.log()).at(-1);
      expect(last?.changes.map(({ recordId, office }) => [recordId, office])).toEqual([
        ['afi/7', 'fcir'],
        ['afi/8', 'crime'],
      ]);
    });
  });
}
