import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { londonSerial } from '../../shared/domain/london-time.ts';
import { comeBack, editAfi, goOffline, SOON } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SHEET = 'Live';
const MINUTE = 1 / 1440;
const OFFICES = { asha: 'Force Control and Incident Room', owen: 'No office' } as const;

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

const withCells = async (person: string, formulas: readonly string[]): Promise<WorkbookWindow> => {
  const window = await openWorkbook(preview.browser, preview.origin, person);
  await window.addSheet(SHEET, formulas);
  return window;
};
const shows = (window: WorkbookWindow, address: string, value: unknown) =>
  expect.poll(() => window.value(SHEET, address), SOON).toBe(value);

describe('cells about this copy of the plan', () => {
  it.each(Object.entries(OFFICES))('OFFICE of %s is %s', async (person, office) => {
    const window = await withCells(person, ['=PEEL.OFFICE()']);
    await shows(window, 'A1', office);
    await window.close();
  });

  it('UNSENT counts what waits while offline; ASOF is when the service was last heard, by the clock in London', async () => {
    const asha = await withCells('asha', ['=PEEL.ASOF()', '=PEEL.UNSENT()']);
    await shows(asha, 'A2', 0);
    const heard = Number(await asha.value(SHEET, 'A1'));
    expect(Math.abs(heard - londonSerial(new Date()))).toBeLessThan(5 * MINUTE);

    await goOffline(asha);
    const heardLast = Number(await asha.value(SHEET, 'A1'));
    await editAfi(asha, 8, { note: 'Written offline' });
    await shows(asha, 'A2', 1);
    expect(await asha.value(SHEET, 'A1')).toBe(heardLast);
    await comeBack(asha);
    await shows(asha, 'A2', 0);
    await expect.poll(async () => Number(await asha.value(SHEET, 'A1')), SOON).toBeGreaterThan(heardLast);
    await asha.close();
  });
});

describe('the last editor that WHY tells of', () => {
  it('is the person at once, and the person with their office in every workbook once it was sent', async () => {
    const asha = await withCells('asha', ['=PEEL.WHY("AFISTATUS",7)']);
    const maria = await withCells('maria', ['=PEEL.WHY("AFISTATUS",7)']);
    const editor = (window: WorkbookWindow) => window.values(SHEET, 'A7:B7');
    const isEditor = (window: WorkbookWindow, name: string) =>
      expect.poll(() => editor(window), SOON).toEqual([['Last changed by', name]]);
    await expect.poll(() => editor(asha), SOON).toEqual([['Last changed by', expect.stringMatching(/\w/)]]);

    await goOffline(asha);
    await editAfi(asha, 7, { status: 'Force complete' });
    await isEditor(asha, 'You; not sent yet');
    await comeBack(asha);
    for (const window of [asha, maria]) {
      await isEditor(window, 'Asha Fielding, Force Control and Incident Room');
      await shows(window, 'B11', 'Reason for Force complete');
    }
    await maria.close();
    await asha.close();
  });
});
