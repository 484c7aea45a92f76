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
  mutation,
  pushOf,
  serviceOver,
} from '../service-fixtures.ts';

it('[S12] [S13] history tells of a deleted record too, and of its return', async () => {
  const repository = createMemoryRepository();
  await repository.createDataset(DATASET, EPOCH);
  const service = serviceOver(repository);
  const push = async (claims: Record<string, string>, edit: Parameters<typeof pushOf>[1]) => {
    const { body } = await call(service.push, { claims, body: { clientId: randomUUID(), pushes: [pushOf(1, edit)] } });
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
