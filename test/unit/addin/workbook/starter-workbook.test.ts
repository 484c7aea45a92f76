// @vitest-environment jsdom
import { functions } from 'virtual:peel-functions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { associateFormulas } from '../../../../addin/formulas/associate-formulas.ts';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { reviveCells } from '../../../../addin/workbook/revive-cells.ts';
import { buildStarterWorkbook } from '../../../../addin/workbook/starter-workbook.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { seededCommits, seededRecords } from '../taskpane/seeded-records.ts';
import { asha, type SeededServices, seededServices, TODAY } from '../taskpane/seeded-services.ts';

// long enough for the waits below
vi.setConfig({ testTimeout: 60_000 });
let office: HeadlessOffice;
let seeded: SeededServices;

async function cells(sheet: string, address: string): Promise<{ values: unknown[][]; text: string[][] }> {
  return await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(sheet).getRange(address);
    range.load('values, text');
    await context.sync();
    return { values: range.values, text: range.text };
  });
}
const settled = <T>(read: () => Promise<T>, check: (value: T) => void): Promise<void> =>
  vi.waitFor(async () => check(await read()), { timeout: 20_000, interval: 100 });

beforeAll(async () => {
  seeded = await seededServices(seededRecords(), asha);
  office = await bootHeadlessOffice({ functions: { functions }, namespace: 'PEEL' });
  setFormulaReplica(seeded.replica);
  associateFormulas();
  seeded.replica.asAt(TODAY);
  await buildStarterWorkbook(seeded.replica);
  await vi.waitFor(() => expect(seeded.replica.copy.historyWanted()).not.toBeNull());
  await seeded.historyArrives(seededCommits());
}, 60_000);
afterAll(() => {
  setFormulaReplica(null);
  office.host.dispose();
});

describe('the starter workbook', () => {
  it('lists the nineteen AFIs as live formulas, with dates as dates', async () => {
    await settled(
      () => cells('Plan', 'A6:J24'),
      ({ values, text }) => {
        expect(values.map(([number]) => number)).toEqual(Array.from({ length: 19 }, (_none, index) => index + 1));
        expect(values[6]?.[1]).toContain('repeat callers');
        expect(values[6]?.[2]).toBe('In progress');
        expect(values[6]?.[4]).toBe(44926);
        expect(text[6]?.[4]).toBe('31 Dec 2022');
        expect(values.map((row) => row[3])).toEqual(values.map((row) => (row[0] === 15 ? 'At risk' : 'On track')));
      },
    );
  });

  it('reproduces the printed call tables', async () => {
    await settled(
      () => cells('Calls', 'A5:I15'),
      ({ values }) => {
        expect(values[0]).toEqual([
          'Quarter',
          'Month',
          'Received',
          'Answered',
          '% answered',
          'Answered < 10 secs',
          '% < 10 secs',
          'Not answered',
          '% not answered',
        ]);
        expect(values[4]?.slice(0, 4)).toEqual(['Total Q1', '', 94435, 93501]);
        expect(values[8]?.slice(0, 4)).toEqual(['Total Q2', '', 105019, 103429]);
        expect(values[9]?.[2]).toBe(10584);
        expect(values[10]?.[2]).toBeCloseTo(0.112, 3);
      },
    );
  });

  it('shows each example beside its result, as text that does not run', async () => {
    await settled(
      () => cells('Try it', 'A5:B13'),
      ({ values }) => {
        expect(values[0]).toEqual(['=PEEL.AFISTATUS(7)', 'In progress']);
        expect(values[5]?.[1]).toBeCloseTo(0.449, 3);
        expect(values[8]?.[1]).toBe('#N/A');
      },
    );
  });

  it('can be built again over itself', async () => {
    await buildStarterWorkbook(seeded.replica);
    const names = await Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load('items/name');
      await context.sync();
      return worksheets.items.map(({ name }) => name);
    });
    expect(names.filter((name) => ['Plan', 'Calls', 'Try it'].includes(name))).toHaveLength(3);
  });
});

describe('reviving cells', () => {
  it('asks the PEEL cells that show an error again, and says how many fail', async () => {
    await settled(
      () => cells('Try it', 'B13'),
      ({ values }) => expect(values).toEqual([['#N/A']]),
    );
    const knowledge = { isCard: () => false, isDead: () => false, typedFormula: (formula: string) => formula };
    expect(await reviveCells(knowledge, async () => {})).toEqual({ revived: 0, failing: 1, locked: 0 });
    await settled(
      () => cells('Try it', 'B5:B13'),
      ({ values }) => {
        expect(values[0]).toEqual(['In progress']);
        expect(values[8]).toEqual(['#N/A']);
      },
    );
  });
});
