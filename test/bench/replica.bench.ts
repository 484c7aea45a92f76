import { randomUUID } from 'node:crypto';
import { bench, describe } from 'vitest';
import type { DatasetReplica } from '../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../addin/replica/memory-replica-store.ts';
import { applyChange } from '../../shared/sync/fold.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { commitOf } from '../unit/addin/replica/replica-fixtures.ts';
import { creationPushes, quotationEdit } from './large-dataset.ts';
import { openReplica } from './loopback-service.ts';
import { createRatioTable } from './ratio-table.ts';

const RECORDS = 50_000;
const CHANGES = 10;
const LIVE_LIST = `${CHANGES} changes at ${RECORDS} records, a live list of their kind`;
const SECOND_WORKBOOK = `${CHANGES} changes at ${RECORDS} records, taken up by a second workbook`;

const table = createRatioTable(
  `Replica, in memory; baseline: ${CHANGES} changes applied to ${RECORDS} records while nobody reads a list of them`,
);

/** A replica with many readings, and commits that edit ten of them that were not edited yet. */
async function largeReplica() {
  const store = createMemoryReplicaStore({ newId: randomUUID, durable: true });
  const replica = await openReplica(store);
  const mutations = creationPushes(RECORDS).flatMap((push) => push.mutations);
  const records = mutations.map((mutation): DatasetRecord => applyChange(null, { ...mutation, revision: 1 }));
  await replica.copy.loadSnapshot({ records, cursor: 'c0' });
  let sequence = 0;
  const applyChanges = async (): Promise<void> => {
    const first = sequence * CHANGES;
    sequence += 1;
    const edits = Array.from({ length: CHANGES }, (_, index) => ({
      ...quotationEdit(first + index),
      office: null,
      revision: 2,
    }));
    await replica.copy.applyCommits([commitOf(sequence, ...edits)], `c${sequence}`);
  };
  return { replica, openSecond: (): Promise<DatasetReplica> => openReplica(store), applyChanges };
}

describe(LIVE_LIST, async () => {
  const unread = await largeReplica();
  bench('nobody reads it', ...table.side(LIVE_LIST, 'baseline', unread.applyChanges, { iterations: 20 }));

  const read = await largeReplica();
  read.replica.live(
    (reader) => reader.all('observation').length,
    () => {},
  );
  bench('a formula reads it', ...table.side(LIVE_LIST, 'ours', read.applyChanges, { iterations: 20 }));
});

describe(SECOND_WORKBOOK, async () => {
  const { applyChanges, openSecond } = await largeReplica();
  const second = await openSecond();
  bench('applied by the first', ...table.side(SECOND_WORKBOOK, 'baseline', applyChanges, { iterations: 20 }));
  const takeUp = async (untimed: (work: () => Promise<void>) => Promise<void>): Promise<void> => {
    await untimed(applyChanges);
    await second.copy.refresh();
  };
  const options = { iterations: 20, after: table.print };
  bench('taken up by the second', ...table.side(SECOND_WORKBOOK, 'ours', takeUp, options));
});
