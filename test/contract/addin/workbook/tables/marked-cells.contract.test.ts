// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInExcel } from '../../../../../addin/workbook/excel-refusal.ts';
import { tableKind } from '../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import { storedTables } from '../../../../../addin/workbook/tables/settings/table-bindings.ts';
import { type ReadTable, readTable } from '../../../../../addin/workbook/tables/sheet/read-table.ts';
import { tableLists } from '../../../../../addin/workbook/tables/sheet/table-lists.ts';
import { writeTable } from '../../../../../addin/workbook/tables/sheet/write-table.ts';
import type { TableWork } from '../../../../../addin/workbook/tables/table-work.ts';
import { OPENS_WITHIN_MS, openTablePreview, type TablePreview } from './table-workbook.ts';

const PLAN = 'PEEL_Plan';
const MARK = '#FDE7E9';

let preview: TablePreview;
let read: ReadTable;

beforeAll(async () => {
  preview = await openTablePreview();
  await preview.insert('plan');
  await preview.die();
  const [stored] = await runInExcel(storedTables);
  const found = stored === undefined ? null : await runInExcel((context) => readTable(context, stored.binding));
  if (found === null) throw new Error('The table is there');
  read = found;
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

async function mark(marks: TableWork['marks']): Promise<void> {
  const kind = tableKind('plan');
  const { replica } = preview.maria;
  const [stored] = await runInExcel(storedTables);
  if (stored === undefined) throw new Error('The table is bound');
  const end = await runInExcel((context) =>
    writeTable(context, {
      ...{ read, kind, binding: stored.binding, reader: replica, lists: tableLists(kind, read.reading, replica) },
      ...{ work: { writes: [], appended: [], removed: [], marks }, areListsNew: false },
      ...{ remember: () => {}, hasMoved: () => false },
    }),
  );
  expect(end).toBe('written');
}

/** What stands around the cells: fills by row, from the top, and the notes of the sheet. */
async function looks(heading: string): Promise<{ fills: string[]; notes: string[] }> {
  return await Excel.run(async (context) => {
    const table = context.workbook.tables.getItem(PLAN);
    const body = table.columns.getItem(heading).getDataBodyRange();
    const fills = read.reading.rows.map((_, row) => body.getCell(row, 0).format.fill.load('color'));
    const { notes } = table.worksheet;
    notes.load('items/content');
    await context.sync();
    return { fills: fills.map(({ color }) => color), notes: notes.items.map(({ content }) => content) };
  });
}

describe('marks of cells', () => {
  it('are all taken away, however many there are', async () => {
    const columns = Object.keys(read.reading.places);
    const cells = read.reading.rows.flatMap((_, row) => columns.map((column) => ({ row, column })));
    expect(cells.length).toBeGreaterThan(200);
    await mark(cells.slice(0, 150).map((cell) => ({ ...cell, message: 'First' })));
    await mark(cells.slice(150).map((cell) => ({ ...cell, message: 'Second' })));
    expect((await looks('Note')).notes).toHaveLength(cells.length);
    expect(new Set((await looks('Note')).fills)).toEqual(new Set([MARK]));
    await mark(cells.map((cell) => ({ ...cell, message: null })));
    const { fills, notes } = await looks('Note');
    expect(notes).toEqual([]);
    expect(fills).not.toContain(MARK);
  });

  it('are taken away, and a person’s own fills and notes beside them stay', async () => {
    const before = (await looks('Note')).fills;
    await mark([1, 2, 5].map((row) => ({ row, column: 'note', message: 'Wrong' })));
    await Excel.run(async (context) => {
      const table = context.workbook.tables.getItem(PLAN);
      const own = table.columns.getItem('Note').getDataBodyRange().getCell(3, 0).load('address');
      own.format.fill.color = '#00FF00';
      await context.sync();
      table.worksheet.notes.add(own.address.slice(own.address.lastIndexOf('!') + 1), 'PEELED apples');
      await context.sync();
    });
    await mark([0, 1, 2, 3, 4, 5].map((row) => ({ row, column: 'note', message: null })));
    const { fills, notes } = await looks('Note');
    expect(notes).toEqual(['PEELED apples']);
    expect(fills).toEqual(before.map((fill, row) => (row === 3 ? '#00FF00' : fill)));
  });
});
