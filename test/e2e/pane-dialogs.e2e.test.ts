import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  comeBack,
  editAfi,
  goOffline,
  openAfi,
  openTab,
  paneOf,
  press,
  SOON,
  textOf,
} from '../support/pane-actions.ts';
import { looksRight, THEMES } from '../support/pane-looks.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

const open = (person: string, media = {}) => openWorkbook(preview.browser, preview.origin, person, media);
const dialogOf = (window: WorkbookWindow) => paneOf(window).getByRole('dialog');
const hasFocus = (target: Locator) => target.evaluate((element) => element.contains(document.activeElement));

/** Whether the focus has left the open dialog for what lies behind it. */
const focusIsBehindDialog = ({ page }: WorkbookWindow) =>
  page.evaluate(() => document.activeElement !== document.body && document.activeElement?.closest('dialog') === null);

/** Opens the dialog, says why, and confirms. */
async function confirm(window: WorkbookWindow, opener: string, why: string): Promise<void> {
  await press(window, opener);
  await dialogOf(window).getByRole('textbox').fill(why);
  await dialogOf(window)
    .getByRole('button', { name: opener.split(' ')[0] ?? '', exact: true })
    .click();
}

describe.each(Object.entries(THEMES))(
  'what the pane asks and lists, in the %s theme',
  (theme, { background: _, ...media }) => {
    it('fits at 320, 400 and 640 px and has no accessibility fault', async () => {
      const number = 3 + Object.keys(THEMES).indexOf(theme);
      const dana = await open('dana', media);
      const maria = await open('maria', media);
      const { page } = maria;
      await openAfi(maria, 7);
      await goOffline(maria);
      await editAfi(maria, 7, { status: 'Not started' });
      await openTab(maria, 'Unsent');
      await looksRight(page, 'waiting');
      await press(maria, 'Sign out');
      await looksRight(page, 'sign-out dialog');
      await dialogOf(maria).getByRole('button', { name: 'Save to a file' }).click();
      await dialogOf(maria).getByText('Did no file come?').click();
      await looksRight(page, 'sign-out dialog with the file');
      await page.keyboard.press('Escape');
      const picker = paneOf(maria).locator('input[type="file"]');
      await picker.setInputFiles({
        name: 'notes.json',
        mimeType: 'application/json',
        buffer: Buffer.from('Not a file of PEEL'),
      });
      await expect.poll(() => paneOf(maria).getByRole('group').count(), SOON).toBeGreaterThan(0);
      await looksRight(page, 'a file that is none');

      await editAfi(dana, 7, { status: theme === 'dark' ? 'In progress' : 'Force complete' });
      await comeBack(dana);
      await comeBack(maria);
      await expect.poll(() => textOf(maria), SOON).toContain('Returned (1)');
      await looksRight(page, 'conflict');
      await press(maria, 'Take theirs: AFI 7 status');

      await openAfi(maria, number);
      await press(maria, `Delete AFI ${number}…`);
      await looksRight(page, 'delete dialog');
      await page.keyboard.press('Escape');
      await confirm(maria, `Delete AFI ${number}…`, 'Entered twice');
      await expect.poll(() => textOf(maria), SOON).toContain('What it held');
      await looksRight(page, 'deleted record');
      await press(maria, 'All AFIs');
      await press(maria, /^Deleted/);
      await expect.poll(() => textOf(maria), SOON).toContain('Reason: Entered twice');
      await looksRight(page, 'deleted list');
      for (const window of [maria, dana]) await window.close();
    });
  },
);

