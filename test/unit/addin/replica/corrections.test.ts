import { describe, expect, it, vi } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import type { EditRequest } from '../../../../addin/replica/replica-port.ts';
import {
  ASHA,
  BEN,
  commitOf,
  FIRST_COMMIT,
  JULY_101,
  loggedChange,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const LATER = '2022-09-30';
/** From the end of September the force calls AFI 7 complete, and forecasts January. */
const COMPLETE = commitOf(
  2,
  loggedChange(
    'afi',
    'afi/7',
    { status: 'Force complete', forecast: '2023-01-31' },
    { revision: 2, effectiveOn: LATER },
  ),
);
const COMMITS = [FIRST_COMMIT, COMPLETE];
const july = (values: EditRequest['values']): EditRequest => ({
  kind: 'afi',
  recordId: 'afi/7',
  values,
  effectiveOn: '2022-07-15',
  reason: 'As the minutes say',
});
const codesOf = async (replica: DatasetReplica, request: EditRequest) => {
  const result = await replica.edit(request);
  return result.saved ? 'saved' : result.problems.map(({ path, code }) => `${path} ${code}`);
};
const changesOf = (replica: DatasetReplica) => replica.waiting('afi/7').map(({ changes }) => changes);

describe('[S13] a correction of history', () => {
  it('waits for the log, which it asks for', async () => {
    const replica = await testReplica({ commits: COMMITS });
    const news = vi.fn();
    replica.copy.onNews(news);
    expect(await codesOf(replica, july({ status: 'Not started' }))).toEqual(['effectiveOn history-loading']);
    await vi.waitFor(() => expect(news).toHaveBeenCalledWith('history wanted'));
    await replica.copy.appendHistory(COMMITS, 'c2', null, true);
    expect(await codesOf(replica, july({ status: 'Not started' }))).toBe('saved');
  });

  it('is completed with the values of its day, and its base is what was held then', async () => {
    const replica = await withLog(await testReplica({ commits: COMMITS }), COMMITS);
    expect(await codesOf(replica, july({ status: 'Not started' }))).toBe('saved');
    expect(changesOf(replica)).toEqual([
      {
        status: { base: 'In progress', value: 'Not started' },
        forecast: { base: '2022-12-31', value: '2022-12-31' },
        signOff: { base: null, value: null },
      },
    ]);
    expect(replica.record('afi', 'afi/7')?.fields.status).toBe('Force complete');
    expect(replica.asAt('2022-07-15')?.record('afi', 'afi/7')?.fields.status).toBe('Not started');
  });

  it('a second one is made on the first, though that still waits', async () => {
    const replica = await withLog(await testReplica({ commits: COMMITS }), COMMITS);
    await replica.edit(july({ status: 'Not started' }));
    await replica.edit(july({ status: 'Force complete' }));
    expect(changesOf(replica)[1]?.status).toEqual({ base: 'Not started', value: 'Force complete' });
  });

  it('that says what was recorded for that day changes nothing', async () => {
    const replica = await withLog(await testReplica({ commits: COMMITS }), COMMITS);
    expect(await codesOf(replica, july({ status: 'In progress' }))).toEqual([' nothing-changed']);
    expect(await codesOf(replica, july({ status: 'Force complete' }))).toBe('saved');
  });

  it('of a day before the record began is refused, and its first day told', async () => {
    const replica = await withLog(await testReplica({ commits: COMMITS }), COMMITS);
    const early = { ...july({ status: 'Not started' }), effectiveOn: '2022-01-01' };
    expect(await codesOf(replica, early)).toEqual(['effectiveOn before-creation']);
    const result = await replica.edit(early);
    expect(result.saved ? '' : result.problems[0]?.message).toContain('2022-04-28');
  });

  it('an edit of the present needs no log', async () => {
    const replica = await testReplica({ commits: COMMITS });
    const note = { ...july({ note: 'Of July' }) };
    expect(await codesOf(replica, note)).toBe('saved');
    expect(replica.copy.historyWanted()).toBeNull();
  });
});

describe('[S19] whose new figures are', () => {
  const august = (owningOffice: string): EditRequest => ({
    kind: 'call-month',
    recordId: 'call-month/101/2022-08',
    values: { ...JULY_101, month: '2022-08', owningOffice },
    effectiveOn: TODAY,
  });

  it('the month before says so, as in the service', async () => {
    const ben = await testReplica({ commits: [FIRST_COMMIT], actor: BEN });
    expect(await codesOf(ben, august('crime'))).toEqual([' not-permitted']);
    const asha = await testReplica({ commits: [FIRST_COMMIT], actor: ASHA });
    expect(await codesOf(asha, august('fcir'))).toBe('saved');
  });

  it('a month that was left out changes nothing of that', async () => {
    const october = (owningOffice: string): EditRequest => ({
      ...august(owningOffice),
      recordId: 'call-month/101/2022-10',
      values: { ...JULY_101, month: '2022-10', owningOffice },
    });
    const ben = await testReplica({ commits: [FIRST_COMMIT], actor: BEN });
    expect(await codesOf(ben, october('crime'))).toEqual([' not-permitted']);
    const asha = await testReplica({ commits: [FIRST_COMMIT], actor: ASHA });
    expect(await codesOf(asha, october('fcir'))).toBe('saved');
  });

  it('where a series begins, they are whose they say', async () => {
    const ben = await testReplica({ commits: [FIRST_COMMIT], actor: BEN });
    const first = { ...august('crime'), recordId: 'call-month/999/2022-08' };
    expect(await codesOf(ben, { ...first, values: { ...first.values, channel: '999' } })).toBe('saved');
  });
});
