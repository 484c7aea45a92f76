import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pasteText, refusedByGrid, typeText } from '../support/grid-actions.ts';
import { comeBack, goOffline, insertTable, openTab, press, SOON, textOf } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { cellsOfRow, fillAt, noteAt, placeOf, selectedIn } from '../support/table-cells.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const PLAN = 'PEEL_Plan';
const MARKED = '#FDE7E9';
/** 31 January 2024, as Excel counts days. */
const END_OF_JANUARY = 45_322;
const NOT_LISTED =
  '“Finished” is not on the list: choose one of Not started, In progress, Force complete, Submitted to HMICFRS, Discharged, Returned';

let preview: PreviewUnderTest;
let asha: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
  await insertTable(asha, 'Improvement plan');
});

afterAll(() => preview?.close());

const inPlan =
  (window: WorkbookWindow, key: string, ...headings: string[]) =>
  () =>
    cellsOfRow(window, PLAN, key, ...headings);

describe('what cannot be entered into a cell', () => {
  it('[T18] the list of a cell refuses what is typed', async () => {
    await typeText(asha, await placeOf(asha, PLAN, 'afi/8', 'Status'), 'Finished');
    expect(await refusedByGrid(asha)).toContain('Choose one of: Not started, In progress, Force complete');
    await expect.poll(inPlan(asha, 'afi/8', 'Status', 'Sync'), SOON).toEqual(['In progress', 'Synced']);
  });

  it('[T19] [T21] what is pasted past the list stays, marked, with a way to it from the pane, until it is put right', async () => {
    const place = await placeOf(asha, PLAN, 'afi/9', 'Status');
    await pasteText(asha, place, 'Finished');
    await expect
      .poll(inPlan(asha, 'afi/9', 'Status', 'Sync'), SOON)
      .toEqual(['Finished', `Refused: Status: ${NOT_LISTED}`]);
    expect(await fillAt(asha, place)).toBe(MARKED);
    expect(await noteAt(asha, place)).toBe(`PEEL: ${NOT_LISTED}`);
    await expect.poll(() => textOf(asha), SOON).toContain('1 refused');
    expect(await textOf(asha)).toContain('Status: “Finished”');
    expect(await textOf(asha)).toContain(NOT_LISTED);
    await asha.select('Try it', 'A1');
    await press(asha, `Go to cell ${place.address}: AFI 9, Status`);
    await expect.poll(() => selectedIn(asha), SOON).toEqual(place);

    await typeText(asha, place, 'Force complete');
    await expect.poll(inPlan(asha, 'afi/9', 'Status', 'Sync'), SOON).toEqual(['Force complete', 'Synced']);
    expect(await fillAt(asha, place)).not.toBe(MARKED);
    expect(await noteAt(asha, place)).toBe('');
    await expect.poll(() => textOf(asha), SOON).not.toContain('refused');
  });

  it('[T39] a date that is pasted is understood, and words that are no date are refused with what to type', async () => {
    const due = await placeOf(asha, PLAN, 'afi/8', 'Anticipated completion');
    await pasteText(asha, due, '31 January 2024');
    await expect
      .poll(inPlan(asha, 'afi/8', 'Anticipated completion', 'Slip (days)', 'Sync'), SOON)
      .toEqual([END_OF_JANUARY, 31, 'Synced']);
    await pasteText(asha, due, 'end of January');
    const why = '“end of January” is no day between 2000 and 2100: type the day first, such as 31/12/2022';
    await expect
      .poll(inPlan(asha, 'afi/8', 'Anticipated completion', 'Sync'), SOON)
      .toEqual(['end of January', `Refused: Anticipated completion: ${why}`]);
    await press(asha, 'Put back: AFI 8');
    await expect
      .poll(inPlan(asha, 'afi/8', 'Anticipated completion', 'Sync'), SOON)
      .toEqual([END_OF_JANUARY, 'Synced']);
  });

  it('[T20] what an office types about an AFI of others is refused with the reason', async () => {
    const ben = await openWorkbook(preview.browser, preview.origin, 'ben');
    await insertTable(ben, 'Improvement plan');
    await typeText(ben, await placeOf(ben, PLAN, 'afi/7', 'Note'), 'We could help');
    const why = 'Refused: Note: Your office (crime) neither leads nor supports AFI 7. It is led by fcir';
    await expect
      .poll(inPlan(ben, 'afi/7', 'Note', 'Sync'), SOON)
      .toEqual(['We could help', expect.stringContaining(why)]);
    await expect.poll(() => textOf(ben), SOON).toContain('1 refused');
    expect(ben.errors).toEqual([]);
    await ben.close();
  });

  it('[T20] the service refuses an edit of an AFI that went to another office: the text stays, with its reason', async () => {
    await goOffline(asha);
    const place = await placeOf(asha, PLAN, 'afi/7', 'Note');
    await typeText(asha, place, 'Too late');
    await expect.poll(inPlan(asha, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['Too late', 'Waiting']);
    await giveAfi7ToCrime();
    await comeBack(asha);
    const why = 'Your office (fcir) neither leads nor supports AFI 7. It is led by crime; ask them or a manager';
    await expect.poll(inPlan(asha, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['Too late', `Refused: Note: ${why}`]);
    expect(await fillAt(asha, place)).toBe(MARKED);
    expect(await noteAt(asha, place)).toBe(`PEEL: ${why}`);
    await openTab(asha, 'Tables');
    await press(asha, 'Put back: AFI 7');
    await expect.poll(inPlan(asha, 'afi/7', 'Note', 'Sync'), SOON).toEqual(['', 'Synced']);
    await openTab(asha, 'Unsent');
    await expect.poll(() => textOf(asha), SOON).not.toContain('Returned');
    expect(asha.errors.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});

async function giveAfi7ToCrime(): Promise<void> {
  const dana = await ServiceClient.signedIn(preview.origin, 'dana');
  const { results } = await dana.push(randomUUID(), {
    number: 1,
    mutations: [
      {
        mutationId: randomUUID(),
        recordId: 'afi/7',
        kind: 'afi',
        op: 'set',
        changes: {
          leadOffice: { base: 'fcir', value: 'crime' },
          supportingOffices: { base: ['strategic-planning'], value: [] },
        },
        effectiveOn: new Date().toISOString().slice(0, 10),
        editedAt: new Date().toISOString(),
      },
    ],
  });
  expect(results[0]?.outcomes[0]?.result).toBe('applied');
}
