import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { FieldValue } from '../../../../shared/sync/record.ts';
import { type CloudUnderTest, NOW, startCloudUnderTest, TODAY } from '../../../support/cloud-under-test.ts';
import { editOf, loadDataset } from '../../../support/dataset-state.ts';
import type { ServiceClient } from '../../../support/service-client.ts';

let cloud: CloudUnderTest;

beforeAll(async () => {
  cloud = await startCloudUnderTest();
}, 60_000);
afterAll(async () => {
  await cloud.close();
  expect(cloud.failures).toEqual([]);
});

const anew = (effectiveOn = TODAY) => ({ mutationId: randomUUID(), effectiveOn });

/** A new month of 101 calls, as fcir enters it. */
function callMonth(month: string, values: Record<string, FieldValue> = {}): Mutation {
  const counts = { received: 62_190, answered: 27_918, answeredUnder10s: 5000, notAnswered: 34_272 };
  const fields = { channel: '101', month, owningOffice: 'fcir', ...counts, ...values };
  const id = `call-month/101/${month}`;
  return { ...editOf({ id, kind: 'call-month', fields: {} }, fields, anew()), op: 'create' };
}

/** The problems for which a mutation is rejected; nothing of it may have been written. */
async function problemsOf(client: ServiceClient, mutation: Mutation) {
  const { cursor } = await loadDataset(client);
  const { results } = await client.push(randomUUID(), { number: 1, mutations: [mutation] });
  expect(results).toMatchObject([{ sequence: null, outcomes: [{ result: 'rejected' }] }]);
  expect((await client.commitsAfter(cursor)).commits).toEqual([]);
  return results[0]?.outcomes[0]?.problems;
}

describe('[S8] what is rejected, with its reason and without a trace', () => {
  it.each<[string, () => Mutation, object]>([
    [
      'a call month that does not add up',
      () => callMonth('2022-10', { received: 62_191 }),
      { path: 'received', code: 'does-not-add-up', message: expect.stringContaining('correct one of the three') },
    ],
    [
      'a month that does not exist',
      () => callMonth('2022-13'),
      { path: 'month', message: expect.stringContaining('must be a month that exists, written YYYY-MM') },
    ],
    [
      'a month that is not over',
      () => callMonth('2023-03'),
      { path: 'month', code: 'month-not-over', message: expect.stringContaining('not over yet') },
    ],
    [
      'an AFI that does not exist',
      () => editOf({ ...cloud.seeded('afi/7'), id: 'afi/42' }, { note: 'A note' }, anew()),
      { path: 'recordId', code: 'unknown-record', message: 'There is no record afi/42' },
    ],
    [
      'a field that an AFI does not have',
      () => editOf(cloud.seeded('afi/7'), { priority: 'high' }, anew()),
      {
        path: 'priority',
        code: 'unknown-field',
        message: expect.stringContaining('priority is not a field of a record of kind afi'),
      },
    ],
    [
      'a number as text',
      () => callMonth('2022-10', { received: '62190' }),
      { path: 'received', message: expect.stringContaining('must be a whole number') },
    ],
    [
      'a day in the future',
      () => editOf(cloud.seeded('afi/7'), { note: 'A note' }, anew('2023-03-02')),
      { path: 'effectiveOn', code: 'date-in-future' },
    ],
  ])('%s', async (_case, mutation, problem) => {
    expect(await problemsOf(await cloud.as('dana'), mutation())).toContainEqual(expect.objectContaining(problem));
  });

  it('[S19] whatever a reader sends', async () => {
    const note = editOf(cloud.seeded('afi/7'), { note: 'A note' }, anew());
    expect(await problemsOf(await cloud.as('owen'), note)).toEqual([
      {
        path: '',
        code: 'not-permitted',
        message: 'You can read this plan but not change it; ask a manager for the contributor role',
      },
    ]);
  });

  it.each(['fcir', 'crime'])(
    "[S19] another office's figures, though the new month says that it belongs to %s",
    async (owningOffice) => {
      const [problem] = (await problemsOf(await cloud.as('ben'), callMonth('2022-10', { owningOffice }))) ?? [];
      expect(problem?.message).toContain('These figures belong to fcir, and your office is crime');
    },
  );
});

describe('AFI 7, led by fcir and supported by strategic-planning', () => {
  const complete = () => editOf(cloud.seeded('afi/7'), { status: 'Force complete' }, anew());

  it('[S19] is refused to an office that does neither, and told why', async () => {
    expect(await problemsOf(await cloud.as('ben'), complete())).toEqual([
      {
        path: '',
        code: 'not-permitted',
        message:
          'Your office (crime) neither leads nor supports AFI 7. It is led by fcir and supported by strategic-planning; ask them or a manager',
      },
    ]);
  });

  it('is set by one office, seen by the other, and stands after a restart', async () => {
    const asha = await cloud.as('asha');
    const maria = await cloud.as('maria');
    const seen = await loadDataset(maria);
    expect(seen.state.get('afi/7')).toMatchObject({ fields: { status: 'In progress' } });

    const mutation = complete();
    const { results } = await asha.push(randomUUID(), { number: 1, mutations: [mutation] });
    const { mutationId } = mutation;
    expect(results[0]?.outcomes).toMatchObject([
      { mutationId, result: 'applied', record: { id: 'afi/7', fields: { status: 'Force complete' } } },
    ]);
    const { commits } = await maria.commitsAfter(seen.cursor);
    expect(commits).toMatchObject([
      {
        author: { name: 'Asha Fielding' },
        recordedAt: NOW.toISOString(),
        changes: [{ recordId: 'afi/7', mutationId, effectiveOn: TODAY, office: 'fcir' }],
      },
    ]);

    const { state: before } = await loadDataset(maria);
    await cloud.restart();
    const owen = await cloud.as('owen');
    const { state: after } = await loadDataset(owen);
    expect(after.get('afi/7')?.fields.status).toBe('Force complete');
    expect(after).toEqual(before);
    // the seeds were not loaded again
    expect((await owen.commitsAfter(seen.cursor)).commits).toEqual(commits);
  });
});
