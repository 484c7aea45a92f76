import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  comeBack,
  editAfi,
  goOffline,
  insertTable,
  openTab,
  paneOf,
  press,
  SOON,
  textOf,
} from '../support/pane-actions.ts';
import { looksRight, THEMES } from '../support/pane-looks.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

const open = (person: string, media = {}) => openWorkbook(preview.browser, preview.origin, person, media);
const dialogOf = (window: WorkbookWindow) => paneOf(window).getByRole('dialog');
const headingOf = (window: WorkbookWindow, title: string) =>
  paneOf(window).getByRole('button', { name: title, exact: true });

/** Puts a value into the cell of a record's row, past what the grid itself lets people type; the next Refresh reads it. */
const enter = ({ page }: WorkbookWindow, table: string, key: string, heading: string, value: string) =>
  page.evaluate(
    ([name, id, column, content]) =>
      Excel.run(async (context) => {
        const found = context.workbook.tables.getItem(name);
        const headings = found.getHeaderRowRange().load('values');
        const body = found.getDataBodyRange().load('values');
        await context.sync();
        const row = body.values.findIndex(([first]) => first === id);
        const at = headings.values[0]?.indexOf(column) ?? -1;
        if (row < 0 || at < 0) throw new Error(`${name} has no ${column} of ${id}`);
        body.getCell(row, at).values = [[content]];
        await context.sync();
      }),
    [table, key, heading, value] as const,
  );

/** Deletes the row of a record, as a person does. */
const deleteRow = ({ page }: WorkbookWindow, table: string, key: string) =>
  page.evaluate(
    ([name, id]) =>
      Excel.run(async (context) => {
        const found = context.workbook.tables.getItem(name);
        const body = found.getDataBodyRange().load('values');
        await context.sync();
        found.rows.getItemAt(body.values.findIndex(([first]) => first === id)).delete();
        await context.sync();
      }),
    [table, key] as const,
  );

describe.each(Object.entries(THEMES))('the pane’s tables in the %s theme', (theme, { background: _, ...media }) => {
  it('fit at 320, 400 and 640 px and have no accessibility fault', async () => {
    const [dana, maria] = [await open('dana'), await open('maria', media)];
    const { page } = maria;
    await openTab(maria, 'Tables');
    await looksRight(page, 'no table');
    await press(maria, 'Insert a table…');
    await paneOf(maria).getByLabel('Table', { exact: true }).waitFor();
    await looksRight(page, 'insert form');
    await press(maria, 'All tables');
    await insertTable(maria, 'Improvement plan');
    await looksRight(page, 'a table');

    await goOffline(maria);
    await openTab(maria, 'Tables');
    await enter(maria, 'PEEL_Plan', 'afi/7', 'Status', 'Force complete');
    await enter(maria, 'PEEL_Plan', 'afi/8', 'Status', 'Finished');
    await deleteRow(maria, 'PEEL_Plan', 'afi/9');
    await press(maria, 'Refresh all tables');
    for (const told of ['1 waiting', '1 refused', '1 row deleted'])
      await expect.poll(() => textOf(maria), SOON).toContain(told);
    await editAfi(dana, 7, { status: theme === 'dark' ? 'In progress' : 'Not started' });
    await comeBack(dana);
    await comeBack(maria);
    await openTab(maria, 'Tables');
    await expect.poll(() => textOf(maria), SOON).toContain('1 conflict');
    await looksRight(page, 'a table that asks');
    await press(maria, 'Delete 1 record…');
    await looksRight(page, 'delete dialog');
    await page.keyboard.press('Escape');
    await press(maria, /^Release table/);
    await looksRight(page, 'release dialog');
    await page.keyboard.press('Escape');
    await press(maria, 'Put back: AFI 8');
    await press(maria, 'Put 1 row back');
    await press(maria, /^Take theirs: AFI 7/);
    await expect.poll(() => textOf(maria), SOON).toContain('Synced');
    for (const window of [dana, maria]) await window.close();
  });
});

const keysOf = ({ page }: WorkbookWindow, table: string) =>
  page.evaluate(
    (name) =>
      Excel.run(async (context) => {
        const body = context.workbook.tables.getItem(name).getDataBodyRange().load('values');
        await context.sync();
        return body.values.map(([key]) => String(key));
      }),
    table,
  );

