import { type Browser, chromium } from 'playwright-core';
import type { BrowserProgram } from './browser-program.ts';

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** Starts a browser program headless under Playwright; the caller closes it. */
export function startBrowser({ path, env, args }: BrowserProgram): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: [...args], env: { ...ownEnvironment(), ...env } });
}
