// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openIndexedDbReplicaStore } from '../../../../../addin/replica/indexeddb-replica-store.ts';
import { LARGE_TABLE, LARGE_TABLE_ROWS, type LargeTable, openLargeTable } from '../../../../support/large-table.ts';
import { batchesDuring } from './batches.ts';
import { OPENS_WITHIN_MS } from './table-workbook.ts';

let large: LargeTable;

beforeAll(async () => {
  large = await openLargeTable(await openIndexedDbReplicaStore({ name: 'large table', newId: randomUUID }));
}, OPENS_WITHIN_MS);
afterAll(() => large.dispose());

describe('a table of 5,000 rows', () => {
  it('is inserted, and then nothing is written any more', async () => {
    await large.insert();

    expect(large.live.tables.map(({ turn }) => turn?.reading.name)).toEqual([LARGE_TABLE]);
    expect(large.live.agreedAt).not.toBeNull();
    const again = await batchesDuring(() => large.live.bringUpToDate());
    expect(again.writing).toEqual([]);
  }, 120_000);

  it('[T12] a commit that touches 10 of its rows costs one writing batch and at most 10 ranges', async () => {
    const { writing } = await batchesDuring(async () => {
      await large.commit(
        Array.from({ length: 10 }, (_, index) => 7 + index * 400),
        'Changed',
      );
      await large.live.bringUpToDate();
    });
    expect(writing).toHaveLength(1);
    expect(writing[0]?.ranges).toBeLessThanOrEqual(10);
    expect(writing[0]?.settings).toBeLessThanOrEqual(10);
    expect(large.live.agreedAt).not.toBeNull();
  });

  it('[T36] 5,000 pasted rows are validated and queued in one transaction of the disk', async () => {
    await large.paste(Array.from({ length: LARGE_TABLE_ROWS }, (_, index) => `Done ${index}`));
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await large.live.bringUpToDate();
    const writing = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite');
    transactions.mockRestore();

    expect(writing).toHaveLength(1);
    expect(large.replica.unsent()).toBe(LARGE_TABLE_ROWS);
    expect(large.live.tables[0]?.turn?.work.waiting).toBe(LARGE_TABLE_ROWS);
    const again = await batchesDuring(() => large.live.bringUpToDate());
    expect(again.writing).toEqual([]);
  }, 120_000);
});
