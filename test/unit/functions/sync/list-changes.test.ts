import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { acceptPushes } from '../../../../functions/sync/accept-push.ts';
import { listChanges } from '../../../../functions/sync/list-changes.ts';
import { isRefusal } from '../../../../functions/sync/refusal.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { afiFields, creation, DATASET, EPOCH, FIRST_CURSOR, NOW, pushOf } from '../service-fixtures.ts';

const MANAGER: Actor = { subject: 'maria', name: 'Maria', role: 'manager', offices: [] };

it('[S9] passes over no commit that the query did not see yet', async () => {
  const repository = createMemoryRepository();
  await repository.createDataset(DATASET, EPOCH);
  const pushes = [1, 2, 3, 4].map((number) => pushOf(number, creation('afi', `afi/${number}`, afiFields(number))));
  await acceptPushes(
    { repository, clock: () => NOW, random: Math.random, sleep: async () => {} },
    { datasetId: DATASET, clientId: randomUUID(), actor: MANAGER, cursor: FIRST_CURSOR, pushes },
  );
  const withoutThird: typeof repository = {
    ...repository,
    commitsAfter: async (...asked) =>
      (await repository.commitsAfter(...asked)).filter(({ sequence }) => sequence !== 3),
  };
  const query = { datasetId: DATASET, limit: 100 };
  const first = await listChanges(withoutThird, query);
  if (first === null || isRefusal(first)) throw new Error('nothing was listed');
  expect(first.commits.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(first.more).toBe(true);
  expect(await listChanges(repository, { ...query, after: first.cursor })).toMatchObject({
    commits: [{ sequence: 3 }, { sequence: 4 }],
    more: false,
  });
});
