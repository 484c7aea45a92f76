// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonAction } from '../../../../addin/preview/host/play/person-action.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { makeTable, onTable } from './table-driver.ts';

let office: HeadlessOffice;
let changes: Excel.WorksheetChangedEventArgs[] = [];
let onTables: Excel.TableChangedEventArgs[] = [];
let comings: object[] = [];

const ROWS = [
  ['Key', 'Share'],
  ['b', 0.5],
  ['a', 0.25],
];

beforeAll(async () => {
  office = await bootHeadlessOffice({
    functions: { functions: [] },
    namespace: 'PEEL',
    sheetNames: ['Plan'],
    requirementSets: { ExcelApi: '1.18', ExcelApiOnline: '1.1', SharedRuntime: '1.2', CustomFunctionsRuntime: '1.3' },
  });
  await Excel.run(async (context) => {
    const { worksheets, tables } = context.workbook;
    worksheets.onChanged.add(async (args) => void changes.push(args));
    tables.onChanged.add(async (args) => void onTables.push(args));
    tables.onAdded.add(async ({ type, tableId }) => void comings.push({ type, tableId }));
    tables.onDeleted.add(async ({ type, tableName }) => void comings.push({ type, tableName }));
    worksheets.onAdded.add(async ({ type }) => void comings.push({ type }));
    worksheets.onDeleted.add(async ({ type }) => void comings.push({ type }));
    worksheets.onNameChanged.add(async ({ type, nameBefore, nameAfter }) => {
      comings.push({ type, nameBefore, nameAfter });
    });
    await context.sync();
  });
});
afterAll(() => office.host.dispose());
beforeEach(() => {
  changes = [];
  onTables = [];
  comings = [];
});

/** A table, with the events of its making out of the way. */
async function freshTable(name: string): Promise<void> {
  await makeTable(name, 'B2', ROWS);
  await vi.waitFor(() => expect(comings).toHaveLength(2));
  comings = [];
  changes = [];
  onTables = [];
}

async function seen(count: number): Promise<unknown[]> {
  await vi.waitFor(() => expect(changes.length).toBeGreaterThanOrEqual(count));
  return changes.map(({ changeType, address }) => [changeType, address]);
}

const play = (action: PersonAction): Promise<void> => office.host.playPerson(action);

describe('the workbook tells', () => {
  it('of rows and columns of the sheet that a person inserts and deletes, on the table too', async () => {
    await freshTable('Lines');
    await play({ does: 'insert rows', sheetName: 'Lines', lines: '3:4' });
    await play({ does: 'delete columns', sheetName: 'Lines', lines: 'C:C' });
    expect(await seen(2)).toEqual([
      ['RowInserted', '3:4'],
      ['ColumnDeleted', 'C:C'],
    ]);
    expect(changes[0]).toMatchObject({ source: 'Local', triggerSource: 'Unknown' });
    await vi.waitFor(() => expect(onTables[0]).toMatchObject({ changeType: 'RowInserted', address: '3:4' }));
  });

  it("of a table's own rows and columns, by their cells", async () => {
    await freshTable('Own');
    await play({ does: 'insert table rows', table: 'T_Own', at: 1, count: 2 });
    await play({ does: 'delete table rows', table: 'T_Own', at: 0, count: 1 });
    await play({ does: 'insert table columns', table: 'T_Own', at: 1, count: 1 });
    await play({ does: 'delete table columns', table: 'T_Own', at: 1, count: 1 });
    expect(await seen(4)).toEqual([
      ['RowInserted', 'B4:C5'],
      ['RowDeleted', 'B3:C3'],
      ['ColumnInserted', 'C2:C5'],
      ['ColumnDeleted', 'C2:C5'],
    ]);
  });

  it('of cells that are inserted and deleted, and where their neighbours go', async () => {
    await play({ does: 'enter', sheetName: 'Plan', address: 'A1', values: [['x']] });
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Plan');
      sheet.getRange('A1').insert('Right');
      sheet.getRange('A1').delete('Up');
      await context.sync();
    });
    expect((await seen(3)).slice(1)).toEqual([
      ['CellInserted', 'A1'],
      ['CellDeleted', 'A1'],
    ]);
    expect(changes[1]).toMatchObject({
      triggerSource: 'ThisLocalAddin',
      changeDirectionState: { insertShiftDirection: 'Right' },
    });
    expect(changes[2]).toMatchObject({ changeDirectionState: { deleteShiftDirection: 'Up' } });
  });

  it('of a row that a table has grown by, and of what was typed', async () => {
    await freshTable('Grown');
    await play({ does: 'enter', sheetName: 'Grown', address: 'B5', values: [['c']] });
    expect(await seen(2)).toEqual([
      ['RowInserted', 'B5:C5'],
      ['RangeEdited', 'B5'],
    ]);
    expect(changes[1]?.details).toMatchObject({ valueBefore: '', valueAfter: 'c' });
  });

  it('of a sorted table as an edit, and of nothing when it is filtered', async () => {
    await freshTable('Sorted');
    await play({ does: 'filter table', table: 'T_Sorted', column: 'Key', shows: ['a', 'b'] });
    await play({ does: 'sort table', table: 'T_Sorted', column: 'Key' });
    expect(await seen(1)).toEqual([['RangeEdited', 'B3:C4']]);
  });

  it('of both places when a table is cut and pasted elsewhere', async () => {
    await freshTable('Cut');
    await play({ does: 'cut and paste', sheetName: 'Cut', address: 'B2:C4', to: 'E5', toSheet: 'Plan' });
    await vi.waitFor(() => expect(changes.map((change) => change.address)).toEqual(['B2:C4', 'E5:F7']));
    const place = await onTable('Cut', async (table, context) => {
      const range = table.getRange().load('address,values');
      await context.sync();
      return [range.address, range.values];
    });
    expect(place).toEqual(['Plan!E5:F7', ROWS]);
  });

  it("of a co-author's rows and sorts as remote", async () => {
    await freshTable('Theirs');
    await office.host.playCoauthorAction({ does: 'insert rows', sheetName: 'Theirs', lines: '3:3' });
    await office.host.playCoauthorAction({ does: 'delete table rows', table: 'T_Theirs', at: 0, count: 1 });
    await office.host.playCoauthorAction({ does: 'sort table', table: 'T_Theirs', column: 'Key' });
    await seen(3);
    expect(changes.map(({ changeType, source }) => [changeType, source])).toEqual([
      ['RowInserted', 'Remote'],
      ['RowDeleted', 'Remote'],
      ['RangeEdited', 'Remote'],
    ]);
  });

  it('of tables and sheets that come, go and are renamed', async () => {
    await makeTable('Coming', 'B2', ROWS);
    await play({ does: 'convert table to range', table: 'T_Coming' });
    await play({ does: 'rename sheet', sheetName: 'Coming', to: 'Going' });
    await play({ does: 'delete sheet', sheetName: 'Going' });
    await vi.waitFor(() => expect(comings).toHaveLength(5));
    expect(comings).toEqual([
      { type: 'WorksheetAdded' },
      { type: 'TableAdded', tableId: expect.stringMatching(/^table-\d+$/) },
      { type: 'TableDeleted', tableName: 'T_Coming' },
      { type: 'WorksheetNameChanged', nameBefore: 'Coming', nameAfter: 'Going' },
      { type: 'WorksheetDeleted' },
    ]);
  });
});
