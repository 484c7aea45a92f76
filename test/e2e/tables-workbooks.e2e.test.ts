import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeText } from '../support/grid-actions.ts';
import { editAfi, goOffline, insertTable, openTab, paneOf, press, SOON, textOf } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { cellsOfRow, placeOf } from '../support/table-cells.ts';
import { openWorkbook, openWorkbookIn, type WorkbookWindow } from '../support/workbook-window.ts';

const PLAN = 'PEEL_Plan';
const SHEET = 'Improvement plan';
const STAMP = 'A2';

let preview: PreviewUnderTest;
let asha: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
  await insertTable(asha, 'Improvement plan');
});

afterAll(() => preview?.close());

const inPlan =
  (window: WorkbookWindow, key: string, ...headings: string[]) =>
  () =>
    cellsOfRow(window, PLAN, key, ...headings);
const openBeside = () => openWorkbookIn(asha.page.context(), preview.origin, 'asha');

/** Protects the plan's sheet, or takes the protection off. */
const protect = (isProtected: boolean) =>
  asha.page.evaluate(
    ([name, on]) =>
      Excel.run(async (context) => {
        const { protection } = context.workbook.worksheets.getItem(name);
        if (on) protection.protect();
        else protection.unprotect();
        await context.sync();
      }),
    [SHEET, isProtected] as const,
  );

describe('a workbook with a table', () => {
  it('[T43] [T42] tells when it was synced, and Refresh brings the tables to what the dataset has', async () => {
    await expect.poll(() => asha.text(SHEET, STAMP), SOON).toMatch(/^Last synced \d{1,2} \w{3} \d{4}, \d\d:\d\d$/);
    const dana = await openWorkbook(preview.browser, preview.origin, 'dana');
    await editAfi(dana, 8, { note: 'From the administrator' });
    await openTab(dana, 'Unsent');
    await expect.poll(() => textOf(dana), SOON).toContain('Waiting to be sent (0)');
    await dana.close();
    await press(asha, 'Refresh all tables');
    await expect.poll(() => textOf(asha), SOON).toContain('The tables were compared with the plan.');
    expect(await inPlan(asha, 'afi/8', 'Note', 'Sync')()).toEqual(['From the administrator', 'Synced']);
    const [, heardAt = ''] = /as of (\d\d:\d\d)/.exec(await textOf(asha)) ?? [];
    expect(heardAt).not.toBe('');
    await expect.poll(() => asha.text(SHEET, STAMP), SOON).toContain(`, ${heardAt}`);
  });

  it('[T32] a protected sheet is told in the pane, and follows once the protection is off', async () => {
    await protect(true);
    await editAfi(asha, 9, { note: 'Behind the lock' });
    await openTab(asha, 'Tables');
    await expect.poll(() => textOf(asha), SOON).toContain('The worksheet is protected');
    expect(await textOf(asha)).toContain('Review, Unprotect Sheet');
    expect(await inPlan(asha, 'afi/9', 'Note')()).toEqual(['']);
    await protect(false);
    await expect.poll(inPlan(asha, 'afi/9', 'Note', 'Sync'), SOON).toEqual(['Behind the lock', 'Synced']);
    await expect.poll(() => textOf(asha), SOON).not.toContain('protected');
  });

  it('[T44] is loaded with the add-in once somebody has set it so', async () => {
    const startup = () => asha.page.evaluate(() => Office.addin.getStartupBehavior());
    expect(await startup()).toBe('None');
    await paneOf(asha).getByRole('switch', { name: 'Load PEEL when this workbook opens' }).click();
    await expect.poll(startup, SOON).toBe('Load');
  });

  it('[T37] [T17] shows what the person’s other workbook shows, and what that had not sent when it was closed', async () => {
    const beside = await openBeside();
    await insertTable(beside, 'Improvement plan');
    await typeText(beside, await placeOf(beside, PLAN, 'afi/7', 'Note'), 'From the other workbook');
    for (const window of [beside, asha])
      await expect.poll(inPlan(window, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['From the other workbook', 'Synced']);

    await goOffline(asha);
    await typeText(beside, await placeOf(beside, PLAN, 'afi/7', 'Status'), 'Force complete');
    for (const window of [beside, asha])
      await expect.poll(inPlan(window, 'afi/7', 'Status', 'Sync'), SOON).toEqual(['Force complete', 'Waiting']);
    await beside.page.close();
    await asha.page.context().setOffline(false);
    await expect.poll(inPlan(asha, 'afi/7', 'Status', 'Sync'), SOON).toEqual(['Force complete', 'Synced']);
  });

  it('[T17] made anew by a reload holds no table, and an edit that waited is sent and in the next one', async () => {
    await goOffline(asha);
    await typeText(asha, await placeOf(asha, PLAN, 'afi/7', 'Note'), 'Before the reload');
    await expect.poll(inPlan(asha, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['Before the reload', 'Waiting']);
    await asha.page.close();
    await asha.page.context().setOffline(false);
    const again = await openBeside();
    await openTab(again, 'Tables');
    expect(await textOf(again)).toContain('This workbook has no PEEL table yet.');
    await insertTable(again, 'Improvement plan');
    await expect.poll(inPlan(again, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['Before the reload', 'Synced']);
    const errors = [...asha.errors, ...again.errors];
    expect(errors.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});
