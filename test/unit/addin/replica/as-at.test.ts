import { describe, expect, it, vi } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import type { ReplicaReader } from '../../../../addin/replica/replica-port.ts';
import {
  answered,
  commitOf,
  countingIds,
  FIRST_COMMIT,
  JULY_101,
  loggedChange,
  noteOf,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const filled = (options = {}) => testReplica({ commits: [FIRST_COMMIT], ...options });

describe('[S13] as it was on a day', () => {
  const changed = commitOf(
    2,
    loggedChange(
      'afi',
      'afi/7',
      { status: 'Force complete', forecast: '2022-12-31' },
      { revision: 2, effectiveOn: TODAY },
    ),
  );
  const statusOn = (day: string) => (reader: ReplicaReader) => {
    const then = reader.asAt(day);
    return then === null ? 'loading' : (then.record('afi', 'afi/7')?.fields.status ?? 'not there');
  };

  it('says that the log is on its way, then answers from it, and follows new commits', async () => {
    const replica = await filled();
    const days = ['2022-04-27', '2022-10-31', TODAY];
    const seen = new Map(days.map((day) => [day, [] as string[]]));
    const wanted = new Promise<void>((resolve) => {
      replica.copy.onNews((news) => news === 'history wanted' && resolve());
    });
    for (const day of days) replica.live(statusOn(day), (status) => seen.get(day)?.push(status));
    await wanted;
    expect(replica.copy.historyWanted()).toEqual({ after: null });
    await replica.copy.appendHistory([FIRST_COMMIT], 'c1', null, true);
    expect(replica.copy.historyWanted()).toBeNull();
    await replica.copy.applyCommits([changed], 'c2');
    expect([...seen]).toEqual([
      ['2022-04-27', ['loading', 'not there']],
      ['2022-10-31', ['loading', 'In progress']],
      [TODAY, ['loading', 'In progress', 'Force complete']],
    ]);
  });

  it('as at today equals the record, a pending edit and a just acknowledged one included', async () => {
    const replica = await filled();
    await withLog(replica, [FIRST_COMMIT]);
    const both = () => [noteOf(7)(replica), replica.asAt(TODAY)?.record('afi', 'afi/7')?.fields.note ?? null];
    await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Pending' } });
    expect(both()).toEqual(['Pending', 'Pending']);
    await answered(replica, 'applied');
    expect(both()).toEqual(['Pending', 'Pending']);
  });

  it('the log stays in the store and is read from there the next time', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const first = await testReplica({ commits: [FIRST_COMMIT], store });
    first.asAt(TODAY);
    await vi.waitFor(() => expect(first.copy.historyWanted()).not.toBeNull());
    await first.copy.appendHistory([FIRST_COMMIT], 'c1', null, true);
    const second = await testReplica({ store });
    await vi.waitFor(() => expect(second.asAt('2022-07-31')?.all('call-month')).toHaveLength(1));
    expect(second.asAt('2022-07-30')?.all('call-month')).toHaveLength(0);
    expect(second.asAt('2022-07-31')?.record('call-month', 'call-month/101/2022-07')?.fields).toEqual(JULY_101);
  });
});
