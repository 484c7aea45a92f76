// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unsentFileName } from '../../../../../addin/taskpane/unsent/unsent-file-name.ts';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
import { seededRecords } from '../seeded-records.ts';
import { asha, maria, type SeededServices, seededServices } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';
import { returningEdits } from './returning-edits.ts';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
const NAME = 'peel-unsent-kent-2021-22-asha-fielding-2026-11-22.json';
let pane: ShownPane;
let seeded: SeededServices;
/** What the pane gave the browser to save, by file name. */
let saved: Map<string, Blob>;

const dialog = () => pane.element.querySelector('dialog');
const waiting = () => seeded.replica.waiting('afi/7');

async function open(actor: Actor = asha, edits = 1): Promise<void> {
  seeded = await seededServices(records, actor);
  const office = returningEdits(seeded);
  for (let each = 1; each <= edits; each += 1)
    await office.edit({ recordId: 'afi/7', values: { note: `Edit ${each}` }, reason: 'Kept apart' });
  pane = await showPane(seeded.services);
}

async function chooseFile(...parts: BlobPart[]): Promise<void> {
  const picker = pane.element.querySelector<HTMLInputElement>('input[type="file"]');
  if (picker === null) throw new Error('There is nothing to choose a file with');
  Object.defineProperty(picker, 'files', { value: [new File(parts, 'chosen.json')], configurable: true });
  await pane.after(() => picker.dispatchEvent(new Event('change', { bubbles: true })));
}

beforeEach(() => {
  saved = new Map();
  let last: Blob | null = null;
  // jsdom has no downloads: what a link with a name is given counts as saved
  URL.createObjectURL = (blob) => {
    last = blob as Blob;
    return 'blob:saved';
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last !== null) saved.set(this.download, last);
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await pane.close();
});

describe('[S16] signing out', () => {
  it('goes on at once where nothing is unsent', async () => {
    await open(asha, 0);
    await pane.press('Sign out');
    expect([seeded.asked, dialog()]).toEqual([['sign out'], null]);
  });

  it('first says how much is unsent and what becomes of it', async () => {
    await open(asha, 2);
    await pane.press('Sign out');
    expect(dialog()?.querySelector('h2')?.textContent).toBe('2 edits are not sent yet');
    expect(dialog()?.textContent).toContain('stays on this computer, and is sent once you sign in here again');
    await pane.press('Cancel');
    expect([seeded.asked, document.activeElement]).toEqual([[], pane.button('Sign out')]);
    await pane.press('Sign out');
    await pane.press('Sign out without a file');
    expect([seeded.asked, waiting().length, saved.size]).toEqual([['sign out'], 2, 0]);
  });

  it('saves what is unsent to a file that is named for the plan, the person and the day', async () => {
    await open();
    await pane.press('Sign out');
    await pane.press('Save to a file');
    expect([...saved.keys()]).toEqual([NAME]);
    expect(JSON.parse((await saved.get(NAME)?.text()) ?? '')).toMatchObject({
      name: 'Asha Fielding',
      waiting: [{ recordId: 'afi/7', reason: 'Kept apart' }],
    });
    expect(pane.text()).toContain(`Saved as ${NAME}`);
    expect(dialog()?.querySelector('textarea')?.value).toContain('"afi/7"');
    await pane.after(() => {
      for (const button of dialog()?.querySelectorAll('button') ?? [])
        if (button.textContent === 'Sign out') button.click();
    });
    expect(seeded.asked).toEqual(['sign out']);
  });

  it('[S14] warns where the computer keeps nothing', async () => {
    await open();
    await pane.after(() => seeded.tell({ durable: false }));
    await pane.press('Sign out');
    expect(dialog()?.textContent).toContain('without a file, what is unsent is lost');
  });

  it('in Excel on a Mac, which saves no files for add-ins, gives the text to copy', async () => {
    vi.stubGlobal('Office', { context: { platform: 'Mac' } });
    await open();
    await pane.press('Sign out');
    await pane.press('Save to a file');
    expect(dialog()?.textContent).toContain(`copy the text below and keep it in a file named ${NAME}`);
    expect(dialog()?.querySelector('details')?.open).toBe(true);
    vi.unstubAllGlobals();
  });

  it('says why where it did not work', async () => {
    seeded = await seededServices(records, asha);
    Object.assign(seeded.services, { signOut: () => Promise.reject(new Error('the network is down')) });
    pane = await showPane(seeded.services);
    await pane.press('Sign out');
    expect(pane.text()).toContain('Signing out did not work: the network is down');
  });
});

describe('[S16] a file of unsent edits', () => {
  async function fileOfAsha(): Promise<string> {
    await open();
    let text = '';
    await pane.after(async () => {
      text = await seeded.replica.exportUnsent();
    });
    await pane.close();
    return text;
  }
  const openTray = () => pane.press(/^Unsent/, 'tab');

  it('is loaded at another computer, and what is here already is not loaded twice', async () => {
    const text = await fileOfAsha();
    await open(asha, 0);
    await openTray();
    await chooseFile(text);
    await pane.eventually(() => expect(pane.text()).toContain('1 edit loaded.'));
    expect(waiting()).toMatchObject([{ reason: 'Kept apart' }]);
    expect(pane.text()).toContain('AFI 7: Note');
    await chooseFile(text);
    await pane.eventually(() =>
      expect(pane.text()).toContain('Nothing new was loaded. 1 edit of it was here already.'),
    );
    expect(waiting()).toHaveLength(1);
  });

  it('of somebody else is refused with whose it is', async () => {
    const text = await fileOfAsha();
    await open(maria, 0);
    await openTray();
    await chooseFile(text);
    await pane.eventually(() => expect(pane.text()).toContain('These edits were made by Asha Fielding'));
    expect(waiting()).toEqual([]);
  });

  it('that is none is refused', async () => {
    await open(asha, 0);
    await openTray();
    await chooseFile('Not a file of PEEL');
    await pane.eventually(() => expect(pane.text()).toContain('no file of unsent PEEL edits'));
  });

  it('[S17] over 10 MB is not even read', async () => {
    await open(asha, 0);
    await openTray();
    const read = vi.spyOn(File.prototype, 'text');
    await chooseFile(new Uint8Array(10 * 1024 * 1024 + 1));
    expect(pane.text()).toContain('“chosen.json” is larger than 10 MB');
    expect(read).not.toHaveBeenCalled();
  });

  it('that cannot be read is told', async () => {
    await open(asha, 0);
    await openTray();
    vi.spyOn(File.prototype, 'text').mockRejectedValue(new Error('locked'));
    await chooseFile('{}');
    await pane.eventually(() => expect(pane.text()).toContain('“chosen.json” could not be read'));
  });

  it('is not offered while nothing is unsent', async () => {
    await open(asha, 0);
    await openTray();
    await pane.press('Save to a file');
    expect(saved.size).toBe(0);
  });
});

describe('the name of such a file', () => {
  it('is made of words that every system takes', () => {
    expect(unsentFileName('inspection/kent-2021-22', 'Zoë O’Neil / Área', '2026-11-22')).toBe(
      'peel-unsent-kent-2021-22-zoë-o-neil-área-2026-11-22.json',
    );
    expect(unsentFileName(undefined, '', '2026-11-22')).toBe('peel-unsent-2026-11-22.json');
  });
});
