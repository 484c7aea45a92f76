import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  comeBack,
  editAfi,
  field,
  goOffline,
  openAfi,
  openTab,
  paneOf,
  SOON,
  textOf,
} from '../support/pane-actions.ts';
import { looksRight } from '../support/pane-looks.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

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
    await editAfi(asha, 7, { note: 'Seen by the control room' });
    await editAfi(maria, 7, { status: 'Not started' });
    await comeBack(asha);
    await comeBack(maria);
    expect(await textOf(maria)).not.toContain('Returned');
    for (const window of [asha, maria]) await sees(window, { status: 'Not started', note: 'Seen by the control room' });

    for (const window of [asha, maria]) await goOffline(window);
    await editAfi(asha, 7, { status: 'Force complete' });
    await editAfi(maria, 7, { status: 'In progress' });
    await comeBack(asha);
    expect(await textOf(asha)).not.toContain('Returned');
    await comeBack(maria);

    const card = paneOf(maria).getByRole('article', { name: 'AFI 7' });
    await expect.poll(() => card.innerText(), SOON).toContain('Asha Fielding, Force Control and Incident Room');
    const told = await card.innerText();
    for (const value of ['“Not started”', '“In progress”', '“Force complete”']) expect(told).toContain(value);
    for (const reason of ['Reason for In progress', 'Reason for Force complete']) expect(told).toContain(reason);
    await looksRight(maria.page, 'conflict');
    await maria.page.setViewportSize({ width: 1500, height: 900 });
    await maria.page.reload();
    await openTab(maria, 'Unsent');
    await expect.poll(() => card.innerText(), SOON).toContain('Asha Fielding, Force Control and Incident Room');
    expect(await card.innerText()).toContain('Reason for Force complete');
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
    await editAfi(asha, 7, { note: 'Too late' });
    await editAfi(asha, 8, { note: 'Behind it' });
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
