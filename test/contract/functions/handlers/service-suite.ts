import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import { applyChange } from '../../../../shared/sync/fold.ts';
import {
  type Commit,
  changesResponseSchema,
  historyResponseSchema,
  type Push,
  pushResponseSchema,
  snapshotPageSchema,
  snapshotResponseSchema,
} from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  EPOCH,
  NOW,
  noteEdit,
  pushOf,
  serviceOver,
  statusEdit,
} from '../../../unit/functions/service-fixtures.ts';

/** What the service must do over any repository: events in, responses out. */
export function serviceSuite(name: string, open: () => Promise<Repository>): void {
  describe(`service over ${name}`, () => {
    let repository: Repository;
    let datasetId: string;
    let service: ReturnType<typeof serviceOver>;

    const push = (claims: Record<string, string>, clientId: string, ...pushes: Push[]) =>
      call(service.push, { claims, path: { datasetId }, body: { clientId, pushes } });
    const taken = async (claims: Record<string, string>, clientId: string, ...pushes: Push[]) => {
      const answer = await push(claims, clientId, ...pushes);
      expect(answer.text).not.toContain('"stopped"');
      expect(answer.status).toBe(200);
      return pushResponseSchema.parse(answer.body).results;
    };
    const firstCursor = async () => {
      const { body } = await call(service.snapshot, { path: { datasetId } });
      return snapshotResponseSchema.parse(body).cursor;
    };
    const pull = async (after: string, limit?: number) => {
      const query = { after, ...(limit === undefined ? {} : { limit: String(limit) }) };
      const answer = await call(service.changes, { path: { datasetId }, query });
      return answer.status === 204 ? null : changesResponseSchema.parse(answer.body);
    };

    beforeEach(async () => {
      repository = await open();
      datasetId = `dataset-${randomUUID()}`;
      service = serviceOver(repository);
      await repository.createDataset(datasetId, EPOCH);
      await taken(
        CLAIMS.dana,
        randomUUID(),
        pushOf(1, creation('afi', 'afi/7', afiFields(7)), creation('afi', 'afi/8', afiFields(8))),
      );
    });

    it('[S2] answers each mutation with the record as it now stands', async () => {
      const client = randomUUID();
      const note = noteEdit(7, null, 'Recruiting');
      const wrong = statusEdit(8, 'Not started', 'Force complete');
      const [result] = await taken(CLAIMS.asha, client, pushOf(1, note, wrong));
      expect(result).toMatchObject({
        number: 1,
        sequence: 2,
        outcomes: [
          { mutationId: note.mutationId, result: 'applied', record: { revision: 2, fields: { note: 'Recruiting' } } },
          { mutationId: wrong.mutationId, result: 'conflict', conflicts: ['status'], record: { revision: 1 } },
        ],
      });
    });

    it('[S13] a commit says who, which office, when recorded, and effective on which date', async () => {
      const cursor = await firstCursor();
      const edit = { ...noteEdit(7, null, 'Recruiting'), effectiveOn: '2022-10-31', reason: 'As told to the board' };
      await taken(CLAIMS.asha, randomUUID(), pushOf(1, edit));
      const changes = await pull(cursor);
      expect(changes?.commits[1]).toMatchObject({
        sequence: 2,
        recordedAt: NOW.toISOString(),
        author: { subject: 'asha', name: 'Asha' },
        office: 'fcir',
        changes: [{ recordId: 'afi/7', effectiveOn: '2022-10-31', reason: 'As told to the board', revision: 2 }],
      });
    });

    it('[S3] a push of which nothing is accepted makes no commit', async () => {
      const [result] = await taken(CLAIMS.ben, randomUUID(), pushOf(1, noteEdit(7, null, 'Not ours')));
      expect(result).toMatchObject({
        sequence: null,
        outcomes: [{ result: 'rejected', problems: [{ code: 'not-permitted' }] }],
      });
      expect((await repository.head(datasetId))?.sequence).toBe(1);
    });

    it('[S4] answers a repeated push as the first time, though the record moved on since', async () => {
      const client = randomUUID();
      const pushed = pushOf(
        1,
        noteEdit(7, null, 'Recruiting'),
        statusEdit(8, 'Not started', 'Returned'),
        noteEdit(42, null, 'x'),
      );
      const first = await taken(CLAIMS.maria, client, pushed);
      expect(await taken(CLAIMS.maria, client, pushed)).toEqual(first);
      await taken(
        CLAIMS.asha,
        randomUUID(),
        pushOf(1, noteEdit(7, 'Recruiting', 'Recruited'), noteEdit(8, null, 'Moved on')),
      );
      expect(await taken(CLAIMS.maria, client, pushed)).toEqual(first);
      expect((await repository.head(datasetId))?.sequence).toBe(3);
    });

    it('[S4] answers a repeated push, then takes the next of the same request', async () => {
      const client = randomUUID();
      const one = pushOf(1, noteEdit(7, null, 'one'));
      const two = pushOf(2, noteEdit(7, 'one', 'two'));
      await taken(CLAIMS.asha, client, one);
      const results = await taken(CLAIMS.asha, client, one, two);
      expect(results.map(({ number, sequence }) => [number, sequence])).toEqual([
        [1, 2],
        [2, 3],
      ]);
    });

    it('[S4] refuses a gap with the number expected', async () => {
      const client = randomUUID();
      const answer = await push(CLAIMS.asha, client, pushOf(2, noteEdit(7, null, 'x')));
      expect(answer).toMatchObject({ status: 409, body: { code: 'push-number-gap', expected: 1 } });
    });

    it('[S4] refuses a used number with another body', async () => {
      const client = randomUUID();
      await taken(CLAIMS.asha, client, pushOf(1, noteEdit(7, null, 'one')));
      const answer = await push(CLAIMS.asha, client, pushOf(1, noteEdit(7, null, 'another')));
      expect(answer).toMatchObject({ status: 409, body: { code: 'push-number-used' } });
      expect((await repository.head(datasetId))?.sequence).toBe(2);
    });

    it('[S4] a client id of another person gets none of their answers', async () => {
      const client = randomUUID();
      const theirs = pushOf(1, noteEdit(7, null, 'by Asha'));
      await taken(CLAIMS.asha, client, theirs);
      const [result] = await taken(CLAIMS.maria, client, theirs);
      expect(result).toMatchObject({ sequence: 3, outcomes: [{ result: 'merged' }] });
    });

    it('[S3] answers up to the first push that could not be taken, and says why', async () => {
      const client = randomUUID();
      const answer = await push(
        CLAIMS.asha,
        client,
        pushOf(1, noteEdit(7, null, 'one')),
        pushOf(3, noteEdit(7, 'one', 'three')),
      );
      expect(answer.status).toBe(200);
      const { results, stopped } = pushResponseSchema.parse(answer.body);
      expect(results.map(({ number }) => number)).toEqual([1]);
      expect(stopped).toMatchObject({ status: 409, code: 'push-number-gap', expected: 2 });
    });

    it('[S7] keeps edits of different field groups that two offices made on the same base', async () => {
      await taken(CLAIMS.asha, randomUUID(), pushOf(1, statusEdit(7, 'In progress', 'Force complete')));
      const [result] = await taken(CLAIMS.maria, randomUUID(), pushOf(1, noteEdit(7, null, 'Board told')));
      expect(result?.outcomes[0]).toMatchObject({
        result: 'applied',
        record: { fields: { status: 'Force complete', note: 'Board told' } },
      });
    });

    it('[S9] pulls commits in order, a few at a time, and has no body when nothing is new', async () => {
      const start = await firstCursor();
      const client = randomUUID();
      for (let number = 1; number <= 5; number++) {
        await taken(
          CLAIMS.asha,
          client,
          pushOf(number, noteEdit(7, number === 1 ? null : `note ${number - 1}`, `note ${number}`)),
        );
      }
      const first = await pull(start, 4);
      expect(first?.commits.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
      expect(first?.more).toBe(true);
      const rest = await pull(first?.cursor ?? '', 4);
      expect(rest?.commits.map(({ sequence }) => sequence)).toEqual([5, 6]);
      expect(rest?.more).toBe(false);
      const nothing = await call(service.changes, { path: { datasetId }, query: { after: rest?.cursor ?? '' } });
      expect(nothing).toMatchObject({ status: 204, text: '' });
    });

    it('[S9] pulls the whole log without a cursor', async () => {
      const { body } = await call(service.changes, { path: { datasetId } });
      expect(changesResponseSchema.parse(body)).toEqual(await pull(await firstCursor()));
    });

    it('[S10] folds a long log into a snapshot whose pages and later commits give every record', async () => {
      const client = randomUUID();
      const numbers = Array.from({ length: 80 }, (_, index) => index + 101);
      const creations = numbers.map((number) => creation('afi', `afi/${number}`, afiFields(number)));
      await taken(CLAIMS.maria, client, pushOf(1, ...creations));
      for (let round = 1; round <= 25; round++) {
        const before = round === 1 ? null : `note ${round - 1}`;
        await taken(
          CLAIMS.maria,
          client,
          pushOf(round + 1, ...numbers.map((each) => noteEdit(each, before, `note ${round}`))),
        );
      }
      const index = snapshotResponseSchema.parse((await call(service.snapshot, { path: { datasetId } })).body);
      expect(index).toMatchObject({ sequence: 27, pages: 1 });
      await taken(CLAIMS.asha, randomUUID(), pushOf(1, noteEdit(7, null, 'After the snapshot')));
      expect((await call(service.snapshot, { path: { datasetId } })).body).toEqual(index);

      const path = { datasetId, sequence: '27', page: '0' };
      const plain = await call(service.snapshot, { path });
      const gzipped = await call(service.snapshot, { path, headers: { 'accept-encoding': 'gzip, br' } });
      expect(gzipped.headers['content-encoding']).toBe('gzip');
      expect(gzipped.text).toBe(plain.text);
      const { records } = snapshotPageSchema.parse(plain.body);
      const ids = [...numbers, 7, 8].map((number) => `afi/${number}`).sort();
      expect(records.map(({ id }) => id)).toEqual(ids);
      const stored = await repository.records(datasetId, ids.slice(0, 80));
      for (const record of records.slice(0, 80)) expect(record).toEqual(stored.get(record.id)?.record);
      expect((await pull(index.cursor))?.commits.map(({ sequence }) => sequence)).toEqual([28]);
    });

    it('[S10] a page that no snapshot has is not found', async () => {
      const answer = await call(service.snapshot, { path: { datasetId, sequence: '1', page: '0' } });
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-snapshot' } });
    });

    it('[S13] history tells every change of one record, and only of that', async () => {
      await taken(CLAIMS.asha, randomUUID(), pushOf(1, noteEdit(7, null, 'one'), noteEdit(8, null, 'eight')));
      await taken(CLAIMS.maria, randomUUID(), pushOf(1, noteEdit(8, 'eight', 'eight again')));
      await taken(CLAIMS.maria, randomUUID(), pushOf(1, noteEdit(7, 'one', 'two')));
      const { status, body } = await call(service.history, { path: { datasetId, recordId: 'afi~7' } });
      expect(status).toBe(200);
      const { changes } = historyResponseSchema.parse(body);
      expect(changes.map(({ sequence, op, author }) => [sequence, op, author.subject])).toEqual([
        [1, 'create', 'dana'],
        [2, 'set', 'asha'],
        [4, 'set', 'maria'],
      ]);
      const now = changes.reduce<DatasetRecord | null>(applyChange, null);
      expect(now).toEqual((await repository.records(datasetId, ['afi/7'])).get('afi/7')?.record);
    });

    it('history of a record that there never was is not found', async () => {
      const answer = await call(service.history, { path: { datasetId, recordId: 'afi/42' } });
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-record' } });
    });

    it('[S3] 8 concurrent clients make 200 pushes: the sequence has no gap and no duplicate, every acknowledged mutation is in exactly one commit', {
      timeout: 120_000,
    }, async () => {
      const start = await firstCursor();
      const acknowledged = new Map<string, number | null>();
      const runClient = async (own: number) => {
        const clientId = randomUUID();
        for (let number = 1; number <= 25; ) {
          // half of the pushes meet on one record, half are each client's own
          const edit =
            number % 2 === 0
              ? noteEdit(7, null, `${own}-${number}`)
              : creation('afi', `afi/${100 + own * 25 + number}`, afiFields(100 + own * 25 + number));
          const pushed = pushOf(number, edit);
          let answer = await push(CLAIMS.maria, clientId, pushed);
          while (answer.status === 503) answer = await push(CLAIMS.maria, clientId, pushed);
          const [result] = pushResponseSchema.parse(answer.body).results;
          for (const outcome of result?.outcomes ?? []) {
            const isWritten = outcome.result === 'applied' || outcome.result === 'merged';
            acknowledged.set(outcome.mutationId, isWritten ? (result?.sequence ?? null) : null);
          }
          number++;
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, own) => runClient(own)));
      expect(acknowledged.size).toBe(200);

      const log: Commit[] = [];
      for (let page = await pull(start); page !== null; page = await pull(page.cursor)) log.push(...page.commits);
      expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index + 1));
      const logged = log
        .slice(1)
        .flatMap(({ sequence, changes }) => changes.map(({ mutationId }) => [mutationId, sequence]));
      expect(new Set(logged.map(([mutationId]) => mutationId)).size).toBe(logged.length);
      const written = [...acknowledged].filter(([, sequence]) => sequence !== null);
      expect(new Map(written)).toEqual(new Map(logged as [string, number][]));
      expect(written.length).toBeGreaterThanOrEqual(104);
    });
  });
}
