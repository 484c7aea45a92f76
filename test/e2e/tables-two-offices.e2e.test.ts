import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteRow, filterTable, insertRowAbove, sortTable, typeText } from '../support/grid-actions.ts';
import { insertTable, openTab, paneOf, press, SOON, textOf } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { cellsOfRow, isHidden, placeOf, rowNumber, tableRows } from '../support/table-cells.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const PLAN = 'PEEL_Plan';
const PLAN_SHEET = 'Improvement plan';
const CALLS = 'PEEL_Calls_101';
const CALLS_SHEET = '101 calls';
const OCTOBER = 'call-month/101/2022-10';

let preview: PreviewUnderTest;
let asha: WorkbookWindow;
let maria: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
  maria = await openWorkbook(preview.browser, preview.origin, 'maria');
  for (const window of [asha, maria]) await insertTable(window, 'Improvement plan');
});

afterAll(() => preview?.close());

const inPlan =
  (window: WorkbookWindow, key: string, ...headings: string[]) =>
  () =>
    cellsOfRow(window, PLAN, key, ...headings);
const keysOf = async (window: WorkbookWindow, table: string) => [...(await tableRows(window, table)).keys()];
const firstKeys = async (window: WorkbookWindow) => (await keysOf(window, PLAN)).slice(0, 2);
const typeInPlan = async (window: WorkbookWindow, key: string, heading: string, text: string): Promise<void> =>
  typeText(window, await placeOf(window, PLAN, key, heading), text);

describe('two offices with the plan in their workbooks', () => {
  it('[T11] a status typed into the plan table is in the other office’s table, cell and pane', async () => {
    await maria.type('Try it', 'B40', '=PEEL.AFISTATUS(7)');
    await typeInPlan(asha, 'afi/7', 'Status', 'Force complete');
    await expect.poll(inPlan(asha, 'afi/7', 'Status', 'Sync'), SOON).toEqual(['Force complete', 'Synced']);
    await expect.poll(inPlan(maria, 'afi/7', 'Status', 'Sync'), SOON).toEqual(['Force complete', 'Synced']);
    await expect.poll(() => maria.value('Try it', 'B40'), SOON).toBe('Force complete');
    await openTab(maria, 'Plan');
    const row = paneOf(maria).locator('[data-record="afi/7"]');
    await expect.poll(() => row.innerText(), SOON).toContain('Force complete');
  });

  it('[T12] [T13] a sorted table gets the other office’s change in the right row', async () => {
    await sortTable(maria, await placeOf(maria, PLAN, 'Key', 'AFI'), 'Descending');
    await expect.poll(() => firstKeys(maria), SOON).toEqual(['afi/19', 'afi/18']);
    await typeInPlan(asha, 'afi/7', 'Note', 'After the sort');
    await expect.poll(inPlan(maria, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['After the sort', 'Synced']);
    await typeInPlan(maria, 'afi/7', 'Note', 'Sorted as I like it');
    await expect.poll(inPlan(asha, 'afi/7', 'Note'), SOON).toEqual(['Sorted as I like it']);
    expect(await firstKeys(maria)).toEqual(['afi/19', 'afi/18']);
  });

  it('[T14] a filtered table follows in the rows that are out of sight, and stays filtered', async () => {
    await filterTable(asha, await placeOf(asha, PLAN, 'Key', 'AFI'), '3');
    await typeInPlan(maria, 'afi/8', 'Note', 'Out of sight');
    await expect.poll(inPlan(asha, 'afi/8', 'Note', 'Sync'), SOON).toEqual(['Out of sight', 'Synced']);
    expect(await isHidden(asha, await placeOf(asha, PLAN, 'afi/8', 'Key'))).toBe(true);
    expect(await isHidden(asha, await placeOf(asha, PLAN, 'afi/3', 'Key'))).toBe(false);
  });

  it('[T15] a month that is filled into an inserted row is a new record for all', async () => {
    for (const window of [asha, maria]) await insertTable(window, '101 calls');
    const row = await rowNumber(asha, CALLS, 'change/Q2 2022/23');
    await insertRowAbove(asha, CALLS_SHEET, row);
    await expect.poll(() => rowNumber(asha, CALLS, 'change/Q2 2022/23'), SOON).toBe(row + 1);
    const filled = { C: 'Oct-22', D: '30000', E: '20000', G: '9000' };
    for (const [column, text] of Object.entries(filled))
      await typeText(asha, { sheet: CALLS_SHEET, address: `${column}${row}` }, text);
    await expect.poll(() => asha.value(CALLS_SHEET, `K${row}`), SOON).toMatch(/New: fill in Not answered/);
    await typeText(asha, { sheet: CALLS_SHEET, address: `I${row}` }, '10000');
    await expect
      .poll(() => cellsOfRow(maria, CALLS, OCTOBER, 'Received', '% answered', 'Sync'), SOON)
      .toEqual([30_000, 2 / 3, 'Synced']);
    expect((await keysOf(maria, CALLS)).at(-1)).toBe(OCTOBER);
    expect(await asha.values(CALLS_SHEET, `A${row}:B${row}`)).toEqual([[OCTOBER, 'Q3 2022/23']]);
  });

  it('[T16] a deleted row is asked about: put back, and deleted for all by the manager', async () => {
    await deleteRow(maria, PLAN_SHEET, await rowNumber(maria, PLAN, 'afi/17'));
    await openTab(maria, 'Tables');
    await expect.poll(() => textOf(maria), SOON).toContain('Deleted rows (1)');
    await press(maria, 'Put 1 row back');
    await expect.poll(inPlan(maria, 'afi/17', 'AFI', 'Sync'), SOON).toEqual([17, 'Synced']);
    expect(await textOf(maria)).not.toContain('Deleted rows');

    await deleteRow(maria, PLAN_SHEET, await rowNumber(maria, PLAN, 'afi/16'));
    await press(maria, 'Delete 1 record…');
    await paneOf(maria).getByLabel('Why is it deleted?').fill('Merged into AFI 15');
    await paneOf(maria).getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(inPlan(asha, 'afi/16', 'Sync'), SOON).toBeUndefined();
    expect(await keysOf(asha, PLAN)).toHaveLength(18);
    expect([...asha.errors, ...maria.errors]).toEqual([]);
  });
});
