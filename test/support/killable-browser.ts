import type { Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { startBrowserOnProfile } from './start-browser.ts';

/** A browser that can end as in a power cut, and be opened again on the profile that it left on disk. */
export interface KillableBrowser {
  readonly page: Page;
  /**
   * Ends every process of the browser (SIGKILL; TerminateProcess on Windows) once an element's text changes to a match.
   * The page itself gives the sign, within the task that shows the text, so that no disk is given time to catch up.
   */
  killOnce(element: Locator, text: RegExp): Promise<ArmedKill>;
  /** Ends it as a person does; nothing happens where it was killed. */
  close(): Promise<void>;
}

export interface ArmedKill {
  readonly isDone: boolean;
  /** Resolves when the browser has gone. */
  readonly gone: Promise<void>;
}

const SIGN = 'killTheBrowser';

function killProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    const hasEnded = (error as NodeJS.ErrnoException).code === 'ESRCH';
    if (!hasEnded) throw error;
  }
}

function giveSignOnce(element: Element, [sign, source]: readonly [string, string]): void {
  const text = new RegExp(source);
  const give = (globalThis as unknown as Record<string, () => void>)[sign]; // Playwright puts it there
  const observer = new MutationObserver(() => {
    if (text.test(element.textContent)) give?.();
  });
  observer.observe(element, { subtree: true, childList: true, characterData: true });
}

/** Opens the browser that browser.ts found on a profile's folder, headless. */
export async function openKillableBrowser(profileDir: string): Promise<KillableBrowser> {
  const context = await startBrowserOnProfile(inject('browser'), profileDir, {
    viewport: { width: 1000, height: 700 }, // where there is no GPU, each pixel of the grid is time
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const browser = context.browser();
  if (browser === null) throw new Error('Playwright does not tell which browser holds the profile');
  const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const session = await browser.newBrowserCDPSession();
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async killOnce(element, text) {
      let isDone = false;
      // listed before the sign, so that the kill waits for nothing; the browser's own process comes first
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      await page.exposeFunction(SIGN, () => {
        isDone = true;
        for (const { id } of processInfo) killProcess(id);
      });
      await element.evaluate(giveSignOnce, [SIGN, text.source] as const);
      return {
        get isDone() {
          return isDone;
        },
        gone,
      };
    },
    close: () => context.close(),
  };
}
