import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeText } from '../support/grid-actions.ts';
import { insertTable, openTab, paneOf, press, SOON, textOf } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { cellsOfRow, placeOf, tableRows } from '../support/table-cells.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

// Slides of 31 October 2022, slide 22, "FCIR Performance – 999 Calls"; the percentages of its totals are worked out
const SLIDE_22 = `
Q1 2022/23 | Apr-22 | 29,188 | 28,967 | 99.2% | 19,802 | 67.8% | 221 | 0.8%
Q1 2022/23 | May-22 | 32,193 | 31,967 | 99.3% | 21,541 | 66.9% | 226 | 0.7%
Q1 2022/23 | Jun-22 | 33,054 | 32,567 | 98.5% | 20,275 | 61.3% | 487 | 1.5%
Total Q1 | 2022/23 | 94,435 | 93,501 | 99.0% | 61,618 | 65.2% | 934 | 1.0%
Q2 2022/23 | Jul-22 | 38,069 | 37,261 | 97.9% | 22,122 | 58.1% | 808 | 2.1%
Q2 2022/23 | Aug-22 | 35,634 | 35,221 | 98.8% | 24,244 | 68.0% | 413 | 1.2%
Q2 2022/23 | Sep-22 | 31,316 | 30,947 | 98.8% | 20,089 | 64.1% | 369 | 1.2%
Total Q2 | 2022/23 | 105,019 | 103,429 | 98.5% | 66,455 | 63.3% | 1,590 | 1.5%
Q2 change on Q1 | 2022/23 | +10,584
Q2 % change on Q1 | 2022/23 | 11.2%`;

// Slide 23, "FCIR Performance – 101 Calls"
const SLIDE_23 = `
Q1 2022/23 | Apr-22 | 27,123 | 19,464 | 71.8% | 7,273 | 26.8% | 7,659 | 28.2%
Q1 2022/23 | May-22 | 29,759 | 23,379 | 78.6% | 10,076 | 33.9% | 6,380 | 21.4%
Q1 2022/23 | Jun-22 | 30,979 | 18,604 | 60.1% | 5,363 | 17.3% | 12,375 | 39.9%
Total Q1 | 2022/23 | 87,861 | 61,447 | 69.9% | 22,712 | 25.8% | 26,414 | 30.1%
Q2 2022/23 | Jul-22 | 29,816 | 13,385 | 44.9% | 2,669 | 9.0% | 16,431 | 55.1%
Q2 2022/23 | Aug-22 | 28,524 | 19,406 | 68.0% | 8,004 | 28.1% | 9,118 | 32.0%
Q2 2022/23 | Sep-22 | 27,418 | 15,743 | 57.4% | 4,768 | 17.4% | 11,675 | 42.6%
Total Q2 | 2022/23 | 85,758 | 48,534 | 56.6% | 15,441 | 18.0% | 37,224 | 43.4%
Q2 change on Q1 | 2022/23 | -2,103
Q2 % change on Q1 | 2022/23 | -2.4%`;

let preview: PreviewUnderTest;
let asha: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
});

afterAll(() => preview?.close());

/** Opens the pane's form for a table. */
async function chooseTable(title: string): Promise<void> {
  await openTab(asha, 'Tables');
  await press(asha, 'Insert a table…');
  await paneOf(asha).getByLabel('Table', { exact: true }).selectOption(title);
}

const insertButton = () => paneOf(asha).getByRole('button', { name: 'Insert', exact: true });

/** A table's body as people read it, without the columns at its edges (key and Sync), as the slides are written here. */
const printed = (table: string) =>
  asha.page.evaluate(
    (name) =>
      Excel.run(async (context) => {
        const body = context.workbook.tables.getItem(name).getDataBodyRange().load('text');
        await context.sync();
        const lines = body.text.map((cells) => cells.slice(1, -1).join(' | '));
        return lines.map((line) => line.replace(/( \| )+$/, '')).join('\n');
      }),
    table,
  );

