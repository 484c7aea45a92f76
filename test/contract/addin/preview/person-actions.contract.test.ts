// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonAction } from '../../../../addin/preview/host/play/person-action.ts';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook } from './sheet-driver.ts';
import { cellsOf, makeTable, seeTable } from './table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const play = (action: PersonAction): Promise<void> => office.host.playPerson(action);

const ROWS = [
  ['Key', 'Due', 'Next'],
  ['a', 1, '=C3+1'],
  ['b', 2, '=C4+1'],
];

async function sheetNames(): Promise<string[]> {
  return Excel.run(async (context) => {
    const sheets = context.workbook.worksheets.load('items/name');
    await context.sync();
    return sheets.items.map(({ name }) => name);
  });
}

describe('a person', () => {
  it('types text, numbers, formulas and dates, these day first', async () => {
    const values = [['6/12/2022', '12%', "'=1+1", '=1+1', '-1+1', true]];
    await play({ does: 'enter', sheetName: 'Plan', address: 'A1:F1', values });
    expect(await cellsOf('Plan', 'A1:F1', 'values')).toEqual([[44901, 0.12, '=1+1', 2, '-1+1', true]]);
  });

  it('copies a row over another, formulas and formats with it', async () => {
    await makeTable('Copied', 'B2', ROWS);
    await play({ does: 'copy and paste', sheetName: 'Copied', address: 'B3:D3', to: 'B5' });
    expect(await cellsOf('Copied', 'B3:D5', 'formulas')).toEqual([
      ['a', 1, '=C3+1'],
      ['b', 2, '=C4+1'],
      ['a', 1, '=C5+1'],
    ]);
    expect((await seeTable('Copied')).address).toBe('Copied!B2:D5');
  });

  it('merges cells beside a table, and takes back what was typed', async () => {
    await makeTable('Merged', 'B2', ROWS);
    await play({ does: 'show sheet', sheetName: 'Merged' });
    await play({ does: 'merge', sheetName: 'Merged', address: 'F2:G3' });
    await play({ does: 'enter', sheetName: 'Merged', address: 'B3', values: [['x']] });
    expect((await seeTable('Merged')).rows[0]?.[0]).toBe('x');
    await play({ does: 'undo' });
    expect((await seeTable('Merged')).rows[0]?.[0]).toBe('a');
    await play({ does: 'redo' });
    expect((await seeTable('Merged')).rows[0]?.[0]).toBe('x');
    await play({ does: 'unmerge', sheetName: 'Merged', address: 'F2:G3' });
  });

  it('takes back an inserted and a deleted row of the sheet: the table has its size again', async () => {
    await makeTable('Rows', 'B2', ROWS);
    await play({ does: 'show sheet', sheetName: 'Rows' });
    await play({ does: 'insert rows', sheetName: 'Rows', lines: '4:5' });
    await play({ does: 'undo' });
    expect((await seeTable('Rows')).address).toBe('Rows!B2:D4');
    await play({ does: 'delete rows', sheetName: 'Rows', lines: '4:4' });
    expect((await seeTable('Rows')).address).toBe('Rows!B2:D3');
    await play({ does: 'undo' });
    expect(await seeTable('Rows')).toMatchObject({ address: 'Rows!B2:D4', ids: [1, 2, 3] });
  });

  it("takes back and does again what it did to a table's own rows, columns and size", async () => {
    await makeTable('Steps', 'B2', [
      ['Key', 'Due', 'Next'],
      ['a', 1, 'x'],
      ['b', 2, 'y'],
    ]);
    await play({ does: 'show sheet', sheetName: 'Steps' });
    const before = await seeTable('Steps');
    const actions: readonly PersonAction[] = [
      { does: 'insert table rows', table: 'T_Steps', at: 1, count: 2 },
      { does: 'delete table rows', table: 'T_Steps', at: 0, count: 1 },
      { does: 'insert table columns', table: 'T_Steps', at: 0, count: 1 },
      { does: 'delete table columns', table: 'T_Steps', at: 1, count: 1 },
      { does: 'resize table', table: 'T_Steps', address: 'B2:C8' },
      { does: 'move columns', sheetName: 'Steps', lines: 'B:B', before: 'D' },
      { does: 'sort table', table: 'T_Steps', column: 'Due', isDescending: true },
    ];
    for (const action of actions) {
      await play(action);
      const after = await seeTable('Steps');
      await play({ does: 'undo' });
      expect([action.does, await seeTable('Steps')]).toEqual([action.does, before]);
      await play({ does: 'redo' });
      expect([action.does, await seeTable('Steps')]).toEqual([action.does, after]);
      await play({ does: 'undo' });
    }
  });

  it('renames, moves and deletes sheets; their tables stay or go', async () => {
    await makeTable('Sheets', 'B2', ROWS);
    await play({ does: 'rename sheet', sheetName: 'Sheets', to: 'Renamed' });
    await play({ does: 'move sheet', sheetName: 'Renamed', to: 0 });
    expect((await sheetNames())[0]).toBe('Renamed');
    expect((await seeTable('Sheets')).address).toBe('Renamed!B2:D4');
    await play({ does: 'delete sheet', sheetName: 'Renamed' });
    await expect(seeTable('Sheets')).rejects.toMatchObject({ code: 'ItemNotFound' });
  });

  it('renames, resizes, converts and deletes tables', async () => {
    await makeTable('First', 'B2', ROWS);
    await play({ does: 'rename table', table: 'T_First', to: 'T_Second' });
    await play({ does: 'resize table', table: 'T_Second', address: 'B2:D7' });
    expect((await seeTable('Second')).address).toBe('First!B2:D7');
    await play({ does: 'convert table to range', table: 'T_Second' });
    expect(await cellsOf('First', 'B3', 'values')).toEqual([['a']]);
    await makeTable('Third', 'B2', ROWS);
    await play({ does: 'delete table', table: 'T_Third' });
    expect(await cellsOf('Third', 'B2:B3', 'values')).toEqual([[''], ['']]);
  });

  it('is refused what Excel refuses', async () => {
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Calls').protection.protect();
      await context.sync();
    });
    const typing = play({ does: 'enter', sheetName: 'Calls', address: 'A1', values: [['x']] });
    await expect(typing).rejects.toMatchObject({ code: 'AccessDenied' });
    await expect(play({ does: 'delete table', table: 'T_Nowhere' })).rejects.toThrow('no table T_Nowhere');
  });
});
