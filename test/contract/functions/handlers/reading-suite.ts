import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import { applyChange } from '../../../../shared/sync/fold.ts';
import { changesResponseSchema, snapshotPageSchema, snapshotResponseSchema } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import { afiFields, CLAIMS, call, creation, noteEdit, pushOf } from '../../../unit/functions/service-fixtures.ts';
import { ServiceDataset } from './service-dataset.ts';

/** What the service must tell over any repository: changes, snapshots and the history of a record. */
export function readingSuite(name: string, open: () => Promise<Repository>): void {
  describe(`reading over ${name}`, () => {
    let dataset: ServiceDataset;

    beforeEach(async () => {
      dataset = await ServiceDataset.holding(
        await open(),
        creation('afi', 'afi/7', afiFields(7)),
        creation('afi', 'afi/8', afiFields(8)),
      );
    });

    it('[S9] pulls commits in order, a few at a time, and has no body when nothing is new', async () => {
      const start = await dataset.firstCursor();
      const client = randomUUID();
      for (let number = 1; number <= 5; number++) {
        await dataset.taken(
          CLAIMS.asha,
          client,
          pushOf(number, noteEdit(7, number === 1 ? null : `note ${number - 1}`, `note ${number}`)),
        );
      }
      const first = await dataset.pull(start, 4);
      expect(first?.commits.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
      expect(first?.more).toBe(true);
      const rest = await dataset.pull(first?.cursor ?? '', 4);
      expect(rest?.commits.map(({ sequence }) => sequence)).toEqual([5, 6]);
      expect(rest?.more).toBe(false);
      const nothing = await call(dataset.service.changes, {
        path: { datasetId: dataset.datasetId },
        query: { after: rest?.cursor ?? '' },
      });
      expect(nothing).toMatchObject({ status: 204, text: '' });
    });

    it('[S9] pulls the whole log without a cursor', async () => {
      const { body } = await call(dataset.service.changes, { path: { datasetId: dataset.datasetId } });
      expect(changesResponseSchema.parse(body)).toEqual(await dataset.pull(await dataset.firstCursor()));
    });

    it('[S10] folds a long log into a snapshot whose pages and later commits give every record', async () => {
      const client = randomUUID();
      const numbers = Array.from({ length: 80 }, (_, index) => index + 101);
      const creations = numbers.map((number) => creation('afi', `afi/${number}`, afiFields(number)));
      await dataset.taken(CLAIMS.maria, client, pushOf(1, ...creations));
      for (let round = 1; round <= 25; round++) {
        const before = round === 1 ? null : `note ${round - 1}`;
        await dataset.taken(
          CLAIMS.maria,
          client,
          pushOf(round + 1, ...numbers.map((each) => noteEdit(each, before, `note ${round}`))),
        );
      }
      const index = snapshotResponseSchema.parse(
        (await call(dataset.service.snapshot, { path: { datasetId: dataset.datasetId } })).body,
      );
      expect(index).toMatchObject({ sequence: 27, pages: 1 });
      await dataset.taken(CLAIMS.asha, randomUUID(), pushOf(1, noteEdit(7, null, 'After the snapshot')));
      expect((await call(dataset.service.snapshot, { path: { datasetId: dataset.datasetId } })).body).toEqual(index);

      const path = { datasetId: dataset.datasetId, sequence: '27', page: '0' };
      const plain = await call(dataset.service.snapshot, { path });
      const gzipped = await call(dataset.service.snapshot, { path, headers: { 'accept-encoding': 'gzip, br' } });
      expect(gzipped.headers['content-encoding']).toBe('gzip');
      expect(gzipped.text).toBe(plain.text);
      const { records } = snapshotPageSchema.parse(plain.body);
      const ids = [...numbers, 7, 8].map((number) => `afi/${number}`).sort();
      expect(records.map(({ id }) => id)).toEqual(ids);
      const stored = await dataset.repository.records(dataset.datasetId, ids.slice(0, 80));
      for (const record of records.slice(0, 80)) expect(record).toEqual(stored.get(record.id)?.record);
      expect((await dataset.pull(index.cursor))?.commits.map(({ sequence }) => sequence)).toEqual([28]);
    });

    it('[S10] a page that no snapshot has is not found', async () => {
      const answer = await call(dataset.service.snapshot, {
        path: { datasetId: dataset.datasetId, sequence: '1', page: '0' },
      });
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-snapshot' } });
    });

    it('[S13] history tells every change of one record, and only of that', async () => {
      await dataset.taken(CLAIMS.asha, randomUUID(), pushOf(1, noteEdit(7, null, 'one'), noteEdit(8, null, 'eight')));
      await dataset.taken(CLAIMS.maria, randomUUID(), pushOf(1, noteEdit(8, 'eight', 'eight again')));
      await dataset.taken(CLAIMS.maria, randomUUID(), pushOf(1, noteEdit(7, 'one', 'two')));
      const { changes, more } = await dataset.history('afi/7');
      expect(more).toBe(false);
      expect(changes.map(({ sequence, op, author, office }) => [sequence, op, author.subject, office])).toEqual([
        [1, 'create', 'dana', 'strategic-planning'],
        [2, 'set', 'asha', 'fcir'],
        [4, 'set', 'maria', 'strategic-planning'],
      ]);
      const now = changes.reduce<DatasetRecord | null>((record, change) => applyChange(record, change), null);
      expect(now).toEqual((await dataset.repository.records(dataset.datasetId, ['afi/7'])).get('afi/7')?.record);
    });

    it('[S13] history comes a few changes at a time, each once and in order', async () => {
      for (let each = 1; each <= 5; each++)
        await dataset.edit(CLAIMS.asha, noteEdit(7, each === 1 ? null : `note ${each - 1}`, `note ${each}`));
      const whole = await dataset.history('afi/7');
      const first = await dataset.history('afi/7', { limit: '4' });
      expect(first).toEqual({ changes: whole.changes.slice(0, 4), more: true });
      const after = String(first.changes.at(-1)?.sequence);
      expect(await dataset.history('afi/7', { after })).toEqual({ changes: whole.changes.slice(4), more: false });
      expect(await dataset.history('afi/7', { after: '6' })).toEqual({ changes: [], more: false });
    });

    it('history of a record that there never was is not found', async () => {
      const answer = await call(dataset.service.history, {
        path: { datasetId: dataset.datasetId, recordId: 'afi/42' },
      });
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-record' } });
    });
  });
}
