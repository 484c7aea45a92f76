import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../shared/sync/record.ts';
import { typeText } from '../support/grid-actions.ts';
import { comeBack, goOffline, insertTable, openTab, paneOf, SOON } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { cellsOfRow, noteAt, placeOf, tableRows } from '../support/table-cells.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const PLAN = 'PEEL_Plan';
/** What somebody could enter in the hope that another office's Excel or pane runs it. */
const HOSTILE_TEXTS = [
  '=HYPERLINK("http://x","y")',
  "+cmd|' /C calc'!A0",
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  "'=1+1",
  '<img src=x onerror="document.title=1">',
] as const;
/** AFIs from 1 on get one text each. */
const numbered = HOSTILE_TEXTS.map((text, index) => [`afi/${index + 1}`, text] as const);

let preview: PreviewUnderTest;
let asha: WorkbookWindow;

beforeAll(async () => {
  preview = await startPreview();
  asha = await openWorkbook(preview.browser, preview.origin, 'asha');
  await insertTable(asha, 'Improvement plan');
});

afterAll(() => preview?.close());

describe('text that another office enters', () => {
  it('[T38] is text in the cells of the table: no formula, number or link', async () => {
    await enterAsMaria('planWording', numbered);
    await expect.poll(() => columnOf('Area for improvement'), SOON).toEqual(HOSTILE_TEXTS);
    expect(await enteredInto('C4:C11')).toEqual(HOSTILE_TEXTS.map((text) => ({ formula: text, type: 'String' })));
    for (const [key] of numbered) expect(await cellsOfRow(asha, PLAN, key, 'Sync')).toEqual(['Synced']);
  });

  it('[T38] is text in the note of a cell that it is in conflict with, in the Sync column and in the pane', async () => {
    const title = await asha.page.title();
    const theirs = [
      ['afi/7', '=HYPERLINK("http://x","y")'],
      ['afi/8', '<img src=x onerror="document.title=1">'],
    ] as const;
    await goOffline(asha);
    for (const [key] of theirs) await typeText(asha, await placeOf(asha, PLAN, key, 'Note'), 'Mine');
    for (const [key] of theirs) await expect.poll(() => cellsOfRow(asha, PLAN, key, 'Sync'), SOON).toEqual(['Waiting']);
    await enterAsMaria('note', theirs);
    await comeBack(asha);
    await openTab(asha, 'Tables');
    for (const [key, text] of theirs) {
      const place = await placeOf(asha, PLAN, key, 'Note');
      await expect
        .poll(() => noteAt(asha, place), SOON)
        .toContain(`PEEL: Changed meanwhile by Maria Lindqvist: the dataset has "${text}"`);
      const card = paneOf(asha).getByRole('article', { name: key.replace('afi/', 'AFI '), exact: true });
      await expect.poll(() => card.innerText(), SOON).toContain(`“${text}”`);
      expect(await card.locator('a, img').count()).toBe(0);
    }
    expect(await asha.page.title()).toBe(title);
    expect(asha.errors.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});

async function columnOf(heading: string) {
  return [...(await tableRows(asha, PLAN)).values()].slice(0, HOSTILE_TEXTS.length).map((row) => row[heading]);
}

/** What stands in cells of the plan's sheet, as it would be edited. */
function enteredInto(address: string) {
  return asha.page.evaluate(
    (cells) =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem('Improvement plan');
        const range = sheet.getRange(cells).load('formulas,valueTypes');
        await context.sync();
        return range.formulas.map(([formula], row) => ({ formula, type: range.valueTypes[row]?.[0] }));
      }),
    address,
  );
}

async function enterAsMaria(field: 'planWording' | 'note', texts: readonly (readonly [string, string])[]) {
  const maria = await ServiceClient.signedIn(preview.origin, 'maria');
  const mutations = await Promise.all(
    texts.map(async ([recordId, value]) => {
      const { changes } = await maria.history(recordId);
      const base: FieldValue | null = changes.flatMap((change) => change.changes[field]?.value ?? []).at(-1) ?? null;
      return {
        mutationId: randomUUID(),
        recordId,
        kind: 'afi' as const,
        op: 'set' as const,
        changes: { [field]: { base, value } },
        effectiveOn: new Date().toISOString().slice(0, 10),
        editedAt: new Date().toISOString(),
      };
    }),
  );
  const { results } = await maria.push(randomUUID(), { number: 1, mutations });
  expect(results[0]?.outcomes.map(({ result }) => result)).toEqual(texts.map(() => 'applied'));
}
