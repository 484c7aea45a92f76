import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looksRight, THEMES } from '../support/pane-looks.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook } from '../support/workbook-window.ts';

const SOON = { timeout: 20_000, interval: 100 };

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

/** The colour that the pane's own theme draws behind its views. */
const backgroundOf = (pane: Locator) =>
  pane.locator('.fui-FluentProvider').evaluate((theme) => getComputedStyle(theme).backgroundColor);

describe.each(Object.entries(THEMES))('the pane in the %s theme', (_name, { background, ...media }) => {
  it('every view fits at 320, 400 and 640 px and has no accessibility fault', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha', media);
    const { page } = asha;
    const pane = page.locator('#pane');
    const views: [name: string, open: () => Promise<void>][] = [
      ['plan', () => pane.locator('[data-record="afi/7"]').waitFor()],
      ['AFI 7', () => pane.locator('[data-record="afi/7"]').click()],
      ['calls', () => pane.getByRole('tab', { name: 'Calls' }).click()],
      ['formulas', () => pane.getByRole('tab', { name: 'Formulas' }).click()],
      ['cells in error', () => pane.getByText(/PEEL cells? shows? an error/).waitFor()],
      ['a function', () => pane.locator('[data-formula="PLAN"]').click()],
      ['its result', () => pane.getByRole('checkbox', { name: 'headers' }).check()],
      ['unsent', () => pane.getByRole('tab', { name: 'Unsent' }).click()],
    ];
    expect(await backgroundOf(pane)).toBe(background);
    for (const [name, open] of views) {
      await open();
      await looksRight(page, name);
    }
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});

describe("a month's call figures in the pane", () => {
  it('are checked as they are typed, saved, and answered by a formula at once', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const pane = asha.page.locator('#pane');
    await pane.getByRole('tab', { name: 'Calls' }).click();
    await pane.getByRole('button', { name: '101 calls' }).click();
    await pane.getByLabel('Month').selectOption('2022-10');
    await asha.type('Try it', 'B40', '=PEEL.CALLS(101,"Oct-22","received")');
    await expect.poll(() => asha.value('Try it', 'B40'), SOON).toBe('#N/A');

    const figures = { Received: '30000', Answered: '20000', 'Answered < 10 secs': '9000', 'Not answered': '9000' };
    for (const [label, figure] of Object.entries(figures)) await pane.getByLabel(label, { exact: true }).fill(figure);
    await expect.poll(() => pane.innerText(), SOON).toContain('29,000');
    expect(await pane.getByRole('button', { name: 'Save' }).isEnabled()).toBe(false);

    await pane.getByLabel('Not answered', { exact: true }).fill('10000');
    await pane.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => asha.value('Try it', 'B40'), SOON).toBe(30_000);
    await expect.poll(() => pane.innerText(), SOON).toContain('Up to date');
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});
