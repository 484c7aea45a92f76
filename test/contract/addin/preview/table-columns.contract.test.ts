// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonAction } from '../../../../addin/preview/host/play/person-action.ts';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure } from './sheet-driver.ts';
import { cellsOf, makeTable, onTable, seeTable } from './table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const ROWS = [
  ['Key', 'Status', 'Note'],
  ['afi/1', 'Open', 'first'],
  ['afi/2', 'Closed', 'second'],
];

const play = (action: PersonAction): Promise<void> => office.host.playPerson(action);

describe('the ids of columns', () => {
  it('stay when a column is renamed by the person or the add-in', async () => {
    await makeTable('Renamed', 'B3', ROWS);
    await play({ does: 'rename column', table: 'T_Renamed', column: 'Status', to: 'State' });
    await onTable('Renamed', (table) => {
      table.columns.getItem('Note').name = 'Remark';
    });
    const seen = await seeTable('Renamed');
    expect([seen.ids, seen.headings]).toEqual([
      [1, 2, 3],
      ['Key', 'State', 'Remark'],
    ]);
  });

  it('stay when sheet columns come left of the table, into it, and go again; an id is not given twice', async () => {
    await makeTable('Inserted', 'B3', ROWS);
    await play({ does: 'insert columns', sheetName: 'Inserted', lines: 'A:B' });
    await play({ does: 'insert columns', sheetName: 'Inserted', lines: 'E:E' });
    let seen = await seeTable('Inserted');
    expect(seen).toMatchObject({ address: 'Inserted!D3:G5', ids: [1, 4, 2, 3] });
    expect(seen.headings).toEqual(['Key', 'Column1', 'Status', 'Note']);
    await play({ does: 'delete columns', sheetName: 'Inserted', lines: 'E:F' });
    seen = await seeTable('Inserted');
    expect(seen).toMatchObject({ address: 'Inserted!D3:E5', ids: [1, 3], headings: ['Key', 'Note'] });
    await onTable('Inserted', (table) => void table.columns.add(1, undefined, 'Again'));
    seen = await seeTable('Inserted');
    expect(seen).toMatchObject({ ids: [1, 5, 3], headings: ['Key', 'Again', 'Note'] });
    expect(seen.rows).toEqual([
      ['afi/1', '', 'first'],
      ['afi/2', '', 'second'],
    ]);
  });

  it('go along when a column is dragged to another place', async () => {
    await makeTable('Dragged', 'B3', ROWS);
    await play({ does: 'move columns', sheetName: 'Dragged', lines: 'D:D', before: 'B' });
    const seen = await seeTable('Dragged');
    expect(seen).toMatchObject({ address: 'Dragged!B3:D5', ids: [3, 1, 2], headings: ['Note', 'Key', 'Status'] });
    expect(seen.rows[0]).toEqual(['first', 'afi/1', 'Open']);
  });

  it('find their column, as names do', async () => {
    await makeTable('Found', 'B3', ROWS);
    await play({ does: 'move columns', sheetName: 'Found', lines: 'B:B', before: 'E' });
    const found = await onTable('Found', async (table, context) => {
      const byId = table.columns.getItem(2).load('name,index,values');
      const byName = table.columns.getItemOrNullObject('key').load('id,index');
      const gone = table.columns.getItemOrNullObject(9);
      await context.sync();
      return [byId.name, byId.index, byId.values, byName.id, byName.index, gone.isNullObject];
    });
    expect(found).toEqual(['Status', 0, [['Status'], ['Open'], ['Closed']], 1, 2, true]);
    const error = await failure(() => onTable('Found', (table) => void table.columns.getItem(9).load('name')));
    expect(error.code).toBe('ItemNotFound');
  });

  it('are in the saved workbook, with what comes next and how the table looks', async () => {
    await makeTable('Saved', 'B3', ROWS);
    await onTable('Saved', (table) => {
      table.style = 'TableStyleLight1';
      table.showBandedRows = false;
      table.columns.getItem(3).delete();
    });
    const { resources = [] } = office.host.saveSnapshot();
    const saved = resources.find(({ name }) => name.includes('TABLE'))?.data ?? '';
    const tables = Object.values(JSON.parse(saved) as Record<string, { tables: { name: string }[] }>);
    const table = tables.flatMap((sheet) => sheet.tables).find(({ name }) => name.endsWith('Saved'));
    expect(table).toMatchObject({
      columns: [{ id: '1' }, { id: '2' }],
      meta: { nextColumnId: 4, look: { style: 'TableStyleLight1', showBandedRows: false } },
    });
  });

  it('come back with an undone deletion', async () => {
    await makeTable('Undone', 'B3', ROWS);
    await play({ does: 'show sheet', sheetName: 'Undone' });
    await play({ does: 'delete columns', sheetName: 'Undone', lines: 'C:C' });
    expect((await seeTable('Undone')).ids).toEqual([1, 3]);
    await play({ does: 'undo' });
    expect(await seeTable('Undone')).toMatchObject({ ids: [1, 2, 3], headings: ['Key', 'Status', 'Note'] });
  });
});

describe('headers', () => {
  it('are never blank and never the same twice', async () => {
    await makeTable('Headers', 'A1', ROWS);
    await play({ does: 'enter', sheetName: 'Headers', address: 'B1:C1', values: [['key', '']] });
    expect((await seeTable('Headers')).headings).toEqual(['Key', 'key2', 'Column1']);
  });

  it('are followed by formulas that name the column', async () => {
    await makeTable('Formulas', 'A1', [
      ['Received', 'Answered', 'Share'],
      [10, 9, ''],
      [20, 15, ''],
    ]);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Formulas');
      sheet.getRange('C2:C3').formulas = [
        ['=T_Formulas[[#This Row],[Answered]]/T_Formulas[[#This Row],[Received]]'],
        ['=T_Formulas[[#This Row],[Answered]]/T_Formulas[[#This Row],[Received]]'],
      ];
      sheet.getRange('F1').formulas = [['=SUM(T_Formulas[Received])']];
      await context.sync();
    });
    await play({ does: 'rename column', table: 'T_Formulas', column: 'Received', to: 'Calls received' });
    expect(await cellsOf('Formulas', 'C3', 'formulas')).toEqual([
      ['=T_Formulas[[#This Row],[Answered]]/T_Formulas[[#This Row],[Calls received]]'],
    ]);
    await play({ does: 'enter', sheetName: 'Formulas', address: 'A2', values: [[12]] });
    expect(await cellsOf('Formulas', 'C2:F2', 'values')).toEqual([[0.75, '', '', '']]);
    expect(await cellsOf('Formulas', 'F1', 'values')).toEqual([[32]]);
  });
});
