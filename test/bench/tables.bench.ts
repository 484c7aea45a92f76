// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { bench, describe } from 'vitest';
import { openIndexedDbReplicaStore } from '../../addin/replica/indexeddb-replica-store.ts';
import { batchesDuring } from '../contract/addin/workbook/tables/batches.ts';
import { LARGE_TABLE_ROWS, openLargeTable } from '../support/large-table.ts';
import { createRatioTable } from './ratio-table.ts';

const COMMITTED = 10;
const PASTE = `${LARGE_TABLE_ROWS} pasted rows read, validated, queued on disk in one transaction, and marked as waiting`;
const COMMIT = `a commit of ${COMMITTED} rows written into a table of ${LARGE_TABLE_ROWS}`;
const ITERATIONS = 5;

const table = createRatioTable(
  'Worksheet tables, on fake-indexeddb; baseline: the same cells alone written through office.js into the headless grid',
);
const large = await openLargeTable(await openIndexedDbReplicaStore({ name: randomUUID(), newId: randomUUID }));
await large.insert();

let times = 0;
const textsOf = (count: number): string[] => {
  times += 1;
  return Array.from({ length: count }, (_, index) => `Text ${times} of row ${index}`);
};
const writeAlone = (rows: readonly number[], texts: readonly string[]): Promise<void> =>
  Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    for (const [index, row] of rows.entries()) sheet.getCell(row, 0).values = [[texts[index]]];
    await context.sync();
  });

describe(PASTE, () => {
  const alone = () =>
    Excel.run(async (context) => {
      const cells = context.workbook.worksheets.getItem('Sheet1').getRange(`A1:A${LARGE_TABLE_ROWS}`);
      cells.values = textsOf(LARGE_TABLE_ROWS).map((text) => [text]);
      await context.sync();
    });
  bench('the cells alone', ...table.side(PASTE, 'baseline', alone, { iterations: ITERATIONS }));

  const ours = async (untimed: <T>(work: () => Promise<T>) => Promise<T>): Promise<void> => {
    await untimed(() => large.paste(textsOf(LARGE_TABLE_ROWS)));
    await large.live.bringUpToDate();
    if (large.replica.unsent() !== LARGE_TABLE_ROWS) throw new Error(`${large.replica.unsent()} edits wait`);
  };
  bench('the table', ...table.side(PASTE, 'ours', ours, { iterations: ITERATIONS }));
});

describe(COMMIT, () => {
  const rows = Array.from({ length: COMMITTED }, (_, index) => 7 + index * 400);
  const alone = () => writeAlone(rows, textsOf(COMMITTED));
  bench('the cells alone', ...table.side(COMMIT, 'baseline', alone, { iterations: ITERATIONS }));

  const ours = async (): Promise<void> => {
    const [text = ''] = textsOf(1);
    await large.commit(rows, text);
    await large.live.bringUpToDate();
  };
  const after = async (): Promise<void> => {
    const { writing } = await batchesDuring(ours);
    const [batch] = writing;
    table.note(`A commit of ${COMMITTED} rows: ${writing.length} writing batch of ${batch?.ranges} ranges of cells`);
    table.print();
  };
  bench('the table', ...table.side(COMMIT, 'ours', ours, { iterations: ITERATIONS, after }));
});
