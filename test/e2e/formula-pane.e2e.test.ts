import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTab, paneOf, press, SOON, textOf } from '../support/pane-actions.ts';
import { looksRight, THEMES } from '../support/pane-looks.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SHEET = 'Try it';
const END_OF_DECEMBER_2022 = 44926;

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

const functionRow = (window: WorkbookWindow, name: string): Locator =>
  paneOf(window).locator(`[data-formula="${name}"]`);

async function openFunction(window: WorkbookWindow, name: string): Promise<void> {
  await openTab(window, 'Formulas');
  await functionRow(window, name).click();
}

/** The field of an argument; a star follows the name of one that is needed. */
const argument = (window: WorkbookWindow, name: string): Locator =>
  paneOf(window)
    .getByLabel(new RegExp(`^${name}`))
    .filter({ visible: true });

/** Asks of the log from its beginning, which only as-at answers need. */
const isForTheLog = (url: URL): boolean => /\/changes$/.test(url.pathname) && !url.searchParams.has('after');

/** Owen's workbook, whose log is kept from coming until it is let go on, or is told to fail: the Plan's cells ask for it at once. */
async function openWithoutLog(media?: Parameters<typeof openWorkbook>[3]) {
  const held: Route[] = [];
  let isHeld = true;
  const hold = (page: Page): Promise<unknown> =>
    page.route(isForTheLog, (route) => (isHeld ? void held.push(route) : route.continue()));
  const owen = await openWorkbook(preview.browser, preview.origin, 'owen', media, hold);
  const log = {
    isAskedFor: () => expect.poll(() => held.length, SOON).toBeGreaterThan(0),
    async letGo(): Promise<void> {
      isHeld = false;
      for (const route of held.splice(0)) await route.continue();
    },
    async fail(): Promise<void> {
      for (const route of held.splice(0)) await route.fulfill({ status: 500, body: '' });
    },
  };
  return { owen, log };
}

describe('the cells in error', () => {
  it('are listed with their function’s message, and each is a press away', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    await asha.type(SHEET, 'B40', '=PEEL.CALLS("101","Jul-22","abandoned")');
    await expect.poll(() => asha.value(SHEET, 'B40'), SOON).toBe('#VALUE!');
    await openTab(asha, 'Formulas');
    await expect.poll(() => textOf(asha), SOON).toMatch(/2 of \d+ PEEL cells show an error/);
    expect(await textOf(asha)).toContain('measure must be one of Received, Answered, % answered');
    expect(await textOf(asha)).toContain('There is no AFI 42 in the 2021/22 plan (1 to 19).');
    await asha.select('Plan', 'A1');

    await press(asha, `${SHEET} B40`);

    const shown = asha.page.locator('#cell-message');
    await expect.poll(() => shown.innerText(), SOON).toContain(`${SHEET} B40: #VALUE! measure must be one of`);
    await asha.type(SHEET, 'B40', '=PEEL.CALLS("101","Jul-22","Received")');
    await expect.poll(() => asha.value(SHEET, 'B40'), SOON).toBe(29_816);
    await asha.page.locator('#ribbon').getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => textOf(asha), SOON).toMatch(/1 of \d+ PEEL cells shows an error/);
    expect(await textOf(asha)).toContain('1 PEEL cell in error asked again; the Formulas tab tells why it fails.');
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});

