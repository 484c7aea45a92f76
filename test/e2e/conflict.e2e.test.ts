import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SOON = { timeout: 30_000, interval: 100 };
const WIDTHS_PX = [320, 400, 640];

const paneOf = ({ page }: WorkbookWindow) => page.locator('#pane');
const textOf = (window: WorkbookWindow) => paneOf(window).innerText();
const openTab = (window: WorkbookWindow, name: string) => paneOf(window).getByRole('tab', { name }).click();
const field = (window: WorkbookWindow, label: string) =>
  paneOf(window).getByLabel(label, { exact: true }).filter({ visible: true });

/** Opens an AFI's page, from wherever the pane stands. */
async function openAfi(window: WorkbookWindow, number: number): Promise<void> {
  await openTab(window, 'Plan');
  const back = paneOf(window).getByRole('button', { name: 'All AFIs' });
  if (await back.isVisible()) await back.click();
  await paneOf(window).locator(`[data-record="afi/${number}"]`).click();
}

/** What a person does in the pane, online or not: open the AFI, change it, save; it is then on this computer. */
async function edit(window: WorkbookWindow, number: number, change: { status?: string; note?: string }): Promise<void> {
  await openAfi(window, number);
  if (change.status !== undefined) await field(window, 'Status').selectOption(change.status);
  if (change.note !== undefined) await field(window, 'Note').fill(change.note);
  await field(window, 'Reason').fill(`Reason for ${Object.values(change).join()}`);
  await paneOf(window).getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => textOf(window), SOON).toContain('Saved on this computer.');
}

async function goOffline(window: WorkbookWindow): Promise<void> {
  await window.page.context().setOffline(true);
  await expect.poll(() => textOf(window), SOON).toContain('Offline');
}

/** Back on the network, until everything was sent and answered. */
async function comeBack(window: WorkbookWindow): Promise<void> {
  await window.page.context().setOffline(false);
  await openTab(window, 'Unsent');
  await expect.poll(() => textOf(window), SOON).toContain('Waiting to be sent (0)');
  await expect.poll(() => textOf(window), SOON).toContain('Up to date');
}

async function sees(window: WorkbookWindow, values: { status: string; note: string }): Promise<void> {
  await openAfi(window, 7);
  await expect.poll(() => field(window, 'Status').inputValue(), SOON).toBe(values.status);
  await expect.poll(() => field(window, 'Note').inputValue(), SOON).toBe(values.note);
}

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

describe('two offices that were offline', () => {
  it('[S6] [S7] keep edits of different fields both, and ask the second about the same field', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const maria = await openWorkbook(preview.browser, preview.origin, 'maria');
    for (const window of [asha, maria]) {
      await paneOf(window).locator('[data-record="afi/7"]').waitFor();
      await goOffline(window);
    }
    await edit(asha, 7, { note: 'Seen by the control room' });
    await edit(maria, 7, { status: 'Not started' });
    await comeBack(asha);
    await comeBack(maria);
    expect(await textOf(maria)).not.toContain('Returned');
    for (const window of [asha, maria]) await sees(window, { status: 'Not started', note: 'Seen by the control room' });

    for (const window of [asha, maria]) await goOffline(window);
    await edit(asha, 7, { status: 'Force complete' });
    await edit(maria, 7, { status: 'In progress' });
    await comeBack(asha);
    expect(await textOf(asha)).not.toContain('Returned');
    await comeBack(maria);

    const card = paneOf(maria).getByRole('article', { name: 'AFI 7' });
    await expect.poll(() => card.innerText(), SOON).toContain('Asha Fielding, Force Control and Incident Room');
    const told = await card.innerText();
    for (const value of ['“Not started”', '“In progress”', '“Force complete”']) expect(told).toContain(value);
    for (const reason of ['Reason for In progress', 'Reason for Force complete']) expect(told).toContain(reason);
    for (const width of WIDTHS_PX) {
      await maria.page.setViewportSize({ width, height: 900 });
      const isWider = await paneOf(maria).evaluate((pane) => pane.scrollWidth > pane.clientWidth);
      expect.soft(isWider, `${width} px`).toBe(false);
    }
    await maria.page.setViewportSize({ width: 1500, height: 900 });
    await card.getByRole('button', { name: 'Take mine: AFI 7 status' }).click();
    await expect.poll(() => textOf(maria), SOON).not.toContain('Returned');
    for (const window of [asha, maria]) await sees(window, { status: 'In progress', note: 'Seen by the control room' });
    await maria.close();
    await asha.close();
  });
});

describe('an edit that was refused', () => {
  it('[S8] is in the tray with its reason, and the queue behind it has gone through', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    await paneOf(asha).locator('[data-record="afi/8"]').waitFor();
    await goOffline(asha);
    await edit(asha, 7, { note: 'Too late' });
    await edit(asha, 8, { note: 'Behind it' });
    await giveAfi7ToCrime();
    await comeBack(asha);

    const card = paneOf(asha).getByRole('article', { name: 'AFI 7' });
    expect(await card.innerText()).toContain('Your office (fcir) neither leads nor supports AFI 7. It is led by crime');
    expect(await card.innerText()).toContain('“Too late”');
    await expect.poll(() => noteOf('afi/8'), SOON).toBe('Behind it');
    expect(await noteOf('afi/7')).not.toBe('Too late');
    await card.getByRole('button', { name: 'Dismiss: AFI 7' }).click();
    await expect.poll(() => textOf(asha), SOON).not.toContain('Returned');
    await asha.close();
  });
});

/** The present record of an AFI, as the service's log makes it. */
async function lastValues(recordId: string): Promise<Map<string, unknown>> {
  const dana = await ServiceClient.signedIn(preview.origin, 'dana');
  const { changes } = await dana.history(recordId);
  return new Map(changes.flatMap((change) => Object.entries(change.changes).map(([name, { value }]) => [name, value])));
}

const noteOf = async (recordId: string) => (await lastValues(recordId)).get('note');

async function giveAfi7ToCrime(): Promise<void> {
  const dana = await ServiceClient.signedIn(preview.origin, 'dana');
  const held = await lastValues('afi/7');
  const supporting = held.get('supportingOffices') as string[];
  const [result] = (
    await dana.push(randomUUID(), {
      number: 1,
      mutations: [
        {
          mutationId: randomUUID(),
          recordId: 'afi/7',
          kind: 'afi',
          op: 'set',
          changes: {
            leadOffice: { base: 'fcir', value: 'crime' },
            supportingOffices: { base: supporting, value: [] },
          },
          effectiveOn: new Date().toISOString().slice(0, 10),
          editedAt: new Date().toISOString(),
        },
      ],
    })
  ).results;
  expect(result?.outcomes[0]?.result).toBe('applied');
}
