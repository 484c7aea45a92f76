import { expect, it } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import { applyChange } from '../../../../shared/sync/fold.ts';
import {
  afiFields,
  commitOf,
  FIRST_COMMIT,
  withLog as fetched,
  loggedChange,
  noteCommit,
  TODAY,
  testReplica,
} from './replica-fixtures.ts';

const EARLIER = '2022-06-30';
const LATER = '2022-09-30';

const withLog = async () => fetched(await testReplica({ commits: [FIRST_COMMIT] }), [FIRST_COMMIT]);

const listOn = (replica: DatasetReplica, day: string) => replica.asAt(day)?.all('afi') ?? [];
/** AFI 7's note on each day, as a list and as the record by itself tell it. */
function notes(replica: DatasetReplica): (string | undefined)[] {
  return [EARLIER, LATER, TODAY].map((day) => {
    const inList = listOn(replica, day).find(({ id }) => id === 'afi/7')?.fields.note;
    expect(replica.asAt(day)?.record('afi', 'afi/7')?.fields.note).toBe(inList);
    return inList;
  });
}

it('[S13] cells that ask for the same day share one list, until a record of the kind changes', async () => {
  const replica = await withLog();
  const list = listOn(replica, EARLIER);
  expect(listOn(replica, EARLIER)).toBe(list);
  await replica.edit({ kind: 'call-month', recordId: 'call-month/101/2022-07', values: { comment: 'Busy' } });
  expect(listOn(replica, EARLIER)).toBe(list);
  const asItWas = structuredClone(list);
  await replica.copy.applyCommits([commitOf(2, loggedChange('afi', 'afi/70', afiFields(70)))], 'c2');
  expect(listOn(replica, EARLIER).map(({ id }) => id)).toEqual(['afi/7', 'afi/70', 'afi/8']);
  expect(list).toEqual(asItWas);
});

it('[S13] a commit, a correction of history and a waiting edit are there at once, on the days that they concern', async () => {
  const replica = await withLog();
  expect(notes(replica)).toEqual([undefined, undefined, undefined]);
  await replica.copy.applyCommits([noteCommit(2, 7, 'Of today')], 'c2');
  expect(notes(replica)).toEqual([undefined, undefined, 'Of today']);
  const correction = loggedChange('afi', 'afi/7', { note: 'Of July' }, { revision: 3, effectiveOn: '2022-07-15' });
  await replica.copy.applyCommits([commitOf(3, correction)], 'c3');
  expect(notes(replica)).toEqual([undefined, 'Of July', 'Of today']);
  const mine = { kind: 'afi', recordId: 'afi/7', effectiveOn: EARLIER, reason: 'As the minutes say' } as const;
  expect(await replica.edit({ ...mine, values: { note: 'Of June' } })).toMatchObject({ saved: true });
  expect(notes(replica)).toEqual(['Of June', 'Of July', 'Of today']);
});

it('[S2] an edit that comes back refused is gone from every day; one that is taken stays', async () => {
  const replica = await withLog();
  notes(replica);
  const answer = async (result: 'applied' | 'rejected'): Promise<void> => {
    await replica.edit({
      kind: 'afi',
      recordId: 'afi/7',
      values: { note: `To be ${result}` },
      effectiveOn: LATER,
      reason: 'As the minutes say',
    });
    expect(notes(replica)).toEqual([undefined, `To be ${result}`, `To be ${result}`]);
    const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
    const [push] = request?.pushes ?? [];
    const [mutation] = push?.mutations ?? [];
    const base = replica.copy.records.base('afi/7');
    if (request === null || push === undefined || mutation === undefined) throw new Error('Nothing waits');
    const record = result === 'applied' ? applyChange(base, { ...mutation, revision: 2 }) : base;
    const outcomes = [{ mutationId: mutation.mutationId, result, record }];
    await replica.copy.acknowledge(request, [{ number: push.number, sequence: null, outcomes }]);
  };
  await answer('rejected');
  expect(notes(replica)).toEqual([undefined, undefined, undefined]);
  await answer('applied');
  expect(notes(replica)).toEqual([undefined, 'To be applied', 'To be applied']);
});

it('answers rightly for more days than it remembers', async () => {
  const replica = await withLog();
  const days = Array.from({ length: 200 }, (_, index) =>
    new Date(Date.UTC(2022, 3, 1 + index)).toISOString().slice(0, 10),
  );
  const counts = () => days.map((day) => listOn(replica, day).length);
  const expected = days.map((day) => (day < '2022-04-28' ? 0 : 2));
  expect(counts()).toEqual(expected);
  await replica.copy.applyCommits([noteCommit(2, 7, 'Of today')], 'c2');
  expect(counts()).toEqual(expected);
});
