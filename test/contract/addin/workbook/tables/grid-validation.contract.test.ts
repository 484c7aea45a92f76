// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableKindName } from '../../../../../addin/workbook/tables/table-kind.ts';
import { eventually, OPENS_WITHIN_MS, openTablePreview, rowsOf, type TablePreview } from './table-workbook.ts';

const CALLS = 'PEEL_Calls_101';
const COUNTS = ['Received', 'Answered', 'Answered < 10 secs', 'Not answered'];

let preview: TablePreview;

beforeAll(async () => {
  preview = await openTablePreview();
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** What Excel holds a column's cells to, cell by cell from the top, and whether what stands in all of them is valid. */
async function heldTo(table: string, heading: string): Promise<{ types: string[]; isValid: boolean | null }> {
  return await Excel.run(async (context) => {
    const body = context.workbook.tables.getItem(table).columns.getItem(heading).getDataBodyRange().load('rowCount');
    const all = body.dataValidation.load('valid');
    await context.sync();
    const cells = Array.from({ length: body.rowCount }, (_, row) => body.getCell(row, 0).dataValidation.load('type'));
    await context.sync();
    return { types: cells.map(({ type }) => String(type)), isValid: all.valid };
  });
}

/** The same for every column that Excel holds to anything: one word, as all cells are held alike. */
async function heldColumns(table: string): Promise<Record<string, string>> {
  const headings = Object.keys([...(await rowsOf(table)).values()][0] ?? {});
  const held: Record<string, string> = {};
  for (const heading of headings) {
    const { types, isValid } = await heldTo(table, heading);
    const alike = [...new Set(types)].join(' and ');
    expect([heading, isValid]).toEqual([heading, true]);
    if (alike !== 'None') held[heading] = alike;
  }
  return held;
}

describe('what Excel lets people enter', () => {
  it.each<[TableKindName, string, Record<string, string>]>([
    [
      'plan',
      'PEEL_Plan',
      {
        'Area for improvement': 'TextLength',
        Status: 'List',
        'Anticipated completion': 'Date',
        'First promised': 'Date',
        'Lead office': 'List',
        Owner: 'TextLength',
        Note: 'TextLength',
        Board: 'List',
      },
    ],
    [
      'vawg',
      'PEEL_VAWG',
      {
        Category: 'List',
        'Quarter to': 'Date',
        Recorded: 'WholeNumber',
        'Suspect interviewed rate': 'Decimal',
        'Charge rate': 'Decimal',
        'Immature rates': 'List',
      },
    ],
    ['measures', 'PEEL_Measures', { Period: 'TextLength', Qualifier: 'List' }],
    [
      'meeting-actions',
      'PEEL_Meeting_Actions',
      {
        Board: 'List',
        'Raised on': 'Date',
        Action: 'TextLength',
        'Given to': 'TextLength',
        State: 'List',
        'Due on': 'Date',
        Outcome: 'TextLength',
      },
    ],
  ])('[T18] into the entry columns of %s: lists, dates, numbers and lengths', async (kind, table, expected) => {
    await preview.insert(kind);
    expect(await heldColumns(table)).toEqual(expected);
  });

  it('[T18] into the months of a call table, and not into its totals, wherever these stand', async () => {
    await preview.insert('calls', { channel: '101' });
    await expectMonthsHeld();
    await preview.play({ does: 'sort table', table: CALLS, column: 'Key', isDescending: true });
    await eventually(expectMonthsHeld);
    await preview.play({ does: 'sort table', table: CALLS, column: 'Key' });
    await eventually(expectMonthsHeld);
    const dana = await preview.anotherOffice('dana');
    const counts = { received: 10, answered: 6, answeredUnder10s: 5, notAnswered: 4 };
    for (const month of ['2022-01', '2022-02', '2022-03'])
      expect(
        await dana.replica.edit({
          kind: 'call-month',
          recordId: `call-month/101/${month}`,
          values: { channel: '101', month, ...counts },
        }),
      ).toMatchObject({ saved: true });
    await dana.loop.syncNow();
    await preview.maria.loop.syncNow();
    await eventually(async () => expect([...(await rowsOf(CALLS)).keys()]).toContain('total/Q4 2021/22'));
    await expectMonthsHeld();
    await preview.settle();
    expect(await preview.writesDuring(() => preview.settle())).toEqual([]);
  });
});

async function expectMonthsHeld(): Promise<void> {
  const isMonth = [...(await rowsOf(CALLS)).keys()].map((key) => key.startsWith('call-month/'));
  expect(isMonth).toContain(false);
  for (const heading of ['Month', ...COUNTS]) {
    const wanted = isMonth.map((each) => (each ? (heading === 'Month' ? 'Date' : 'WholeNumber') : 'None'));
    expect(await heldTo(CALLS, heading)).toEqual({ types: wanted, isValid: true });
  }
}
