// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook } from './sheet-driver.ts';
import { onTable } from './table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const ROW_COUNT = 5_000;
const COLUMN_COUNT = 12;

const header = Array.from({ length: COLUMN_COUNT }, (_, column) => `Column ${column}`);
const row = (index: number): (string | number)[] =>
  header.map((_, column) => (column % 2 === 0 ? `'text ${index}/${column}` : index * column));

it('a table of 5,000 rows and 12 columns is written, read, pasted over and widened in one go each', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Large');
    const range = sheet.getRangeByIndexes(1, 1, ROW_COUNT + 1, COLUMN_COUNT);
    range.values = [header, ...Array.from({ length: ROW_COUNT }, (_, index) => row(index))];
    sheet.tables.add(range, true).name = 'T_Large';
    await context.sync();
  });
  let last: unknown[] | undefined;
  await onTable('Large', async (table, context) => {
    const body = table.getDataBodyRange().load('values,formulas');
    await context.sync();
    last = body.values.at(-1);
  });
  expect(last).toEqual(row(ROW_COUNT - 1).map((value) => (typeof value === 'string' ? value.slice(1) : value)));

  await office.host.playPerson({
    does: 'enter',
    sheetName: 'Large',
    address: `B${ROW_COUNT + 3}:M${2 * ROW_COUNT + 2}`,
    values: Array.from({ length: ROW_COUNT }, (_, index) => row(index)),
  });
  await onTable('Large', (table) => {
    const body = table.getDataBodyRange();
    for (let index = 0; index < 10; index += 1)
      body.getCell(index * 500, 1).getResizedRange(0, 2).values = [[1, null, 3]];
  });
  const rowCount = await onTable('Large', async (table, context) => {
    const count = table.rows.getCount();
    await context.sync();
    return count.value;
  });
  expect(rowCount).toBe(2 * ROW_COUNT);
});