describe('[S12] a manager deletes an AFI', () => {
  it('everywhere; every office can look at it, and an administrator brings it back', async () => {
    const [maria, asha, dana] = await Promise.all([open('maria'), open('asha'), open('dana')]);
    await asha.type('Try it', 'B41', '=PEEL.AFISTATUS(9)');
    await openAfi(maria, 9);
    const opener = paneOf(maria).getByRole('button', { name: 'Delete AFI 9…' });
    await opener.press('Enter');
    expect(await hasFocus(dialogOf(maria).getByRole('textbox'))).toBe(true);
    // the third stop is the browser's own, outside the page
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab']) {
      await maria.page.keyboard.press(key);
      expect(await focusIsBehindDialog(maria)).toBe(false);
    }
    await maria.page.keyboard.press('Escape');
    expect([await dialogOf(maria).count(), await hasFocus(opener)]).toEqual([0, true]);

    await confirm(maria, 'Delete AFI 9…', 'The same as AFI 8');
    await expect.poll(() => paneOf(asha).locator('[data-record="afi/9"]').count(), SOON).toBe(0);
    await expect.poll(() => asha.value('Try it', 'B41'), SOON).toBe('#N/A');
    await openTab(asha, 'Plan');
    await press(asha, /^Deleted/);
    const row = paneOf(asha).getByRole('button', { name: /^AFI 9/ });
    await expect.poll(() => row.innerText(), SOON).toContain('Maria Lindqvist, Strategic Planning');
    expect(await row.innerText()).toContain('Reason: The same as AFI 8');
    await row.click();
    expect(await textOf(asha)).toContain('Only an administrator can restore a deleted record.');

    await press(dana, /^Deleted/);
    await press(dana, /^AFI 9/);
    await press(dana, 'Restore AFI 9…');
    await looksRight(dana.page, 'restore dialog');
    await dana.page.keyboard.press('Escape');
    await confirm(dana, 'Restore AFI 9…', 'They are two');
    for (const window of [asha, maria]) await expect.poll(() => textOf(window), SOON).toContain('First promised');
    await expect.poll(() => asha.value('Try it', 'B41'), SOON).toBe('In progress');
    await openTab(maria, 'Calls');
    await confirm(maria, 'Delete 999 calls, Sep-22…', 'Counted twice');
    await expect.poll(() => textOf(maria), SOON).toContain('What it held');
    await looksRight(maria.page, 'deleted month');
    for (const window of [maria, asha, dana]) {
      expect(window.errors).toEqual([]);
      await window.close();
    }
  });
});

describe('[S16] signing out with something unsent', () => {
  it('[S14] leaves it on the computer and in a file; whichever comes first sends it, and only once', async () => {
    const note = 'Written on the train';
    const maria = await open('maria');
    await openAfi(maria, 8);
    await goOffline(maria);
    await editAfi(maria, 8, { note });
    await press(maria, 'Sign out');
    expect(await dialogOf(maria).innerText()).toContain('1 edit is not sent yet');
    const downloads = maria.page.waitForEvent('download');
    await dialogOf(maria).getByRole('button', { name: 'Save to a file' }).click();
    const download = await downloads;
    expect(download.suggestedFilename()).toMatch(/^peel-unsent-kent-2021-22-maria-lindqvist-\d{4}-\d\d-\d\d\.json$/);
    const text = await readFile(await download.path(), 'utf8');
    await dialogOf(maria).getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => textOf(maria), SOON).toContain('Nobody is signed in');
    expect(await textOf(maria)).not.toContain(note);

    const elsewhere = await open('maria');
    await openTab(elsewhere, 'Unsent');
    const picker = paneOf(elsewhere).locator('input[type="file"]');
    await picker.setInputFiles({
      name: download.suggestedFilename(),
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect.poll(() => textOf(elsewhere), SOON).toContain('1 edit loaded.');
    await looksRight(elsewhere.page, 'loaded file');
    await comeBack(elsewhere);

    await maria.page.context().setOffline(false);
    await press(maria, 'Sign in');
    await paneOf(maria).getByRole('tab', { name: 'Unsent' }).waitFor();
    await comeBack(maria);
    expect(await textOf(maria)).not.toContain('Returned');
    const service = await ServiceClient.signedIn(preview.origin, 'maria');
    const { changes } = await service.history('afi/8');
    expect(changes.filter((change) => change.changes.note?.value === note)).toHaveLength(1);
    for (const window of [elsewhere, maria]) await window.close();
  });
});
