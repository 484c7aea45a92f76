import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { historyResponseSchema, pushResponseSchema } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  mutation,
  NOW,
  noteEdit,
  pushOf,
  serviceOver,
} from '../service-fixtures.ts';

it('[S12] [S13] history tells of a deleted record too, and of its return', async () => {
  const repository = createMemoryRepository();
  await repository.createDataset(DATASET, EPOCH);
  const service = serviceOver(repository);
  const push = async (claims: Record<string, string>, edit: Parameters<typeof pushOf>[1]) => {
    const { body } = await call(service.push, {
      claims,
      body: { clientId: randomUUID(), cursor: FIRST_CURSOR, pushes: [pushOf(1, edit)] },
    });
    return pushResponseSchema.parse(body).results[0]?.outcomes[0];
  };
  const history = async () => {
    const { body } = await call(service.history, { path: { recordId: 'afi~7' } });
    return historyResponseSchema.parse(body).changes.map(({ op, revision }) => [op, revision]);
  };
  await push(CLAIMS.dana, creation('afi', 'afi/7', afiFields(7)));
  await push(CLAIMS.maria, mutation({ kind: 'afi', recordId: 'afi/7', op: 'delete' }));
  expect(await history()).toEqual([
    ['create', 1],
    ['delete', 2],
  ]);
  const restored = await push(CLAIMS.dana, mutation({ kind: 'afi', recordId: 'afi/7', op: 'restore' }));
  expect(restored).toMatchObject({ result: 'applied', record: { revision: 3 } });
  expect(restored?.record?.deleted).toBeUndefined();
  expect((await history()).at(-1)).toEqual(['restore', 3]);
});

it('[S13] a history of more than one answer can hold comes in several, none above 4.5 MB', async () => {
  const repository = createMemoryRepository();
  await repository.createDataset(DATASET, EPOCH);
  const client = { datasetId: DATASET, subject: 'maria', clientId: randomUUID() };
  for (let number = 1; number <= 24; number++) {
    const head = await repository.head(DATASET);
    if (head === null) throw new Error('there is no dataset');
    const { editedAt: _editedAt, ...edit } = noteEdit(7, null, 'x'.repeat(250_000));
    const record = { id: 'afi/7', kind: 'afi', revision: number, fields: {}, effective: {} } as const;
    const sequences = Array.from({ length: number }, (_, index) => index + 1);
    const change = { ...edit, office: null, revision: number };
    const author = { subject: 'maria', name: 'Maria' };
    const commit = { sequence: number, recordedAt: NOW.toISOString(), author, changes: [change] };
    await repository.writePush({
      client,
      entry: { number, bodyHash: '', sequence: number, outcomes: [], expiresAt: 0 },
      write: { head, commit, records: [{ record, sequences, mutationTails: sequences.map(() => '00000000') }] },
    });
  }
  const service = serviceOver(repository);
  const told: number[] = [];
  for (let isMore = true; isMore; ) {
    const query = { after: String(told.at(-1) ?? 0) };
    const { text, body } = await call(service.history, { path: { recordId: 'afi~7' }, query });
    expect(text.length).toBeLessThan(4_500_000);
    const { changes, more } = historyResponseSchema.parse(body);
    told.push(...changes.map(({ sequence }) => sequence));
    isMore = more;
  }
  expect(told).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
});
