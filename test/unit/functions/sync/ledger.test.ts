import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ledgerItem } from '../../../../functions/data/dynamodb-items.ts';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { acceptPushes } from '../../../../functions/sync/accept-push.ts';
import { writeCursor } from '../../../../functions/sync/cursor.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { MAX_MUTATIONS_PER_PUSH, type Mutation, type Push } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  mutation,
  NOW,
  noteEdit,
  pushOf,
} from '../service-fixtures.ts';

const ASHA: Actor = { subject: 'asha', name: 'Asha', role: 'manager', offices: ['fcir'] };
/** "The maximum item size in DynamoDB is 400 KB" */
const MAX_ITEM_BYTES = 400 * 1024;

async function openDataset() {
  const repository = createMemoryRepository();
  await repository.createDataset(DATASET, EPOCH);
  const accept = (clientId: string, pushes: readonly Push[], cursor = FIRST_CURSOR) =>
    acceptPushes(
      { repository, clock: () => NOW, random: Math.random, sleep: async () => {} },
      { datasetId: DATASET, clientId, actor: ASHA, cursor, pushes },
    );
  return { repository, accept };
}

describe('the ledger', () => {
  it('[S4] keeps the answer to the largest push in one item, though all of it be in conflict with long reasons', async () => {
    const { repository, accept } = await openDataset();
    const numbers = Array.from({ length: MAX_MUTATIONS_PER_PUSH }, (_, index) => index + 1);
    const reason = 'Because '.repeat(120).trim();
    for (const each of numbers) {
      const created: Mutation = { ...creation('afi', `afi/${each}`, afiFields(each)), reason };
      await accept(randomUUID(), [pushOf(1, created)]);
    }
    const client = { datasetId: DATASET, subject: ASHA.subject, clientId: randomUUID() };
    const wrong = Object.fromEntries(
      Object.keys(creation('afi', 'afi/1', afiFields(1)).changes).map((field) => [field, { base: 'x', value: 'y' }]),
    );
    const edits = numbers.map((each) => mutation({ kind: 'afi', recordId: `afi/${each}`, changes: wrong }));
    const push = pushOf(1, ...edits);
    const { results } = await accept(client.clientId, [push]);
    expect(results[0]?.outcomes.map(({ result }) => result)).toEqual(numbers.map(() => 'conflict'));
    expect(JSON.stringify(results).length).toBeGreaterThan(MAX_ITEM_BYTES);

    const entry = await repository.ledgerEntry(client, 1);
    if (entry === null) throw new Error('nothing was kept');
    expect(Buffer.byteLength(JSON.stringify(ledgerItem(client, entry)))).toBeLessThan(MAX_ITEM_BYTES);
    expect((await accept(client.clientId, [push])).results).toEqual(results);
  });

  it('[S4] [S11] says nothing of an old push to a client of the dataset’s life before', async () => {
    const { repository, accept } = await openDataset();
    const clientId = randomUUID();
    await accept(randomUUID(), [pushOf(1, creation('afi', 'afi/7', afiFields(7)))]);
    const push = pushOf(1, noteEdit(7, null, 'x'));
    const { results } = await accept(clientId, [push]);
    const head = await repository.head(DATASET);
    if (head === null) throw new Error('there is no dataset');
    await repository.renewEpoch(DATASET, head, { epoch: 'second-life', snapshot: null });
    for (const again of [push, pushOf(2, noteEdit(7, 'x', 'y')), pushOf(7, noteEdit(7, 'x', 'y'))])
      expect(await accept(clientId, [again])).toMatchObject({ results: [], stopped: { refused: 'epoch-changed' } });
    expect((await repository.head(DATASET))?.sequence).toBe(2);
    // once the client has loaded the dataset anew, its numbers go on
    const cursor = writeCursor({ epoch: 'second-life', sequence: 2 });
    expect((await accept(clientId, [push], cursor)).results).toEqual(results);
    const [next] = (await accept(clientId, [pushOf(2, noteEdit(7, 'x', 'y'))], cursor)).results;
    expect(next).toMatchObject({ sequence: 3 });
  });
});
