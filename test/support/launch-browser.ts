import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { startBrowser } from './start-browser.ts';

/** Starts the browser that browser.ts found for the e2e tests, headless; the test closes it. */
export function launchBrowser(): Promise<Browser> {
  return startBrowser(inject('browser'));
}
