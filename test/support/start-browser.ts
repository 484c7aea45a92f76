import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import type { BrowserProgram } from './browser-program.ts';

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function launchOptions({ path, env, args }: BrowserProgram) {
  return { executablePath: path, args: [...args], env: { ...ownEnvironment(), ...env } };
}

/** Starts a browser program headless under Playwright; the caller closes it. */
export function startBrowser(program: BrowserProgram): Promise<Browser> {
  return chromium.launch(launchOptions(program));
}

/** Starts a browser program as startBrowser does, over a profile that stays in its folder. */
export function startBrowserOnProfile(
  program: BrowserProgram,
  profileDir: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileDir, { ...launchOptions(program), ...options });
}
