// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf, eventually, OPENS_WITHIN_MS, openTablePreview, rowsOf, type TablePreview } from './table-workbook.ts';

const PLAN = 'PEEL_Plan';
const CALLS = 'PEEL_Calls_101';
const VAWG = 'PEEL_VAWG';
const ACTIONS = 'PEEL_Meeting_Actions';
const LAST_OF_2022 = 44926;

let preview: TablePreview;

beforeAll(async () => {
  preview = await openTablePreview();
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** Pastes text into one cell, past what Excel would make of it if it were typed. */
const pasteText = (table: string, key: string, heading: string, text: string): Promise<void> =>
  preview.type(table, key, heading, `'${text}`);

const rowOf = async (table: string, key: string) => (await rowsOf(table)).get(key) ?? {};
const whyRefused = (key: string): string | undefined =>
  preview.state.tables.flatMap(({ troubles }) => troubles).find((trouble) => trouble.key === key)?.why;

describe('text that is pasted into date cells', () => {
  it.each([
    '31/12/2022',
    '31-12-2022',
    '31.12.2022',
    '2022-12-31',
    '2022-12-31T00:00:00',
    '31/12/2022 00:00:00',
    '31 Dec 2022',
    '31-Dec-22',
    '31st December 2022',
    'Saturday, 31 December 2022',
    'December 31, 2022',
    'Dec-22',
    'December 2022',
  ])('[T39] %s is understood, and becomes a date', async (text) => {
    await preview.type(PLAN, 'afi/7', 'Anticipated completion', '30 Nov 2022');
    await eventually(async () => expect((await rowOf(PLAN, 'afi/7')).Sync).toMatch(/^(Waiting|Synced)$/));
    await preview.quiet();
    await pasteText(PLAN, 'afi/7', 'Anticipated completion', text);
    await eventually(async () => expect((await rowOf(PLAN, 'afi/7'))['Anticipated completion']).toBe(LAST_OF_2022));
    expect(preview.maria.replica.record('afi', 'afi/7')?.fields.forecast).toBe('2022-12-31');
  });

  it.each(['12/31/2022', '31/02/2022', '31/12', '31/12/22', 'by Christmas'])(
    '[T39] %s is refused with what to type',
    async (text) => {
      const before = preview.maria.replica.record('afi', 'afi/8')?.fields.forecast;
      await pasteText(PLAN, 'afi/8', 'Anticipated completion', text);
      await eventually(() => expect(whyRefused('afi/8')).toContain(text));
      expect(whyRefused('afi/8')).toContain('type the day first, such as 31/12/2022');
      expect((await rowOf(PLAN, 'afi/8'))['Anticipated completion']).toBe(text);
      expect(preview.maria.replica.record('afi', 'afi/8')?.fields.forecast).toBe(before);
    },
  );

  it('[T39] a month where a day is asked for is refused', async () => {
    await preview.insert('meeting-actions');
    const [key = ''] = [...(await rowsOf(ACTIONS)).keys()];
    await pasteText(ACTIONS, key, 'Raised on', 'Dec-22');
    await eventually(() => expect(whyRefused(key)).toContain('type the day first, such as 31/12/2022'));
  });
});

describe('text that is pasted into number cells', () => {
  it('[T40] numbers as text are understood, and become numbers that formulas count with', async () => {
    await preview.insert('calls', { channel: '101' });
    const key = 'call-month/101/2022-07';
    const { sheet: sheetName, address } = await cellOf(CALLS, key, 'Received');
    const last = await cellOf(CALLS, key, '% not answered');
    const headings = Object.keys(await rowOf(CALLS, key));
    const texts: Record<string, string> = {
      Received: '30,000',
      Answered: ' 25 000',
      'Answered < 10 secs': "12'000",
      'Not answered': '5.000,0',
    };
    const columns = headings.slice(headings.indexOf('Received'), headings.indexOf('% not answered') + 1);
    const values = [columns.map((heading) => (texts[heading] === undefined ? null : `'${texts[heading]}`))];
    await preview.play({ does: 'enter', sheetName, address: `${address}:${last.address}`, values });
    await eventually(async () =>
      expect(await rowOf(CALLS, key)).toMatchObject({
        Received: 30_000,
        Answered: 25_000,
        'Answered < 10 secs': 12_000,
        'Not answered': 5000,
        '% < 10 secs': 0.4,
      }),
    );
    expect(preview.maria.replica.record('call-month', key)?.fields).toMatchObject({
      received: 30_000,
      answered: 25_000,
      answeredUnder10s: 12_000,
      notAnswered: 5000,
    });
  });

  it('[T41] a decimal comma is understood where it can mean one thing only', async () => {
    await preview.insert('vawg');
    const [key = ''] = [...(await rowsOf(VAWG)).keys()];
    for (const [text, percent] of [
      ['44,9%', 44.9],
      ['33,5', 33.5],
      ['0,125', 12.5],
    ] as const) {
      await pasteText(VAWG, key, 'Charge rate', text);
      await eventually(async () => expect((await rowOf(VAWG, key))['Charge rate']).toBe(percent / 100));
      expect(preview.maria.replica.record('vawg-period', key)?.fields.chargeRatePercent).toBe(percent);
    }
  });

  it('[T41] and refused, with what to type, where it may mean two', async () => {
    const [, key = ''] = [...(await rowsOf(VAWG)).keys()];
    await pasteText(VAWG, key, 'Charge rate', '1,234%');
    await eventually(() => expect(whyRefused(key)).toContain('type it as 33.5%'));
    const month = 'call-month/101/2022-08';
    await pasteText(CALLS, month, 'Received', '29.816');
    await eventually(() => expect(whyRefused(month)).toBe('“29.816” may be 29,816 or a decimal: type 29816'));
  });
});