describe('inserting a function', () => {
  it('works by keyboard alone: search, arguments, result, insert', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const { keyboard } = asha.page;
    await asha.select(SHEET, 'B41');
    await openTab(asha, 'Formulas');
    await paneOf(asha).getByLabel('Search the functions').focus();
    await keyboard.type('expected to be complete');
    await expect.poll(() => functionRow(asha, 'AFIDUE').isVisible(), SOON).toBe(true);
    await functionRow(asha, 'AFIDUE').focus();
    await keyboard.press('Enter');
    await argument(asha, 'number').focus();
    await keyboard.type('7');
    await expect.poll(() => textOf(asha), SOON).toContain('31 December 2022');
    const insert = paneOf(asha).getByRole('button', { name: 'Insert into the active cell' });
    await insert.focus();
    await keyboard.press('Enter');
    await expect.poll(() => textOf(asha), SOON).toContain(`Inserted into '${SHEET}'!B41.`);
    await expect.poll(() => asha.value(SHEET, 'B41'), SOON).toBe(END_OF_DECEMBER_2022);
    expect(await asha.text(SHEET, 'B41')).toBe('31 Dec 2022');

    await insert.focus();
    await keyboard.press('Enter');
    await expect.poll(() => textOf(asha), SOON).toContain(`Write over '${SHEET}'!B41?`);
    await keyboard.press('Escape');
    await expect.poll(() => textOf(asha), SOON).not.toContain('Write over');
    expect(await insert.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(asha.errors).toEqual([]);
    await asha.close();
  });

  it('uses an example, follows the plan, and puts a table where there is room', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    await openFunction(asha, 'GRADES');
    await paneOf(asha).getByRole('checkbox', { name: 'headers' }).check();
    await expect.poll(() => textOf(asha), SOON).toMatch(/\d+ rows, \d columns/);
    await asha.select(SHEET, 'A3');
    await press(asha, 'Insert into the active cell');
    await expect.poll(() => textOf(asha), SOON).toContain(`'${SHEET}'!A4 is not empty`);
    await press(asha, 'Cancel');
    await asha.select(SHEET, 'F3');
    await press(asha, 'Insert into the active cell');
    await expect.poll(() => asha.value(SHEET, 'F4'), SOON).not.toBe('');
    expect(await asha.value(SHEET, 'F3')).toBe('Inspection area');
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});

describe('as at an earlier day, while the history is on its way', () => {
  it('the cell says so, the pane shows how far it is, and then the value is there', async () => {
    const { owen, log } = await openWithoutLog();
    await owen.type(SHEET, 'B42', '=PEEL.AFISTATUS(7,DATE(2022,10,31))');
    await log.isAskedFor();
    await expect.poll(() => owen.message(SHEET, 'B42'), SOON).toContain('#N/A Loading history');
    await expect.poll(() => textOf(owen), SOON).toContain('Loading the plan’s history');
    expect(await paneOf(owen).getByRole('progressbar', { name: 'Loading history' }).isVisible()).toBe(true);
    await log.letGo();
    await expect.poll(() => owen.value(SHEET, 'B42'), SOON).toBe('In progress');
    await expect.poll(() => textOf(owen), SOON).not.toContain('Loading the plan’s history');
    expect(owen.errors).toEqual([]);
    await owen.close();
  });

  it('a fetch that fails says so, and what to do', async () => {
    const { owen, log } = await openWithoutLog();
    await owen.type(SHEET, 'B42', '=PEEL.AFISTATUS(7,DATE(2022,4,27))');
    await log.isAskedFor();
    await log.fail();
    await expect
      .poll(() => textOf(owen), SOON)
      .toContain('The history could not be loaded. PEEL tries again by itself.');
    await expect.poll(() => owen.message(SHEET, 'B42'), SOON).toContain('#N/A Loading history');
    await log.letGo();
    await paneOf(owen).getByRole('button', { name: 'Try again' }).first().click();
    await expect.poll(() => owen.message(SHEET, 'B42'), SOON).toContain('#N/A AFI 7 was published on 28 April 2022');
    await expect.poll(() => textOf(owen), SOON).not.toContain('The history could not be loaded');
    await owen.close();
  });
});

describe.each(Object.entries(THEMES))('in the %s theme', (_name, { background: _behind, ...media }) => {
  it('the history’s progress and what Insert asks fit, without an accessibility fault', async () => {
    const { owen, log } = await openWithoutLog(media);
    await owen.type(SHEET, 'B42', '=PEEL.AFISTATUS(7,DATE(2022,10,31))');
    await expect.poll(() => textOf(owen), SOON).toContain('Loading the plan’s history');
    await looksRight(owen.page, 'history on its way');
    await log.letGo();
    await owen.select(SHEET, 'B42');
    await openFunction(owen, 'AFISTATUS');
    await argument(owen, 'number').fill('7');
    await press(owen, 'Insert into the active cell');
    await expect.poll(() => textOf(owen), SOON).toContain('Write over');
    await looksRight(owen.page, 'what Insert asks');
    await owen.close();
  });
});
