// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf, OPENS_WITHIN_MS, openTablePreview, rowsOf, type TablePreview } from './table-workbook.ts';

const CALLS = 'PEEL_Calls_101';
const JULY = 'call-month/101/2022-07';
const COUNTS = { received: 10, answered: 6, answeredUnder10s: 5, notAnswered: 4 };

let preview: TablePreview;

beforeAll(async () => {
  preview = await openTablePreview();
  await preview.insert('calls', { channel: '101' });
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** A person's own table two rows below ours, wider than it to the right: Excel shifts no part of a table. */
async function makeTableBelow(): Promise<void> {
  const last = [...(await rowsOf(CALLS)).keys()].at(-1) ?? '';
  const { sheet, address } = await cellOf(CALLS, last, 'Received');
  const row = Number(address.replace(/\D/g, '')) + 2;
  const values = [Array.from({ length: 10 }, (_, index) => `Column ${index}`)];
  await preview.play({ does: 'enter', sheetName: sheet, address: `H${row}:Q${row}`, values });
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem(sheet).tables.add(`H${row}:Q${row + 2}`, true).name = 'Below';
    await context.sync();
  });
}

describe('a table below which something stands that Excel cannot shift', () => {
  it('[T12] new rows wait and the pane says what to do; the rows that are there follow', async () => {
    await makeTableBelow();
    const before = [...(await rowsOf(CALLS)).keys()];
    const dana = await preview.anotherOffice('dana');
    for (const month of ['2022-01', '2022-02', '2022-03'])
      await dana.replica.edit({
        kind: 'call-month',
        recordId: `call-month/101/${month}`,
        values: { channel: '101', month, ...COUNTS },
      });
    await dana.replica.edit({ kind: 'call-month', recordId: JULY, values: COUNTS });
    await dana.loop.syncNow();
    await preview.settle();
    expect(preview.standing).toMatchObject({ rows: before.length, notice: expect.stringContaining('no room') });
    expect([...(await rowsOf(CALLS)).keys()]).toEqual(before);
    expect((await rowsOf(CALLS)).get(JULY)).toMatchObject({ Received: 10, Sync: 'Synced' });
    expect(await preview.writesDuring(() => preview.settle())).toEqual([]);

    await preview.play({ does: 'delete table', table: 'Below' });
    await preview.settle();
    expect(preview.standing.notice).toBeUndefined();
    expect([...(await rowsOf(CALLS)).keys()]).toEqual(expect.arrayContaining([...before, 'total/Q4 2021/22']));
  });
});
