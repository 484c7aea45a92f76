// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, expect, it } from 'vitest';
import { emptyWorkbook } from '../../../../addin/preview/host/univer-grid.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { onTable, seeTable } from './table-driver.ts';

let office: HeadlessOffice | undefined;
afterAll(() => office?.host.dispose());

it('tables of a saved workbook keep the ids of their columns, and give none of them again', async () => {
  const snapshot = emptyWorkbook(['Plan']);
  const cellData = { 1: { 1: { v: 'Key', t: 1 }, 2: { v: 'Note', t: 1 } }, 2: { 1: { v: 'a', t: 1 } } };
  Object.assign(snapshot.sheets['sheet-1'] ?? {}, { cellData });
  const column = (id: string, displayName: string): object => ({
    id,
    displayName,
    dataType: 'none',
    meta: {},
    style: {},
  });
  const table = {
    id: 'table-4',
    name: 'TˍPlan',
    range: { startRow: 1, startColumn: 1, endRow: 2, endColumn: 2 },
    options: { showHeader: true },
    filters: { tableColumnFilterList: [] },
    columns: [column('1', 'Key'), column('3', 'Note')],
    meta: { nextColumnId: 7 },
  };
  const resources = [{ name: 'SHEET_TABLE_PLUGIN', data: JSON.stringify({ 'sheet-1': { tables: [table] } }) }];
  office = await bootHeadlessOffice({
    functions: { functions: [] },
    namespace: 'PEEL',
    snapshot: { ...snapshot, resources },
  });
  expect(await seeTable('Plan')).toMatchObject({ address: 'Plan!B2:C3', ids: [1, 3], headings: ['Key', 'Note'] });
  await onTable('Plan', (found) => void found.columns.add(1, undefined, 'New'));
  expect(await seeTable('Plan')).toMatchObject({ ids: [1, 7, 3], headings: ['Key', 'New', 'Note'] });
  const newTable = await Excel.run(async (context) => {
    const made = context.workbook.tables.add('Plan!H1:I2', true).load('id');
    await context.sync();
    return made.id;
  });
  expect(newTable).toBe('table-5');
});
