import type { TestProject } from 'vitest/node';
import { type BrowserProgram, installedBrowser, installedBrowsers } from './browser-program.ts';
import { bundledChromium } from './bundled-chromium.ts';
import { startBrowser } from './start-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: BrowserProgram;
  }
}

type Candidate = () => BrowserProgram | Promise<BrowserProgram>;

const ADVICE = `No browser for the end-to-end tests works here. Install Chromium, Google Chrome or Microsoft Edge,
or set BROWSER_PATH to the program of one (BROWSER_PATH=bundled means the one that npm install brings for Linux x64).`;

function reason(program: BrowserProgram | undefined, error: unknown): string {
  const [firstLine] = (error instanceof Error ? error.message : String(error)).split('\n');
  return program ? `${program.path}: ${firstLine}` : `${firstLine}`;
}

function candidates(wish: string | undefined): Candidate[] {
  if (wish === 'bundled') return [bundledChromium];
  if (wish) return [() => installedBrowser(wish)];
  return [...installedBrowsers().map((program) => () => program), bundledChromium];
}

// A program that exists may still not run: Ubuntu's /usr/bin/chromium-browser is a stub that asks for a snap.
async function startsAndAnswers(program: BrowserProgram): Promise<void> {
  const browser = await startBrowser(program);
  try {
    const page = await browser.newPage();
    await page.setContent('<title>works</title>');
    if ((await page.title()) !== 'works') throw new Error('It starts but shows no page.');
  } finally {
    await browser.close();
  }
}

/** The first browser that works: BROWSER_PATH when set, else an installed one, else the bundled one; throws when none does. */
export async function findBrowser(wish: string | undefined): Promise<BrowserProgram> {
  const failures: string[] = [];
  for (const candidate of candidates(wish)) {
    let program: BrowserProgram | undefined;
    try {
      program = await candidate();
      await startsAndAnswers(program);
      return program;
    } catch (error) {
      failures.push(reason(program, error));
    }
  }
  throw new Error([ADVICE, ...failures].join('\n'));
}

/** Vitest's global set-up of the e2e project: finds the browser once and hands it to the test files. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('browser', await findBrowser(process.env.BROWSER_PATH));
}
