// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, newSheet } from './sheet-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const MARK = '#FDE7E9';
const PLAIN = '#FFFFFF';

const fills = (name: string, addresses: readonly string[]): Promise<(string | null)[]> =>
  Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(name);
    const loaded = addresses.map((address) => sheet.getRange(address).format.fill.load('color'));
    await context.sync();
    return loaded.map(({ color }) => color);
  });

describe('the marks of cells', () => {
  it('are set on cells and ranges, read back, and taken away without the text or its colour', async () => {
    await newSheet('Marks');
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Marks');
      const range = sheet.getRange('A1:C3');
      range.values = [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ];
      range.format.fill.color = MARK;
      range.format.font.color = '#A4262C';
      range.getCell(1, 1).format.fill.clear();
      await context.sync();
    });
    expect(await fills('Marks', ['A1', 'B2', 'A1:C3', 'A1:C1', 'D4'])).toEqual([MARK, PLAIN, null, MARK, PLAIN]);
    const cell = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Marks').getRange('B2').load('values');
      const font = range.format.font.load('color');
      await context.sync();
      return [range.values, font.color];
    });
    expect(cell).toEqual([[[5]], '#A4262C']);
  });

  it('cost no more each on 5,000 rows than on 500', async () => {
    const mark = async (name: string, rows: number): Promise<number> => {
      await newSheet(name);
      // Of this process alone: others on the machine slow the clock down, not the work.
      const start = process.cpuUsage();
      await Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem(name).getRange('B2:F5001');
        for (let row = 0; row < rows; row += 1) {
          range.getCell(row, row % 5).format.fill.color = MARK;
        }
        await context.sync();
      });
      return process.cpuUsage(start).user;
    };
    const few = await mark('Few', 500);
    const many = await mark('Many', 5000);
    expect(await fills('Many', ['B2', 'C2', 'F5001'])).toEqual([MARK, PLAIN, MARK]);
    // Ten times the cells; a quadratic cost would be a hundred times.
    expect(many).toBeLessThan(few * 40);
  });
});
