import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { SOON } from './pane-actions.ts';
import { type SheetCell, toGrid, type WorkbookWindow } from './workbook-window.ts';

/** The grid is one canvas: what stands where in it is worked out from its headers and the sizes of rows and columns. */
const HEADERS_PX = { row: 46, column: 20 };
const PX_A_POINT = 4 / 3;
/** The arrow that opens a heading's menu, from the right edge of its cell. */
const ARROW_PX = 10;
const FAR_PX = 10_000;
/** In the menu's item for inserting rows, which has a field for how many. */
const BESIDE_THE_NUMBER_PX = { x: 16, y: 12 };

/** Types into a cell with keys, and presses Enter; what comes of it is for the test to await. */
export async function typeText(window: WorkbookWindow, { sheet, address }: SheetCell, text: string): Promise<void> {
  await toGrid(window.page);
  await window.select(sheet, address);
  await window.page.keyboard.type(text);
  await window.page.keyboard.press('Enter');
}

/** Pastes text as another program leaves it on the clipboard: tabs between columns, line breaks between rows. */
export async function pasteText(window: WorkbookWindow, { sheet, address }: SheetCell, text: string): Promise<void> {
  const { page } = window;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await toGrid(page);
  await window.select(sheet, address);
  await page.keyboard.press('ControlOrMeta+V');
}

/** Deletes a row of the worksheet by the menu of its number; rows count from 1, and must be in sight. */
export async function deleteRow(window: WorkbookWindow, sheet: string, row: number): Promise<void> {
  const menu = await rowMenu(window, sheet, row);
  await menu.getByRole('button', { name: 'Delete Selected Row' }).click();
}

/** Inserts an empty row above another. */
export async function insertRowAbove(window: WorkbookWindow, sheet: string, row: number): Promise<void> {
  const menu = await rowMenu(window, sheet, row);
  await menu.getByRole('button').filter({ hasText: 'rows above' }).click({ position: BESIDE_THE_NUMBER_PX });
}

async function rowMenu(window: WorkbookWindow, sheet: string, row: number): Promise<Locator> {
  await showStart(window, sheet);
  const middle = { x: HEADERS_PX.row / 2, y: await middleOfRow(window, sheet, row) };
  await gridOf(window).click({ position: middle });
  await gridOf(window).click({ position: middle, button: 'right' });
  return window.page.locator('body');
}

/** Sorts a table by the menu of a column's heading. */
export async function sortTable(
  window: WorkbookWindow,
  heading: SheetCell,
  order: 'Ascending' | 'Descending',
): Promise<void> {
  await openHeadingMenu(window, heading);
  await window.page.getByText(order, { exact: true }).click();
}

/** Leaves only the rows in sight in which a column reads so, by the menu of its heading; one of the first five of its list. */
export async function filterTable(window: WorkbookWindow, heading: SheetCell, shown: string): Promise<void> {
  const { page } = window;
  await openHeadingMenu(window, heading);
  await page.getByText('Select All', { exact: true }).click();
  await page.locator('#grid').getByText(shown, { exact: true }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
}

async function openHeadingMenu(window: WorkbookWindow, { sheet, address }: SheetCell): Promise<void> {
  await showStart(window, sheet);
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const columns = letters.charCodeAt(0) - 64; // the first of them are in sight only
  const widths = await sizesOf(window, sheet, 'columnWidth', columns);
  const x = HEADERS_PX.row + widths.reduce((sum, width) => sum + width, 0) - ARROW_PX;
  await gridOf(window).click({ position: { x, y: await middleOfRow(window, sheet, Number(row)) } });
}

/** Turns the mouse's wheel until the sheet's first cell is in sight. */
async function showStart(window: WorkbookWindow, sheet: string): Promise<void> {
  await window.select(sheet, 'A1');
  await gridOf(window).hover();
  await window.page.mouse.wheel(-FAR_PX, -FAR_PX);
}

const gridOf = ({ page }: WorkbookWindow): Locator => page.locator('#grid canvas').last();

async function middleOfRow(window: WorkbookWindow, sheet: string, row: number): Promise<number> {
  const heights = await sizesOf(window, sheet, 'rowHeight', row);
  const above = heights.slice(0, -1).reduce((sum, height) => sum + height, 0);
  return HEADERS_PX.column + above + (heights.at(-1) ?? 0) / 2;
}

/** In pixels, of the first rows or columns of a sheet. */
async function sizesOf(
  { page }: WorkbookWindow,
  sheet: string,
  which: 'rowHeight' | 'columnWidth',
  count: number,
): Promise<number[]> {
  const points = await page.evaluate(
    ([name, property, last]) =>
      Excel.run(async (context) => {
        const worksheet = context.workbook.worksheets.getItem(name);
        const formats = Array.from({ length: last }, (_, at) =>
          (property === 'rowHeight' ? worksheet.getCell(at, 0) : worksheet.getCell(0, at)).format.load(property),
        );
        await context.sync();
        return formats.map((format) => format[property]);
      }),
    [sheet, which, count] as const,
  );
  return points.map((size) => size * PX_A_POINT);
}

/** Waits for the grid's own refusal of what was typed, and closes it. */
export async function refusedByGrid({ page }: WorkbookWindow): Promise<string> {
  const dialog = page.getByRole('dialog').filter({ hasText: 'Error' });
  await expect.poll(() => dialog.isVisible(), SOON).toBe(true);
  const told = await dialog.innerText();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return told;
}
