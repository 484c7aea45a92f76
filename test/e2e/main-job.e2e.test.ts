import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SHEET = 'Try it';
/** Below what the starting workbook shows. */
const FREE_ROW = 40;
const END_OF_DECEMBER_2022 = 44926;
const SOON = { timeout: 20_000, interval: 100 };

const afiRow = ({ page }: WorkbookWindow, number: number) => page.locator(`#pane [data-record="afi/${number}"]`);

/** What a person does in the pane: open the AFI, choose a status, save. */
async function setStatus(window: WorkbookWindow, number: number, status: string): Promise<void> {
  await afiRow(window, number).click();
  await window.page.locator('#pane').getByLabel('Status', { exact: true }).selectOption(status);
  await window.page.locator('#pane').getByRole('button', { name: 'Save' }).click();
}

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

describe('the main job in the preview workbook', () => {
  it('the server prints one line, and the page opens with grid and pane and no error in the console', async () => {
    expect(preview.server.stdout).toBe(`PEEL for Excel is open at ${preview.origin}/ (stop with Ctrl+C)\n`);
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    await expect.poll(() => asha.page.locator('#pane').innerText(), SOON).toContain('Responding to the public');
    await expect.poll(() => asha.page.locator('#pane').innerText(), SOON).toContain('Up to date');
    await expect.poll(() => asha.value('Plan', 'A1'), SOON).not.toBe('');
    expect(asha.errors).toEqual([]);
    await asha.close();
  });

  it('typed formulas answer with the figures of the source documents', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const typed: [formula: string, value: string | number][] = [
      ['=PEEL.AFISTATUS(7)', 'In progress'],
      ['=PEEL.AFIDUE(7)', END_OF_DECEMBER_2022],
      ['=PEEL.CALLS("101","Jul-22","% answered")', 13385 / 29816],
      ['=PEEL.CALLTOTAL("999","Q2 2022/23","received")', 105_019],
      ['=PEEL.CALLCHANGE("999","Q2 2022/23")', 10_584],
      ['=TEXT(PEEL.CALLS("101","Jul-22","% answered"),"0.0%")', '44.9%'],
      ['=TEXT(PEEL.AFIDUE(7),"yyyy-mm-dd")', '2022-12-31'],
      ['=PEEL.AFISTATUS(42)', '#N/A'],
    ];
    for (const [index, [formula]] of typed.entries()) await asha.type(SHEET, `B${FREE_ROW + index}`, formula);
    for (const [index, [, value]] of typed.entries()) {
      await expect.poll(() => asha.value(SHEET, `B${FREE_ROW + index}`), SOON).toBe(value);
    }
    const unknown = await asha.message(SHEET, `B${FREE_ROW + typed.length - 1}`);
    expect(unknown).toContain('#N/A There is no AFI 42 in the 2021/22 plan (1 to 19)');
    expect(asha.errors).toEqual([]);
    await asha.close();
  });

  it('an edit in one office reaches the other office untouched by hand, and stands after a restart', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const maria = await openWorkbook(preview.browser, preview.origin, 'maria');
    for (const [row, formula] of [
      [FREE_ROW, '=PEEL.AFISTATUS(7)'],
      [FREE_ROW + 1, '=PEEL.AFISTATUS(8)'],
    ] as const) {
      await maria.type(SHEET, `B${row}`, formula);
      await expect.poll(() => maria.value(SHEET, `B${row}`), SOON).toBe('In progress');
    }

    await setStatus(asha, 7, 'Force complete');

    await expect.poll(() => maria.value(SHEET, `B${FREE_ROW}`), SOON).toBe('Force complete');
    await expect.poll(() => afiRow(maria, 7).innerText(), SOON).toContain('Force complete');
    expect(await maria.value(SHEET, `B${FREE_ROW + 1}`)).toBe('In progress');
    expect(await afiRow(maria, 8).innerText()).toContain('In progress');
    expect([...asha.errors, ...maria.errors]).toEqual([]);
    await maria.close();
    await asha.close();

    await preview.restart();
    const ben = await openWorkbook(preview.browser, preview.origin, 'ben');
    await ben.type(SHEET, `B${FREE_ROW}`, '=PEEL.AFISTATUS(7)');
    await expect.poll(() => ben.value(SHEET, `B${FREE_ROW}`), SOON).toBe('Force complete');
    await ben.close();
  });

  it('a person whose office neither leads nor supports AFI 7 cannot edit it, and is told why', async () => {
    const ben = await openWorkbook(preview.browser, preview.origin, 'ben');
    await afiRow(ben, 7).click();
    await expect
      .poll(() => ben.page.locator('#pane').innerText(), SOON)
      .toContain('Your office (crime) neither leads nor supports AFI 7');
    expect(await ben.page.locator('#pane').getByRole('button', { name: 'Save' }).count()).toBe(0);
    await ben.close();
  });
});
