import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeText } from '../support/grid-actions.ts';
import {
  comeBack,
  field,
  goOffline,
  insertTable,
  openTab,
  paneOf,
  press,
  SOON,
  textOf,
} from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { cellsOfRow, fillAt, noteAt, placeOf } from '../support/table-cells.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const PLAN = 'PEEL_Plan';
const MARKED = '#FDE7E9';
const ASKED = 'Conflict: choose in the PEEL pane, or enter what is right';

let preview: PreviewUnderTest;
let asha: WorkbookWindow;
let maria: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
  maria = await openWorkbook(preview.browser, preview.origin, 'maria');
  for (const window of [asha, maria]) await insertTable(window, 'Improvement plan');
});

afterAll(() => preview?.close());

const inPlan =
  (window: WorkbookWindow, key: string, ...headings: string[]) =>
  () =>
    cellsOfRow(window, PLAN, key, ...headings);
const typeInPlan = async (window: WorkbookWindow, key: string, heading: string, text: string): Promise<void> => {
  await typeText(window, await placeOf(window, PLAN, key, heading), text);
  await expect.poll(inPlan(window, key, heading, 'Sync'), SOON).toEqual([text, 'Waiting']);
};
const card = (window: WorkbookWindow, name: string) => paneOf(window).getByRole('article', { name, exact: true });

/** Both offices enter something into the same cells while neither has a network; Maria's comes second. */
async function bothEnter(edits: readonly (readonly [key: string, heading: string, ashas: string, marias: string])[]) {
  for (const window of [asha, maria]) await goOffline(window);
  for (const [key, heading, ashas, marias] of edits) {
    await typeInPlan(asha, key, heading, ashas);
    await typeInPlan(maria, key, heading, marias);
  }
  await comeBack(asha);
  await comeBack(maria);
  for (const [key, heading, , marias] of edits)
    await expect.poll(inPlan(maria, key, heading, 'Sync'), SOON).toEqual([marias, ASKED]);
  await openTab(maria, 'Tables');
}

describe('two offices that entered different things into the same cells', () => {
  it('[T22] [T23] [T24] the row says so, and the pane decides field by field: mine, theirs or another value', async () => {
    await bothEnter([
      ['afi/1', 'Status', 'Force complete', 'Not started'],
      ['afi/7', 'Status', 'Force complete', 'Not started'],
      ['afi/8', 'Note', 'Seen by the control room', 'Seen by planning'],
      ['afi/9', 'Status', 'Force complete', 'Not started'],
    ]);
    const place = await placeOf(maria, PLAN, 'afi/7', 'Status');
    expect(await fillAt(maria, place)).toBe(MARKED);
    expect(await noteAt(maria, place)).toBe(
      'PEEL: Changed meanwhile by Asha Fielding: the dataset has "Force complete", and yours is kept here. Choose in the PEEL pane, or enter what is right',
    );
    await expect.poll(() => textOf(maria), SOON).toContain('4 conflicts');
    const told = await card(maria, 'AFI 7').innerText();
    for (const line of [
      'When I edited\n“In progress”',
      'Mine\n“Not started”',
      'Theirs\n“Force complete”',
      'Asha Fielding',
    ])
      expect(told).toContain(line);

    await press(maria, 'Take mine: AFI 7 status');
    await press(maria, 'Take theirs: AFI 8 note');
    await press(maria, 'Other…: AFI 9 status');
    await field(maria, 'Status').selectOption('In progress');
    await card(maria, 'AFI 9').getByRole('button', { name: 'Save' }).click();
    await typeText(maria, await placeOf(maria, PLAN, 'afi/1', 'Status'), 'In progress');

    for (const window of [maria, asha]) {
      await expect.poll(inPlan(window, 'afi/7', 'Status', 'Sync'), SOON).toEqual(['Not started', 'Synced']);
      await expect.poll(inPlan(window, 'afi/8', 'Note', 'Sync'), SOON).toEqual(['Seen by the control room', 'Synced']);
      await expect.poll(inPlan(window, 'afi/9', 'Status', 'Sync'), SOON).toEqual(['In progress', 'Synced']);
      await expect.poll(inPlan(window, 'afi/1', 'Status', 'Sync'), SOON).toEqual(['In progress', 'Synced']);
    }
    expect(await fillAt(maria, place)).not.toBe(MARKED);
    expect(await noteAt(maria, place)).toBe('');
    await expect.poll(() => textOf(maria), SOON).not.toContain('conflict');
  });

  it('[T25] all conflicts of a table are decided at once', async () => {
    await bothEnter([
      ['afi/7', 'Note', 'From the control room', 'From planning'],
      ['afi/8', 'Note', 'From the control room', 'From planning'],
    ]);
    await press(maria, /^Keep all mine…/);
    await paneOf(maria).getByRole('dialog').getByRole('button', { name: 'Keep all mine' }).click();
    for (const window of [maria, asha])
      for (const key of ['afi/7', 'afi/8'])
        await expect.poll(inPlan(window, key, 'Note', 'Sync'), SOON).toEqual(['From planning', 'Synced']);
    const errors = [...asha.errors, ...maria.errors];
    expect(errors.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});
