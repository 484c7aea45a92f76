import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { WorkbookWindow } from './workbook-window.ts';

/** As long as a slow machine may take to do what a person waits for. */
export const SOON = { timeout: 30_000, interval: 100 };

export const paneOf = ({ page }: WorkbookWindow): Locator => page.locator('#pane');
export const textOf = (window: WorkbookWindow): Promise<string> => paneOf(window).innerText();
export const openTab = (window: WorkbookWindow, name: string): Promise<void> =>
  paneOf(window).getByRole('tab', { name }).click();
export const press = (window: WorkbookWindow, name: string | RegExp): Promise<void> =>
  paneOf(window).getByRole('button', { name }).click();
export const field = (window: WorkbookWindow, label: string): Locator =>
  paneOf(window).getByLabel(label, { exact: true }).filter({ visible: true });

/** Opens an AFI's page, from wherever the pane stands. */
export async function openAfi(window: WorkbookWindow, number: number): Promise<void> {
  await openTab(window, 'Plan');
  const row = paneOf(window).locator(`[data-record="afi/${number}"]`);
  const backTo = (list: string): Locator => paneOf(window).getByRole('button', { name: list, exact: true });
  for (const list of ['Deleted', 'All AFIs']) if (await backTo(list).isVisible()) await backTo(list).click();
  await row.click();
}

/** What a person does in the pane, online or not: open the AFI, change it, save; it is then on this computer. */
export async function editAfi(
  window: WorkbookWindow,
  number: number,
  change: { status?: string; note?: string },
): Promise<void> {
  await openAfi(window, number);
  if (change.status !== undefined) await field(window, 'Status').selectOption(change.status);
  if (change.note !== undefined) await field(window, 'Note').fill(change.note);
  await field(window, 'Reason').fill(`Reason for ${Object.values(change).join()}`);
  await press(window, 'Save');
  await expect.poll(() => textOf(window), SOON).toContain('Saved on this computer.');
}

export async function goOffline(window: WorkbookWindow): Promise<void> {
  await window.page.context().setOffline(true);
  await expect.poll(() => textOf(window), SOON).toContain('Offline');
}

/** Back on the network, until everything was sent and answered. */
export async function comeBack(window: WorkbookWindow): Promise<void> {
  await window.page.context().setOffline(false);
  await openTab(window, 'Unsent');
  await expect.poll(() => textOf(window), SOON).toContain('Waiting to be sent (0)');
  await expect.poll(() => textOf(window), SOON).toContain('Up to date');
}

/** Inserts a table with the pane's form as it stands, and waits for the words that say where it is. */
export async function insertTable(window: WorkbookWindow, title: string): Promise<void> {
  await openTab(window, 'Tables');
  await press(window, 'Insert a table…');
  await paneOf(window).getByLabel('Table', { exact: true }).selectOption(title);
  await paneOf(window).getByRole('button', { name: 'Insert', exact: true }).click();
  await paneOf(window).getByText(`${title} inserted at`).waitFor();
}
