import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SIXTH_OF_DECEMBER_2022 = 44901;
const SOON = { timeout: 20_000, interval: 100 };

let preview: PreviewUnderTest;
let asha: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
});

afterAll(() => preview?.close());

const isWithin = (id: string) =>
  asha.page.evaluate((each) => document.getElementById(each)?.contains(document.activeElement) ?? false, id);

describe('the preview window', () => {
  it('holds the three sheets of the starter workbook and no blank one', async () => {
    const names = await asha.page.evaluate(() =>
      Excel.run(async (context) => {
        const worksheets = context.workbook.worksheets.load('items/name');
        await context.sync();
        return worksheets.items.map(({ name }) => name);
      }),
    );
    expect(names).toEqual(['Plan', 'Calls', 'Try it']);
  });

  it('closes the pane and shows it again, and Office hears of both', async () => {
    const { page } = asha;
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      return Office.addin.onVisibilityModeChanged(({ visibilityMode }) => void heard.push(visibilityMode));
    });
    await page.getByRole('button', { name: 'Close the pane' }).click();
    await expect.poll(() => page.locator('#pane').isVisible(), SOON).toBe(false);
    expect(await isWithin('grid')).toBe(true);
    await page.getByRole('button', { name: 'Show pane' }).click();
    await expect.poll(() => page.locator('#pane').isVisible(), SOON).toBe(true);
    await expect.poll(() => page.evaluate('heard'), SOON).toEqual(['Hidden', 'Taskpane']);
  });

  it('refreshes from the keyboard, and the button keeps the focus', async () => {
    const refresh = asha.page.getByRole('button', { name: 'Refresh' });
    await refresh.focus();
    await asha.page.keyboard.press('Enter');
    await expect.poll(() => asha.page.locator('#pane').innerText(), SOON).toContain('asked again');
    await expect.poll(() => refresh.getAttribute('aria-disabled'), SOON).toBeNull();
    expect(await refresh.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('is gone round by F6, so that the keyboard can leave the grid', async () => {
    await asha.page.locator('#ribbon button').first().focus();
    for (const region of ['grid', 'pane-frame', 'ribbon']) {
      await asha.page.keyboard.press('F6');
      expect(await isWithin(region), region).toBe(true);
    }
    await asha.page.keyboard.press('Shift+F6');
    expect(await isWithin('pane-frame')).toBe(true);
  });

  it('reads a date typed in figures day first', async () => {
    await asha.page.locator('#grid').click({ position: { x: 200, y: 200 } });
    await asha.select('Plan', 'C3');
    await asha.page.keyboard.type('6/12/2022');
    await asha.page.keyboard.press('Enter');
    await expect.poll(() => asha.value('Plan', 'C3'), SOON).toBe(SIXTH_OF_DECEMBER_2022);
    expect(await asha.text('Plan', 'C3')).toBe('06 Dec 2022');
    expect(asha.errors).toEqual([]);
  });
});