describe('the tables that the pane inserts', () => {
  it('[T1] [T7] the plan: a row for each AFI, on a sheet of its own, with formats, lists and a grey key', async () => {
    await insertTable(asha, 'Improvement plan');
    const rows = await tableRows(asha, 'PEEL_Plan');
    expect([...rows.keys()]).toEqual(Array.from({ length: 19 }, (_, at) => `afi/${at + 1}`));
    expect(rows.get('afi/7')).toMatchObject({
      AFI: 7,
      Status: 'In progress',
      'Inspection area': 'Responding to the public',
      'Lead office': 'Force Control and Incident Room',
      Sync: 'Synced',
    });
    expect(await asha.text('Improvement plan', 'E10')).toBe('31 Dec 2022');
    const looks = await asha.page.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem('Improvement plan');
        const frozen = sheet.freezePanes.getLocationOrNullObject().load('address');
        const { fill } = sheet.getRange('A10').format;
        fill.load('color');
        const { dataValidation } = sheet.getRange('D10').load('dataValidation/rule');
        await context.sync();
        return { frozen: frozen.address, key: fill.color, status: dataValidation.rule.list?.source };
      }),
    );
    expect(looks).toEqual({
      frozen: "'Improvement plan'!1:3",
      key: '#EDEDED',
      status: 'Not started,In progress,Force complete,Submitted to HMICFRS,Discharged,Returned',
    });
  });

  it.each([
    ['999', SLIDE_22],
    ['101', SLIDE_23],
  ])('[T2] %s calls: the figures of the slides, the quarters as formulas', async (channel, slide) => {
    await insertTable(asha, `${channel} calls`);
    const table = `PEEL_Calls_${channel}`;
    await expect.poll(() => printed(table), SOON).toBe(slide.trim());
    const { sheet, address } = await placeOf(asha, table, 'total/Q2 2022/23', 'Received');
    const total = await asha.page.evaluate(
      ([name, cell]) =>
        Excel.run(async (context) => {
          const range = context.workbook.worksheets.getItem(name).getRange(cell).load('formulas');
          await context.sync();
          return range.formulas[0]?.[0];
        }),
      [sheet, address] as const,
    );
    expect(total).toBe(`=PEEL.CALLTOTAL("${channel}","Q2 2022/23","Received")`);
  });

  it('[T3] VAWG: a row for each category and rolling quarter', async () => {
    await insertTable(asha, 'VAWG');
    expect((await tableRows(asha, 'PEEL_VAWG')).size).toBe(10);
    expect((await printed('PEEL_VAWG')).split('\n')).toContain(
      'Force | Sep-22 | 11,799 | -1,182 | -9.1% | 24.3% | -5.4 | 5.0% | +0.6 | Yes',
    );
  });

  it('[T4] [T5] measures and meeting actions: a row for each reading, and for each action', async () => {
    await insertTable(asha, 'Measures');
    await insertTable(asha, 'Meeting actions');
    expect((await tableRows(asha, 'PEEL_Measures')).size).toBe(162);
    expect((await tableRows(asha, 'PEEL_Meeting_Actions')).size).toBe(19);
    const cells = ['Board', 'Given to', 'State', 'Sync'];
    expect(
      await cellsOfRow(asha, 'PEEL_Meeting_Actions', 'meeting-action/police-and-crime-panel/2022-09-27/1', ...cells),
    ).toEqual(['Kent and Medway Police and Crime Panel', 'Commissioner', 'Open', 'Synced']);
    for (const title of ['Improvement plan', '999 calls', '101 calls', 'VAWG', 'Measures', 'Meeting actions'])
      expect(await paneOf(asha).getByRole('article', { name: title }).innerText()).toContain('Synced');
  });

  it('[T8] [T9] a second plan of chosen columns at the selected cell, but not over cells that hold something', async () => {
    await asha.select('Try it', 'A1');
    await chooseTable('Improvement plan');
    await press(asha, 'None');
    for (const column of ['AFI', 'Status']) await paneOf(asha).getByLabel(column, { exact: true }).check();
    await paneOf(asha).getByLabel('From the selected cell down and to the right').check();
    await insertButton().click();
    await expect.poll(() => textOf(asha), SOON).toContain('A1 is not empty. Select a cell with room for 22 rows');
    await asha.select('Try it', 'H4');
    await insertButton().click();
    await expect.poll(() => textOf(asha), SOON).toContain('Improvement plan inserted at Try it!H6');

    expect(await asha.values('Try it', 'H6:K6')).toEqual([['Key', 'AFI', 'Status', 'Sync']]);
    const status = await placeOf(asha, 'PEEL_Plan_2', 'afi/9', 'Status');
    await typeText(asha, status, 'Force complete');
    for (const table of ['PEEL_Plan_2', 'PEEL_Plan'])
      await expect
        .poll(() => cellsOfRow(asha, table, 'afi/9', 'Status', 'Sync'), SOON)
        .toEqual(['Force complete', 'Synced']);
    expect(await cellsOfRow(asha, 'PEEL_Plan', 'afi/9', 'RAG')).toEqual(['Complete']);
  });

  it('[T6] the ribbon inserts the same at once, on a sheet of its own', async () => {
    await asha.page.getByRole('button', { name: 'Insert table', exact: true }).click();
    await asha.page.getByRole('menuitem', { name: 'VAWG' }).click();
    await expect.poll(() => textOf(asha), SOON).toContain('PEEL_VAWG_2');
    await expect
      .poll(() => cellsOfRow(asha, 'PEEL_VAWG_2', 'vawg-period/force/2022-09', 'Recorded', 'Sync'), SOON)
      .toEqual([11_799, 'Synced']);
    expect((await placeOf(asha, 'PEEL_VAWG_2', 'Key', 'Key')).sheet).toBe('VAWG 2');
    expect(asha.errors).toEqual([]);
  });
});
