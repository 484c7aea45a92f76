// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Addin } from '../../../../addin/app.ts';
import type { SyncPhase } from '../../../../addin/sync/sync-status.ts';
import { DATASET } from '../../../unit/functions/service-fixtures.ts';
import { type AddinBrowser, installAddinBrowser } from './addin-browser.ts';

let browser: AddinBrowser;
let windows: Addin[];

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  localStorage.clear();
  windows = [];
  browser = await installAddinBrowser();
});
afterEach(async () => {
  browser.network.isReachable = true;
  for (const each of windows) await each.dispose();
  vi.unstubAllGlobals();
});

const openWindow = async (user?: 'asha' | 'ben'): Promise<Addin> => {
  const opened = await browser.openWindow(user);
  windows.push(opened);
  await isIn(opened, 'up to date');
  return opened;
};
const isIn = ({ services }: Addin, phase: SyncPhase) =>
  vi.waitFor(() => expect(services.sync.status.phase).toBe(phase), { timeout: 10_000 });
const note = ({ services }: Addin, text: string) =>
  services.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: text } });
const noteOf = ({ services }: Addin) => services.replica.record('afi', 'afi/7')?.fields.note;
const authors = async () => (await browser.repository.commitsAfter(DATASET, 1, 100)).map(({ author }) => author.name);
/** What a person does by hand with the browser's tools. */
async function clearDisk(): Promise<void> {
  const [{ name = '' } = {}] = (await indexedDB.databases()).filter(({ name: each }) => each?.startsWith('peel:'));
  const database = await openDB(name);
  for (const store of [...database.objectStoreNames]) await database.clear(store);
  database.close();
}
const SAYS_SIGN_IN = { code: '#N/A', message: 'Sign in to PEEL to load the plan' };

describe('[S16] signing out', () => {
  it('shows nothing of the person, takes no edit, and says so in cells that are already there', async () => {
    const addin = await openWindow();
    const cell = browser.enterStatus(7);
    await addin.services.signOut();
    expect(addin.services.sync.status).toMatchObject({
      phase: 'signed out',
      unsent: 0,
      returned: [],
      lastSyncedAt: null,
    });
    expect(addin.services.actor).toBeNull();
    expect(addin.services.replica.state).toBe('empty');
    expect(addin.services.replica.all('afi')).toEqual([]);
    expect(cell).toEqual(['In progress', expect.objectContaining(SAYS_SIGN_IN)]);
    expect(browser.enterStatus(8)).toMatchObject([SAYS_SIGN_IN]);
    expect(await note(addin, 'Nobody’s')).toMatchObject({ saved: false, problems: [{ code: 'signed-out' }] });
  });

  it('keeps unsent edits on disk: signed in again the person sees them at once, and they are sent', async () => {
    const addin = await openWindow();
    browser.network.isServiceReachable = false;
    expect(await note(addin, 'Unsent')).toMatchObject({ saved: true });
    await addin.services.signOut();
    expect([noteOf(addin), addin.services.sync.status.unsent]).toEqual([undefined, 0]);

    await addin.services.signIn();
    expect(addin.services.sync.status).toMatchObject({ phase: 'offline', unsent: 1 });
    expect(noteOf(addin)).toBe('Unsent');
    browser.network.isServiceReachable = true;
    expect(await addin.services.sync.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0 });
    expect(await authors()).toEqual(['Asha']);
  });

  it('[S14] puts unsent edits back on a disk that was cleared unseen', async () => {
    const addin = await openWindow();
    browser.network.isServiceReachable = false;
    await note(addin, 'Unsent');
    await clearDisk();
    await addin.services.signOut();
    await addin.services.signIn();
    expect(addin.services.sync.status).toMatchObject({ phase: 'offline', unsent: 1 });
    expect(noteOf(addin)).toBe('Unsent');
  });

  it('somebody else who signs in then has a copy of their own, and sends nothing of the first person’s', async () => {
    const addin = await openWindow();
    browser.network.isServiceReachable = false;
    await note(addin, 'Asha’s');
    await addin.services.signOut();
    browser.network.isServiceReachable = true;
    browser.atTheDesk.asha = 'ben';
    await addin.services.signIn();
    expect(addin.services.actor?.name).toBe('Ben Okafor');
    expect(addin.services.sync.status).toMatchObject({ phase: 'up to date', unsent: 0 });
    expect(noteOf(addin)).toBeUndefined();
    expect(await authors()).toEqual([]);

    await addin.services.signOut();
    browser.atTheDesk.asha = 'asha';
    await addin.services.signIn();
    expect(await authors()).toEqual(['Asha']);
  });

  it('works offline, in the middle of a round that hangs', async () => {
    const addin = await openWindow();
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    const hanging = addin.services.sync.syncNow();
    await addin.services.signOut();
    await hanging;
    expect(addin.services.sync.status.phase).toBe('signed out');
    expect(addin.services.replica.state).toBe('empty');
  });

  it('holds until the person signs in: neither a press on Refresh nor the window’s return asks for a token', async () => {
    const addin = await openWindow();
    await addin.services.signOut();
    const asked = vi.spyOn(globalThis, 'fetch');
    await addin.services.sync.syncNow();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(addin.services.sync.status.phase).toBe('signed out');
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('[S16] signing out in one of several windows', () => {
  it('signs the person out of the others too, and nobody else', async () => {
    const [one, other, bens] = [await openWindow(), await openWindow(), await openWindow('ben')];
    await one.services.signOut();
    await isIn(other, 'signed out');
    expect(other.services.replica.state).toBe('empty');
    expect(other.services.actor).toBeNull();
    expect(bens.services.sync.status.phase).toBe('up to date');
    expect(bens.services.replica.state).toBe('loaded');
  });

  it('a window that heard nothing of it notices before its next round', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const [one, other] = [await openWindow(), await openWindow()];
    await one.services.signOut();
    expect(other.services.replica.state).toBe('loaded');
    expect(await other.services.sync.syncNow()).toMatchObject({ phase: 'signed out', unsent: 0 });
    expect(other.services.replica.state).toBe('empty');
  });

  it('two that sign out at once leave once each', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    await Promise.all([one.services.signOut(), other.services.signOut()]);
    for (const each of [one, other]) {
      await isIn(each, 'signed out');
      expect(each.services.replica.state).toBe('empty');
      await each.services.signIn();
      await isIn(each, 'up to date');
    }
  });
});
