import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMULA_NAMES } from '../../addin/formulas/catalogue.ts';
import { FORMULA_EXAMPLES } from '../../addin/formulas/formula-examples.ts';
import { addressOf, placed, promisedRows } from '../support/formula-examples.ts';
import { SOON } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { openWorkbook } from '../support/workbook-window.ts';

const SHEET = 'Typed';
/** Two seconds of keys for each of the functions. */
const TYPED_WITHIN_MS = 240_000;

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

describe('every function of the catalogue, typed with keys into the preview workbook', () => {
  it(
    'shows what the source documents say',
    async () => {
      const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
      await asha.addSheet(SHEET);
      const plainest = placed(
        FORMULA_NAMES.flatMap((name) => FORMULA_EXAMPLES[name].slice(0, 1).map((example) => ({ name, example }))),
      );
      for (const { row, example } of plainest) await asha.type(SHEET, `A${row}`, example.formula);
      for (const each of plainest) {
        const rows = () => asha.values(SHEET, addressOf(each));
        await expect.poll(rows, { ...SOON, message: each.example.formula }).toEqual(promisedRows(each));
      }
      expect(asha.errors).toEqual([]);
      await asha.close();
    },
    TYPED_WITHIN_MS,
  );
});