describe('what a table asks, answered in the pane', () => {
  it('[T16] deleted rows: one record is deleted for every office with a reason, the other row comes back', async () => {
    const [maria, asha] = [await open('maria'), await open('asha')];
    for (const window of [maria, asha]) await insertTable(window, 'Improvement plan');
    for (const key of ['afi/15', 'afi/16']) await deleteRow(maria, 'PEEL_Plan', key);
    await press(maria, 'Refresh all tables');
    await expect.poll(() => textOf(maria), SOON).toContain('2 rows were deleted from PEEL_Plan');
    await paneOf(maria).getByRole('checkbox', { name: 'AFI 16' }).uncheck();
    await press(maria, 'Delete 1 record…');
    await dialogOf(maria).getByRole('textbox').fill('The same as AFI 14');
    await dialogOf(maria).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => keysOf(asha, 'PEEL_Plan'), SOON).not.toContain('afi/15');
    expect(await keysOf(asha, 'PEEL_Plan')).toContain('afi/16');
    await press(maria, 'Put 1 row back');
    await expect.poll(() => keysOf(maria, 'PEEL_Plan'), SOON).toContain('afi/16');
    await openTab(asha, 'Plan');
    await press(asha, /^Deleted/);
    await expect.poll(() => textOf(asha), SOON).toContain('Reason: The same as AFI 14');
    for (const window of [maria, asha]) {
      expect(window.errors).toEqual([]);
      await window.close();
    }
  });

  it('[T25] all conflicts at once', async () => {
    const [maria, dana] = [await open('maria'), await open('dana')];
    await insertTable(maria, 'Improvement plan');
    await goOffline(maria);
    await openTab(maria, 'Tables');
    for (const key of ['afi/17', 'afi/18']) await enter(maria, 'PEEL_Plan', key, 'Status', 'Force complete');
    await press(maria, 'Refresh all tables');
    await expect.poll(() => textOf(maria), SOON).toContain('2 waiting');
    for (const number of [17, 18]) await editAfi(dana, number, { status: 'Not started' });
    await comeBack(dana);
    await comeBack(maria);
    await openTab(maria, 'Tables');
    await expect.poll(() => textOf(maria), SOON).toContain('2 conflicts');
    await press(maria, /^Keep all mine/);
    expect(await dialogOf(maria).innerText()).toContain('Keep mine in 2 conflicts?');
    await dialogOf(maria).getByRole('button', { name: 'Keep all mine', exact: true }).click();
    await expect.poll(() => textOf(maria), SOON).toContain('Synced');
    for (const number of [17, 18]) {
      await openTab(dana, 'Plan');
      const row = paneOf(dana).locator(`[data-record="afi/${number}"]`);
      await expect.poll(() => row.innerText(), SOON).toContain('Force complete');
    }
    for (const window of [maria, dana]) await window.close();
  });

  it('[T44] the workbook loads the add-in for whoever opens it, once somebody says so', async () => {
    const asha = await open('asha');
    await openTab(asha, 'Tables');
    const startup = () => asha.page.evaluate(() => Office.addin.getStartupBehavior());
    const choice = paneOf(asha).getByRole('switch', { name: 'Load PEEL when this workbook opens' });
    // drawn as changed once the workbook has kept it
    if (await choice.isChecked()) await choice.click();
    await expect.poll(startup, SOON).toBe('None');
    await expect.poll(() => choice.isChecked(), SOON).toBe(false);
    await choice.click();
    await expect.poll(startup, SOON).toBe('Load');
    await expect.poll(() => choice.isChecked(), SOON).toBe(true);
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});

describe('the Tables tab', () => {
  it('leads to a table and to a refused cell, and keeps the focus when what had it has gone', async () => {
    const maria = await open('maria');
    const { page } = maria;
    await insertTable(maria, 'Improvement plan');
    await enter(maria, 'PEEL_Plan', 'afi/8', 'Status', 'Finished');
    await press(maria, 'Refresh all tables');
    await press(maria, /^Go to cell .*AFI 8, Status/);
    const selected = () =>
      page.evaluate(() =>
        Excel.run(async (context) => {
          const cell = context.workbook.getSelectedRange().load('values');
          await context.sync();
          return cell.values;
        }),
      );
    await expect.poll(selected, SOON).toEqual([['Finished']]);
    const putBack = paneOf(maria).getByRole('button', { name: 'Put back: AFI 8' });
    await putBack.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => putBack.count(), SOON).toBe(0);
    expect(await headingOf(maria, 'Improvement plan').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
    await expect.poll(selected, SOON).toEqual([['In progress']]);
    expect(maria.errors).toEqual([]);
    await maria.close();
  });

  it('[T6] hears of a table that the ribbon’s menu inserted, by keyboard', async () => {
    const asha = await open('asha');
    const { page } = asha;
    const menu = page.getByRole('button', { name: 'Insert table', exact: true });
    await menu.focus();
    await page.keyboard.press('Enter');
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await openTab(asha, 'Tables');
    await expect.poll(() => textOf(asha), SOON).toContain('PEEL_Calls_101');
    await expect.poll(() => textOf(asha), SOON).toContain('101 calls: inserted on a new worksheet.');
    expect(await menu.evaluate((button) => button === document.activeElement)).toBe(false);
    await headingOf(asha, '101 calls').click();
    await press(asha, /^Release table/);
    await dialogOf(asha).getByRole('button', { name: 'Release', exact: true }).click();
    await expect.poll(() => textOf(asha), SOON).toContain('PEEL_Calls_101 is released');
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});
