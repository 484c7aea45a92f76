// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { installAddinBrowser } from './addin-browser.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('[S16] starts although the disk does not answer, and shows nothing that it has not read', async () => {
  const browser = await installAddinBrowser();
  const before = await browser.openWindow();
  await vi.waitFor(() => expect(before.services.sync.status.phase).toBe('up to date'));
  await before.dispose();

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // as where another window does not let go of an older version
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => new IDBOpenDBRequest());
  const started = vi.fn();
  const starting = browser.openWindow().finally(started);
  expect(open).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(started).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  const addin = await starting;
  expect(addin.services.replica.state).toBe('empty');
  expect(addin.services.actor?.name).toBe('Asha Fielding');
  await addin.dispose();
});
