import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../functions/data/repository.ts';
import { pushResponseSchema } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  creation,
  NOW,
  noteEdit,
  pushOf,
  statusEdit,
} from '../../../unit/functions/service-fixtures.ts';
import { ServiceDataset } from './service-dataset.ts';

/** What the service must do with pushes over any repository: events in, responses out. */
export function serviceSuite(name: string, open: () => Promise<Repository>): void {
  describe(`service over ${name}`, () => {
    let dataset: ServiceDataset;

    beforeEach(async () => {
      dataset = await ServiceDataset.holding(
        await open(),
        creation('afi', 'afi/7', afiFields(7)),
        creation('afi', 'afi/8', afiFields(8)),
      );
    });

    it('[S2] answers each mutation with the record as it now stands', async () => {
      const client = randomUUID();
      const note = noteEdit(7, null, 'Recruiting');
      const wrong = statusEdit(8, 'Not started', 'Force complete');
      const [result] = await dataset.taken(CLAIMS.asha, client, pushOf(1, note, wrong));
      expect(result).toMatchObject({
        number: 1,
        sequence: 2,
        outcomes: [
          { mutationId: note.mutationId, result: 'applied', record: { revision: 2, fields: { note: 'Recruiting' } } },
          {
            mutationId: wrong.mutationId,
            result: 'conflict',
            conflicts: [{ group: 'status' }],
            record: { revision: 1 },
          },
        ],
      });
    });

    it('[S13] a commit says who, which office, when recorded, and effective on which date', async () => {
      const cursor = await dataset.firstCursor();
      const edit = { ...noteEdit(7, null, 'Recruiting'), effectiveOn: '2022-10-31', reason: 'As told to the board' };
      await dataset.taken(CLAIMS.asha, randomUUID(), pushOf(1, edit));
      const changes = await dataset.pull(cursor);
      expect(changes?.commits[1]).toMatchObject({
        sequence: 2,
        recordedAt: NOW.toISOString(),
        author: { subject: 'asha', name: 'Asha' },
        changes: [
          { recordId: 'afi/7', office: 'fcir', effectiveOn: '2022-10-31', reason: 'As told to the board', revision: 2 },
        ],
      });
    });

    it('[S3] a push of which nothing is accepted makes no commit', async () => {
      const [result] = await dataset.taken(CLAIMS.ben, randomUUID(), pushOf(1, noteEdit(7, null, 'Not ours')));
      expect(result).toMatchObject({
        sequence: null,
        outcomes: [{ result: 'rejected', problems: [{ code: 'not-permitted' }] }],
      });
      expect(await dataset.sequence()).toBe(1);
    });

    it('[S4] answers a repeated push as the first time, though the record moved on since', async () => {
      const client = randomUUID();
      const pushed = pushOf(
        1,
        noteEdit(7, null, 'Recruiting'),
        statusEdit(8, 'Not started', 'Returned'),
        noteEdit(42, null, 'x'),
      );
      const first = await dataset.taken(CLAIMS.maria, client, pushed);
      expect(await dataset.taken(CLAIMS.maria, client, pushed)).toEqual(first);
      await dataset.taken(
        CLAIMS.asha,
        randomUUID(),
        pushOf(1, noteEdit(7, 'Recruiting', 'Recruited'), noteEdit(8, null, 'Moved on')),
      );
      expect(await dataset.taken(CLAIMS.maria, client, pushed)).toEqual(first);
      expect(await dataset.sequence()).toBe(3);
    });

    it('[S4] answers a repeated push, then takes the next of the same request', async () => {
      const client = randomUUID();
      const one = pushOf(1, noteEdit(7, null, 'one'));
      const two = pushOf(2, noteEdit(7, 'one', 'two'));
      await dataset.taken(CLAIMS.asha, client, one);
      const results = await dataset.taken(CLAIMS.asha, client, one, two);
      expect(results.map(({ number, sequence }) => [number, sequence])).toEqual([
        [1, 2],
        [2, 3],
      ]);
    });

    it('[S4] refuses a gap with the number expected', async () => {
      const client = randomUUID();
      const answer = await dataset.push(CLAIMS.asha, client, pushOf(2, noteEdit(7, null, 'x')));
      expect(answer).toMatchObject({ status: 409, body: { code: 'push-number-gap', expected: 1 } });
    });

    it('[S4] refuses a used number with another body', async () => {
      const client = randomUUID();
      await dataset.taken(CLAIMS.asha, client, pushOf(1, noteEdit(7, null, 'one')));
      const answer = await dataset.push(CLAIMS.asha, client, pushOf(1, noteEdit(7, null, 'another')));
      expect(answer).toMatchObject({ status: 409, body: { code: 'push-number-used' } });
      expect(await dataset.sequence()).toBe(2);
    });

    it('[S4] a client id of another person gets none of their answers', async () => {
      const client = randomUUID();
      await dataset.taken(CLAIMS.asha, client, pushOf(1, noteEdit(7, null, 'by Asha')));
      const [result] = await dataset.taken(CLAIMS.maria, client, pushOf(1, noteEdit(7, null, 'by Asha')));
      expect(result).toMatchObject({ sequence: 3, outcomes: [{ result: 'merged' }] });
    });

    it('[S3] answers up to the first push that could not be taken, and says why', async () => {
      const client = randomUUID();
      const answer = await dataset.push(
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
      await dataset.taken(CLAIMS.asha, randomUUID(), pushOf(1, statusEdit(7, 'In progress', 'Force complete')));
      const [result] = await dataset.taken(CLAIMS.maria, randomUUID(), pushOf(1, noteEdit(7, null, 'Board told')));
      expect(result?.outcomes[0]).toMatchObject({
        result: 'applied',
        record: { fields: { status: 'Force complete', note: 'Board told' } },
      });
    });

    it('[S3] 8 concurrent clients make 200 pushes: the sequence has no gap and no duplicate, every acknowledged mutation is in exactly one commit', {
      timeout: 120_000,
    }, async () => {
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
          let answer = await dataset.push(CLAIMS.maria, clientId, pushed);
          while (answer.status === 503) answer = await dataset.push(CLAIMS.maria, clientId, pushed);
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

      const log = await dataset.log();
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
