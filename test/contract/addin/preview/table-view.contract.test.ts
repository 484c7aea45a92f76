// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure } from './sheet-driver.ts';
import { cellsOf, makeTable, onTable, seeTable } from './table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const ROWS = [
  ['Key', 'Count', 'Twice', 'Same'],
  ['d', 2, '=C3*2', '=T_NAME[[#This Row],[Count]]'],
  ['B', '', '=C4*2', '=T_NAME[[#This Row],[Count]]'],
  ['a', 10, '=C5*2', '=T_NAME[[#This Row],[Count]]'],
  ['c', 2, '=C6*2', '=T_NAME[[#This Row],[Count]]'],
];

const rowsFor = (name: string): (string | number)[][] =>
  ROWS.map((row) => row.map((value) => (typeof value === 'string' ? value.replace('T_NAME', `T_${name}`) : value)));

const keys = async (name: string): Promise<unknown[]> => (await seeTable(name)).rows.map(([key]) => key);

it('sorts as Excel does: by each key in turn, blanks last, formulas with their rows', async () => {
  await makeTable('Sorted', 'B2', rowsFor('Sorted'));
  await onTable('Sorted', (table) => table.sort.apply([{ key: 1, ascending: false }, { key: 0 }]));
  expect((await seeTable('Sorted')).rows).toEqual([
    ['a', 10, 20, 10],
    ['c', 2, 4, 2],
    ['d', 2, 4, 2],
    ['B', '', 0, 0],
  ]);
  expect(await cellsOf('Sorted', 'D3:D6', 'formulas')).toEqual([['=C3*2'], ['=C4*2'], ['=C5*2'], ['=C6*2']]);
  await office.host.playPerson({ does: 'sort table', table: 'T_Sorted', column: 'Key' });
  expect(await keys('Sorted')).toEqual(['a', 'B', 'c', 'd']);
  const state = await onTable('Sorted', async (table, context) => {
    const sort = table.sort.load('fields');
    await context.sync();
    const { fields } = sort;
    sort.clear();
    sort.load('fields');
    await context.sync();
    return [fields, sort.fields];
  });
  expect(state).toEqual([
    [
      { key: 1, ascending: false },
      { key: 0, ascending: true },
    ],
    [],
  ]);
  expect(await keys('Sorted')).toEqual(['a', 'B', 'c', 'd']);
});

it('filters by values and shows all again; a sort leaves hidden rows where they are', async () => {
  await makeTable('Filtered', 'B2', rowsFor('Filtered'));
  await onTable('Filtered', (table) => table.columns.getItem('Count').filter.applyValuesFilter(['2']));
  const hidden = async (): Promise<unknown[]> =>
    Excel.run(async (context) => {
      const rows = [3, 4, 5, 6].map((row) =>
        context.workbook.worksheets.getItem('Filtered').getRange(`B${row}`).load('rowHidden'),
      );
      await context.sync();
      return rows.map((row) => row.rowHidden);
    });
  expect(await hidden()).toEqual([false, true, true, false]);
  await office.host.playPerson({ does: 'sort table', table: 'T_Filtered', column: 'Key' });
  expect(await keys('Filtered')).toEqual(['c', 'B', 'a', 'd']);
  const criteria = await onTable('Filtered', async (table, context) => {
    table.autoFilter.load('isDataFiltered,criteria');
    await context.sync();
    return [table.autoFilter.isDataFiltered, table.autoFilter.criteria[1]?.values];
  });
  expect(criteria).toEqual([true, ['2']]);
  await onTable('Filtered', (table) => table.clearFilters());
  expect(await hidden()).toEqual([false, false, false, false]);
  await office.host.playPerson({ does: 'filter table', table: 'T_Filtered', column: 'Key', shows: ['B'] });
  expect(await hidden()).toEqual([true, false, true, true]);
  await office.host.playPerson({ does: 'clear filters', table: 'T_Filtered' });
  expect(await hidden()).toEqual([false, false, false, false]);
});

it('keeps rows hidden by a filter when rows and columns come and go', async () => {
  await makeTable('Moving', 'B2', rowsFor('Moving'));
  await office.host.playPerson({ does: 'filter table', table: 'T_Moving', column: 'Count', shows: ['2'] });
  await office.host.playPerson({ does: 'insert columns', sheetName: 'Moving', lines: 'C:C' });
  await office.host.playPerson({ does: 'insert rows', sheetName: 'Moving', lines: '1:1' });
  await office.host.playPerson({ does: 'delete table rows', table: 'T_Moving', at: 0, count: 1 });
  const hidden = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Moving');
    const rows = [4, 5, 6].map((row) => sheet.getRange(`B${row}`).load('values,rowHidden'));
    await context.sync();
    return rows.map((row) => [row.values[0]?.[0], row.rowHidden]);
  });
  expect(hidden).toEqual([
    ['B', true],
    ['a', true],
    ['c', false],
  ]);
});

it('says loudly what it cannot: filters by anything but values', async () => {
  await makeTable('Refused', 'B2', rowsFor('Refused'));
  const byNumber = await failure(() =>
    onTable('Refused', (table) => table.columns.getItem('Count').filter.applyTopItemsFilter(2)),
  );
  expect(byNumber.code).toBe('ApiNotImplemented');
  const custom = await failure(() =>
    onTable('Refused', (table) => table.columns.getItem('Count').filter.applyCustomFilter('>5')),
  );
  expect(custom.code).toBe('ApiNotImplemented');
});

it('keeps how a table looks', async () => {
  await makeTable('Looks', 'B2', rowsFor('Looks'));
  const look = await onTable('Looks', async (table, context) => {
    table.set({ style: 'TableStyleLight9', showBandedRows: false, showFilterButton: false });
    await context.sync();
    table.load('style,showBandedRows,showFilterButton,showHeaders,showTotals,highlightFirstColumn');
    await context.sync();
    const { style, showBandedRows, showFilterButton, showHeaders, showTotals, highlightFirstColumn } = table;
    return { style, showBandedRows, showFilterButton, showHeaders, showTotals, highlightFirstColumn };
  });
  expect(look).toEqual({
    style: 'TableStyleLight9',
    showBandedRows: false,
    showFilterButton: false,
    showHeaders: true,
    showTotals: false,
    highlightFirstColumn: false,
  });
});
