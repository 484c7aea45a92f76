import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, columnOf, EXAMPLES, errorOf, placed, promisedRows } from '../support/formula-examples.ts';
import { SOON } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SHEET = 'Examples';
const PLACED = placed(EXAMPLES);

let preview: PreviewUnderTest;
let asha: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
  await asha.addSheet(SHEET, columnOf(PLACED));
});

afterAll(async () => {
  await asha?.close();
  await preview?.close();
});

describe('every example of every function, in one sheet', () => {
  it.each(PLACED.map((each) => [each.example.formula, each] as const))('%s', async (formula, each) => {
    const rows = () => asha.values(SHEET, addressOf(each));
    await expect.poll(rows, { ...SOON, message: formula }).toEqual(promisedRows(each));
  });

  it.each(PLACED.filter((each) => errorOf(each) !== null).map((each) => [each.example.formula, each] as const))(
    '%s says below the grid why it fails',
    async (formula, each) => {
      const address = `A${each.row}`;
      const said = `${SHEET} ${address}: ${errorOf(each)?.error} ${errorOf(each)?.message}`;
      await expect.poll(() => asha.message(SHEET, address), { ...SOON, message: formula }).toBe(said);
    },
  );

  it('leaves the console without an error', () => {
    expect(asha.errors).toEqual([]);
  });
});
