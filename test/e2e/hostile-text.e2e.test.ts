import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SHEET = 'Try it';
/** Below what the starting workbook shows. */
const FREE_ROW = 40;
const SOON = { timeout: 20_000, interval: 100 };

/** What somebody could type into the wording of an AFI in the hope that another office's Excel or pane runs it. */
const HOSTILE_TEXTS = [
  '=HYPERLINK("https://example.org","press here")',
  "+cmd|' /C calc'!A0",
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '<img src=x onerror="document.title=1">',
] as const;
/** AFIs 1 to 6 get one text each. */
const numbered = HOSTILE_TEXTS.map((text, index) => [index + 1, text] as const);

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

describe('text from another office', () => {
  it('[S20] reaches cells and pane as the text that it is', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const cells = numbered.map(([number]) => [`=PEEL.AFITITLE(${number})`]);
    const address = `B${FREE_ROW}:B${FREE_ROW + cells.length - 1}`;
    await write(asha, address, cells);
    const title = await asha.page.title();

    await rewordAfis();
    await expect.poll(() => read(asha, address), SOON).toEqual(HOSTILE_TEXTS.map((text) => [cellOf(text)]));
    for (const [number, text] of numbered) {
      const row = asha.page.locator(`#pane [data-record="afi/${number}"]`);
      await expect.poll(() => row.innerText(), SOON).toContain(text.trim());
      expect(await row.locator('img').count()).toBe(0);
    }
    expect(await asha.page.title()).toBe(title);
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});

/** A text cell: its formula is still the one that was written. */
const cellOf = (text: string) => ({ value: text, type: 'String' });

async function write({ page }: WorkbookWindow, address: string, formulas: string[][]): Promise<void> {
  await page.evaluate(
    ([sheet, cells, given]) =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem(sheet).getRange(cells).formulas = given;
        await context.sync();
      }),
    [SHEET, address, formulas] as const,
  );
}

function read({ page }: WorkbookWindow, address: string) {
  return page.evaluate(
    ([sheet, cells]) =>
      Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem(sheet).getRange(cells).load('values,valueTypes');
        await context.sync();
        return range.values.map((row, index) =>
          row.map((value, column) => ({ value, type: range.valueTypes[index]?.[column] })),
        );
      }),
    [SHEET, address] as const,
  );
}

async function rewordAfis(): Promise<void> {
  const maria = await ServiceClient.signedIn(preview.origin, 'maria');
  const mutations = await Promise.all(
    numbered.map(async ([number, value]) => {
      const { changes } = await maria.history(`afi/${number}`);
      const base = changes.flatMap((change) => change.changes.planWording?.value ?? []).at(-1) ?? null;
      return {
        mutationId: randomUUID(),
        recordId: `afi/${number}`,
        kind: 'afi' as const,
        op: 'set' as const,
        changes: { planWording: { base, value } },
        effectiveOn: new Date().toISOString().slice(0, 10),
        editedAt: new Date().toISOString(),
      };
    }),
  );
  const { results } = await maria.push(randomUUID(), { number: 1, mutations });
  expect(results[0]?.outcomes.map(({ result }) => result)).toEqual(numbered.map(() => 'applied'));
}
