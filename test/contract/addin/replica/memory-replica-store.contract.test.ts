import { expect, it } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { countingIds, FIRST_COMMIT, NOW, noteCommit, recordsOf } from '../../../unit/addin/replica/replica-fixtures.ts';
import { outboxStoreSuite } from './outbox-store-suite.ts';
import { replicaStoreSuite } from './replica-store-suite.ts';

replicaStoreSuite('in memory', async (newId) => createMemoryReplicaStore({ newId }));
outboxStoreSuite('in memory', async (newId) => createMemoryReplicaStore({ newId }));

it('remembers only the last writes in memory, and tells all records to whom fell further behind', async () => {
  const store = createMemoryReplicaStore({ newId: countingIds() });
  const first = await store.saveSnapshot({ records: recordsOf([FIRST_COMMIT]), cursor: 'c1', at: NOW });
  let version: number | null = first;
  for (let sequence = 2; sequence <= 702 && version !== null; sequence += 1) {
    const records = recordsOf([noteCommit(sequence, 7, `Note ${sequence}`, sequence)]);
    version = await store.advance(version, { records, returned: [], commits: [], cursor: `c${sequence}`, at: NOW });
  }
  expect(version).toBe(first + 701);
  const whole = await store.read(first);
  expect(whole.recordsSince).toBeNull();
  expect(whole.records).toHaveLength(3);
  const latest = await store.read(first + 699);
  expect(latest.records.map(({ id, fields }) => [id, fields.note])).toEqual([['afi/7', 'Note 702']]);
});
