// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

let office: HeadlessOffice;
let onSheet: Excel.WorksheetChangedEventArgs[] = [];
let onWorkbook: Excel.WorksheetChangedEventArgs[] = [];
let onTable: Excel.TableChangedEventArgs[] = [];

beforeAll(async () => {
  office = await bootHeadlessOffice({ functions: { functions: [] }, namespace: 'PEEL' });
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('A1:B3').values = [
      ['AFI', 'Status'],
      [7, 'In progress'],
      [8, 'Not started'],
    ];
    const table = sheet.tables.add('A1:B3', true);
    await context.sync();
    sheet.onChanged.add(async (args) => void onSheet.push(args));
    table.onChanged.add(async (args) => void onTable.push(args));
    context.workbook.worksheets.onChanged.add(async (args) => void onWorkbook.push(args));
    await context.sync();
  });
});
afterAll(() => office.host.dispose());
beforeEach(() => {
  onSheet = [];
  onWorkbook = [];
  onTable = [];
});

function typeInto(address: string, value: string | number): void {
  office.grid.workbook.getActiveSheet().getRange(address).setValue(value);
}

async function eventsOnSheet(count: number): Promise<Excel.WorksheetChangedEventArgs[]> {
  await vi.waitFor(() => expect(onSheet).toHaveLength(count));
  return onSheet;
}

it("tells a person's edit with the value before and after, on the sheet, the table and the workbook", async () => {
  typeInto('B2', 'Force complete');
  const [event] = await eventsOnSheet(1);
  expect(event).toMatchObject({
    type: 'WorksheetChanged',
    changeType: 'RangeEdited',
    address: 'B2',
    source: 'Local',
    triggerSource: 'Unknown',
    details: { valueBefore: 'In progress', valueAfter: 'Force complete' },
  });
  await vi.waitFor(() => expect([onTable.length, onWorkbook.length]).toEqual([1, 1]));
  expect(onTable[0]).toMatchObject({ type: 'TableChanged', address: 'B2', tableId: expect.any(String) });
});

it('gives the range of an event when asked for it later', async () => {
  typeInto('B3', 'In progress');
  const [event] = await eventsOnSheet(1);
  const read = await Excel.run(async (context) => {
    const range = event?.getRange(context).load('address,values');
    await context.sync();
    return [range?.address, range?.values];
  });
  expect(read).toEqual(['Sheet1!B3', [['In progress']]]);
});

it("marks the add-in's own writes, one event for each, in the order of the batch", async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('D1:E2').values = [
      [1, 2],
      [3, 4],
    ];
    sheet.getRange('D9').values = [[5]];
    sheet.getRange('D1').format.fill.color = '#FF0000';
    await context.sync();
  });
  const events = await eventsOnSheet(2);
  expect(events.map(({ address, triggerSource }) => [address, triggerSource])).toEqual([
    ['D1:E2', 'ThisLocalAddin'],
    ['D9', 'ThisLocalAddin'],
  ]);
  expect(onTable).toEqual([]);
});

it("says that a co-author's edit is remote", async () => {
  office.host.playCoauthor({ sheetName: 'Sheet1', address: 'B2:B3', values: [['Discharged'], ['Discharged']] });
  const [event] = await eventsOnSheet(1);
  expect(event).toMatchObject({ address: 'B2:B3', source: 'Remote', triggerSource: 'Unknown' });
  expect(office.grid.workbook.getActiveSheet().getRange('B3').getValue()).toBe('Discharged');
});

it('raises nothing for what formulas calculate, nor for formats', async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('G1').formulas = [['=A2*2']];
    await context.sync();
  });
  await eventsOnSheet(1);
  office.grid.workbook.getActiveSheet().getRange('A2').setFontWeight('bold');
  typeInto('A2', 9);
  const events = await eventsOnSheet(2);
  await office.host.calculationSettled();
  expect(office.grid.workbook.getActiveSheet().getRange('G1').getValue()).toBe(18);
  expect(events.map((event) => event.address)).toEqual(['G1', 'A2']);
});

it('tells of inserted and deleted rows', async () => {
  office.grid.workbook.getActiveSheet().insertRowAfter(11);
  office.grid.workbook.getActiveSheet().deleteRows(11, 2);
  const events = await eventsOnSheet(2);
  expect(events.map(({ changeType, address }) => [changeType, address])).toEqual([
    ['RowInserted', '13:13'],
    ['RowDeleted', '12:13'],
  ]);
});

it('stops when the handler is removed', async () => {
  const seen: string[] = [];
  const registration = await Excel.run(async (context) => {
    const added = context.workbook.worksheets.getItem('Sheet1').onSelectionChanged.add(async (args) => {
      seen.push(args.address);
    });
    await context.sync();
    return added;
  });
  const sheet = office.grid.workbook.getActiveSheet();
  sheet.getRange('C4:D5').activate();
  await vi.waitFor(() => expect(seen).toEqual(['C4:D5']));
  await Excel.run(registration.context, async (context) => {
    registration.remove();
    await context.sync();
  });
  sheet.getRange('A1').activate();
  await vi.waitFor(() => expect(office.host.selectedCell().address).toBe('A1'));
  expect(seen).toEqual(['C4:D5']);
});
