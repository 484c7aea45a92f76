// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure, newSheet, readRange } from './sheet-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const onSheet = (name: string, work: (sheet: Excel.Worksheet) => void): Promise<void> =>
  Excel.run(async (context) => {
    work(context.workbook.worksheets.getItem(name));
    await context.sync();
  });

const mergedIn = (name: string, address: string): Promise<string[]> =>
  Excel.run(async (context) => {
    const areas = context.workbook.worksheets.getItem(name).getRange(address).getMergedAreasOrNullObject();
    await context.sync();
    if (areas.isNullObject) return [];
    areas.load('areaCount');
    areas.areas.load('items/address');
    await context.sync();
    expect(areas.areas.items).toHaveLength(areas.areaCount);
    return areas.areas.items.map(({ address: one }) => one);
  });

describe('merged cells', () => {
  it('keep what stands in the first, are found, and are taken apart', async () => {
    await newSheet('Merged');
    await onSheet('Merged', (sheet) => {
      sheet.getRange('A1:C2').values = [
        ['first', 'b', 'c'],
        ['d', 'e', 'f'],
      ];
      sheet.getRange('A1:B2').merge();
    });
    expect(await mergedIn('Merged', 'A1:Z9')).toEqual(['Merged!A1:B2']);
    expect((await readRange('Merged', 'A1:C2')).values).toEqual([
      ['first', '', 'c'],
      ['', '', 'f'],
    ]);
    await onSheet('Merged', (sheet) => sheet.getRange('B2').unmerge());
    expect(await mergedIn('Merged', 'A1:Z9')).toEqual([]);
  });

  it('are made of each row by itself when asked', async () => {
    await newSheet('Across');
    await onSheet('Across', (sheet) => sheet.getRange('B2:D3').merge(true));
    expect(await mergedIn('Across', 'A:Z')).toEqual(['Across!B2:D2', 'Across!B3:D3']);
    expect(await mergedIn('Across', 'A3:B3')).toEqual(['Across!B3:D3']);
  });

  it('are refused within a table', async () => {
    await newSheet('Table');
    await onSheet('Table', (sheet) => void sheet.tables.add('B2:D5', true));
    const error = await failure(() => onSheet('Table', (sheet) => sheet.getRange('A5:B6').merge()));
    expect(error.code).toBe('InvalidOperation');
    await onSheet('Table', (sheet) => sheet.getRange('A6:D6').merge());
    expect(await mergedIn('Table', 'A1:Z9')).toEqual(['Table!A6:D6']);
  });
});
