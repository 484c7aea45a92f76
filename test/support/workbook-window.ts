import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

const OPENS_WITHIN_MS = 60_000;
/** Somewhere among the cells of a grid that is at least 300 px wide and high. */
const A_CELL_PX = { x: 200, y: 200 };
const EDIT_IS_TAKEN = { timeout: 20_000, interval: 50 };

type CellContent = string | number | boolean;

/** A cell, or cells, of a worksheet: `B7`. */
export interface SheetCell {
  readonly sheet: string;
  readonly address: string;
}

/** Brings the keys from the pane to the grid. */
export const toGrid = (page: Page): Promise<void> => page.locator('#grid').click({ position: A_CELL_PX });

/** One person's browser window with the preview workbook, driven as a person drives it. */
export interface WorkbookWindow {
  readonly page: Page;
  /** What the browser's console reported as an error, and failed requests. */
  readonly errors: readonly string[];
  /** Selects a cell, types a formula that ends in a bracket with real keys, presses Enter, and waits until the grid has taken it. */
  type(sheet: string, address: string, formula: string): Promise<void>;
  select(sheet: string, address: string): Promise<void>;
  /** Adds a sheet and puts formulas and values into it, a row each in column A, all at once as a paste does. */
  addSheet(name: string, column?: readonly CellContent[]): Promise<void>;
  value(sheet: string, address: string): Promise<CellContent>;
  /** The values of a range, by its address, row by row. */
  values(sheet: string, address: string): Promise<CellContent[][]>;
  text(sheet: string, address: string): Promise<string>;
  /** What stands below the grid while a cell is selected: why it fails. */
  message(sheet: string, address: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens the preview as one of its people, in a profile of its own; `prepare` has the page before it loads. */
export async function openWorkbook(
  browser: Browser,
  origin: string,
  person: string,
  media: Pick<BrowserContextOptions, 'colorScheme' | 'forcedColors'> = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<WorkbookWindow> {
  const context = await browser.newContext({
    viewport: { width: 1500, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...media,
  });
  return await openWorkbookIn(context, origin, person, prepare);
}

/** Opens another workbook beside those that a person has open: in the same profile, as a second Excel window is. */
export async function openWorkbookIn(
  context: BrowserContext,
  origin: string,
  person: string,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<WorkbookWindow> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (entry) => {
    if (entry.type() === 'error') errors.push(entry.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('requestfailed', (request) => errors.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  await prepare(page);
  await page.goto(`${origin}/?user=${person}`);
  await page.waitForSelector('html[data-ready="true"]', { timeout: OPENS_WITHIN_MS, state: 'attached' });

  const select = async (sheet: string, address: string): Promise<void> => {
    await page.evaluate(
      ([name, cell]) =>
        Excel.run(async (context) => {
          const worksheet = context.workbook.worksheets.getItem(name);
          worksheet.activate();
          worksheet.getRange(cell).select();
          await context.sync();
        }),
      [sheet, address] as const,
    );
  };
  const readAll = (sheet: string, address: string, property: 'values' | 'text' | 'formulas') =>
    page.evaluate(
      ([name, cells, which]) =>
        Excel.run(async (context) => {
          const range = context.workbook.worksheets.getItem(name).getRange(cells).load(which);
          await context.sync();
          return range[which] as CellContent[][];
        }),
      [sheet, address, property] as const,
    );
  const read = async (...cell: Parameters<typeof readAll>) => (await readAll(...cell))[0]?.[0] as CellContent;
  return {
    page,
    errors,
    select,
    async type(sheet, address, formula) {
      await toGrid(page);
      await select(sheet, address);
      const help = page.locator('#grid [data-u-comp="rect-popup"]');
      await page.keyboard.type(formula.slice(0, -1));
      // the list of functions gives way to the arguments' help, which the last bracket closes; an Enter before that picks
      // from the list instead
      await help.locator(':scope:not(:has(ul))').waitFor();
      await page.keyboard.type(formula.slice(-1));
      await help.waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await expect.poll(() => read(sheet, address, 'formulas'), EDIT_IS_TAKEN).toBe(formula);
    },
    addSheet: (name, column = []) =>
      page.evaluate(
        ([sheet, cells]) =>
          Excel.run(async (context) => {
            const added = context.workbook.worksheets.add(sheet);
            if (cells.length > 0) added.getRange(`A1:A${cells.length}`).formulas = cells.map((cell) => [cell]);
            await context.sync();
          }),
        [name, column] as const,
      ),
    value: (sheet, address) => read(sheet, address, 'values'),
    values: (sheet, address) => readAll(sheet, address, 'values'),
    text: async (sheet, address) => String(await read(sheet, address, 'text')),
    async message(sheet, address) {
      await select(sheet, address);
      return page.locator('#cell-message').innerText();
    },
    close: () => context.close(),
  };
}
