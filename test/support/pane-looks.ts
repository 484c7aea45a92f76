import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WIDTHS_PX = [320, 400, 640];
const HEIGHT_PX = 900;

/** The looks that a person's system asks for, each with the colour that the pane then has behind its views. */
export const THEMES = {
  light: { colorScheme: 'light', forcedColors: 'none', background: 'rgb(255, 255, 255)' },
  dark: { colorScheme: 'dark', forcedColors: 'none', background: 'rgb(41, 41, 41)' },
  'high contrast': { colorScheme: 'dark', forcedColors: 'active', background: 'rgb(0, 0, 0)' },
} as const;

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in the pane as it stands, a line a finding. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    () => (globalThis as unknown as { axe: { run(within: string): Promise<AxeResults> } }).axe.run('#pane'), // axe puts itself there
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The pane, and a dialog that it shows, where there is more in it than fits across. */
const widerThanTheirPlace = (page: Page): Promise<string[]> =>
  page
    .locator('#pane, #pane dialog[open]')
    .evaluateAll((shown) =>
      shown.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ tagName }) => tagName),
    );

/** Holds that a view of the pane, as it now stands, fits at every width that a pane has and has no accessibility fault. */
export async function looksRight(page: Page, view: string): Promise<void> {
  for (const width of WIDTHS_PX) {
    await page.setViewportSize({ width, height: HEIGHT_PX });
    expect.soft(await widerThanTheirPlace(page), `${view} at ${width} px`).toEqual([]);
  }
  expect.soft(await accessibilityFaults(page), view).toEqual([]);
}
