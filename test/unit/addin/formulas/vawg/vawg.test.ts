import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { serial } from '../plan-fixture.ts';
import { type PrintedAs, printedLine, printedRow } from '../printed-cells.ts';
import { arrives, seededReplica } from '../seeded-cells.ts';

// Slides of 31 October 2022, slide 24, "VAWG Performance: Rolling Quarter to September 2022": Overall; Domestic Abuse / Non
// Domestic Abuse; Sexual Offences. Above the columns: Recorded (four), Suspect Interviewed Rate (three), Charge Rate (three)
const SLIDE_24 = `
             | Sep-22 | Sep-21 | No change | % change | Sep-22 | Sep-21 | % point change | Sep-22 | Sep-21 | % point change
Force        | 11799 | 12981 | -1182 | -9.1%  | 24.3% | 29.7% | -5.4  | 5.0% | 4.4% | 0.6
DA           | 6461  | 7047  | -586  | -8.3%  | 33.5% | 40.0% | -6.5  | 6.6% | 5.5% | 1.1
Non-DA       | 5338  | 5934  | -596  | -10.0% | 13.2% | 17.5% | -4.3  | 3.0% | 3.1% | -0.1
Rape         | 479   | 483   | -4    | -0.8%  | 39.5% | 51.8% | -12.3 | 4.8% | 2.7% | 2.1
Other Sexual | 714   | 726   | -12   | -1.7%  | 23.0% | 32.8% | -9.8  | 5.0% | 6.1% | -1.1`;
const RECORDED: readonly PrintedAs[] = ['count', 'count', 'count', 'percent'];
const RATE: readonly PrintedAs[] = ['percent', 'percent', 'points'];
const COLUMNS: readonly PrintedAs[] = ['text', ...RECORDED, ...RATE, ...RATE];
const [, ...PRINTED] = SLIDE_24.trim().split('\n').map(printedLine);

let replica: DatasetReplica;
beforeAll(installExcelNames);
beforeEach(async () => {
  replica = await seededReplica();
});

const shown = (name: FormulaName, ...values: unknown[]): unknown => enter(name, ...values).shown;

describe('the VAWG tables of slide 24', () => {
  it('are VAWGTABLE cell by cell, with the rates that are immature', () => {
    const rows = (shown('VAWGTABLE', 'Sep-22') as unknown[][]).map((row) => printedRow(row, COLUMNS));
    const expected = PRINTED.map(([category = '', ...cells]) => [
      category.replace('Sexual', 'sexual'),
      ...cells,
      'Sep-22',
    ]);
    expect(rows).toEqual(expected);
  });

  it('have headings that never call a change of a rate a % change', () => {
    const heading = (shown('VAWGTABLE', 'Sep-22', true) as string[][])[0] ?? [];
    const changes = heading.filter((name) => name.includes('change'));
    expect(changes).toEqual([
      'Recorded, number change',
      'Recorded, % change',
      'Suspect interviewed rate, pp change',
      'Charge rate, pp change',
    ]);
    expect(heading).toHaveLength(COLUMNS.length + 1);
  });

  it.each(PRINTED)('are VAWG and VAWGCHANGE figure by figure: %s', (category, ...cells) => {
    const figures = ['Recorded', 'Suspect interviewed rate', 'Charge rate'].flatMap((measure) => [
      shown('VAWG', category, measure, 'Sep-22'),
      shown('VAWG', category, measure, 'Sep-21'),
      shown('VAWGCHANGE', category, measure, 'Sep-22'),
    ]);
    const columns = COLUMNS.slice(1).filter((_form, column) => column !== 2);
    expect(printedRow(figures, columns)).toEqual(cells.filter((_cell, column) => column !== 2));
  });
});

describe('formulas over VAWG', () => {
  it.each([
    ['Sep-22'],
    ['to Sep 2022'],
    ['Rolling quarter to September 2022'],
    ['rolling quarter ending Sep-22'],
    ['quarter to 30 September 2022'],
    ['July to September 2022'],
    ['Q2 2022/23'],
    ['2022-09'],
    [serial('2022-09-15')],
  ])('take the period as %j', (period) => expect(shown('VAWG', 'Force', 'Recorded', period)).toBe(11_799));

  it.each([
    ['Overall', 'recorded offences', 11_799],
    ['domestic abuse', 'Suspect Interviewed Rate', 0.335],
    ['NON DOMESTIC ABUSE', '% suspects interviewed', 0.132],
    ['non da', 'charged', 0.03],
    ['Other sexual offences', 'percentage charged', 0.05],
  ])('take %j and %j', (category, measure, expected) => {
    expect(shown('VAWG', category, measure, 'Sep-22')).toBe(expected);
  });

  it.each([['constructor'], ['toString'], [''], [7]])('do not take %j for a name', (typed) => {
    expect(shown('VAWG', typed, 'Recorded', 'Sep-22')).toMatch(/^#VALUE! category must be one of Force, /);
    expect(shown('VAWG', 'DA', typed, 'Sep-22')).toMatch(/^#VALUE! measure must be one of Recorded, /);
  });

  it('refuse a half-year, which is no quarter', () => {
    expect(shown('VAWGTABLE', 'April to September 2022')).toMatch(/^#VALUE! period must be the month/);
  });

  it('[S13] a rate that rises later changes only the cells as at a day after, and only of its category', async () => {
    const cells = {
      meeting: enter('VAWG', 'DA', 'charge rate', 'Sep-22', '2022-10-31'),
      later: enter('VAWG', 'DA', 'charge rate', 'Sep-22', '2023-03-31'),
      change: enter('VAWGCHANGE', 'DA', 'charge rate', 'Sep-22', null, '2023-03-31'),
      present: enter('VAWG', 'DA', 'charge rate', 'Sep-22'),
      table: enter('VAWGTABLE', 'Sep-22', false, '2022-10-31'),
      other: enter('VAWG', 'Rape', 'charge rate', 'Sep-22'),
    };
    const risen = { recorded: 6461, suspectInterviewedRatePercent: 36.1, chargeRatePercent: 7.4, immature: false };
    const id = 'vawg-period/da/2022-09';
    await arrives(replica, loggedChange('vawg-period', id, risen, { effectiveOn: '2023-02-01' }));
    expect([cells.later.results, cells.present.results]).toEqual([
      [0.066, 0.074],
      [0.066, 0.074],
    ]);
    expect(cells.change.results).toEqual([1.1, 1.9]);
    const unmoved = [cells.meeting, cells.table, cells.other].map(({ results }) => results.length);
    expect(unmoved).toEqual([1, 1, 1]);
    const da = (shown('VAWGTABLE', 'Sep-22') as unknown[][])[1];
    expect(da?.at(-1)).toBe('');
  });

  it('[S13] a correction of history changes the cells as at its days', async () => {
    const before = enter('VAWG', 'DA', 'Recorded', 'Sep-21', '2022-10-31');
    const corrected = { recorded: 7050, suspectInterviewedRatePercent: 40, chargeRatePercent: 5.5, immature: false };
    const id = 'vawg-period/da/2021-09';
    await arrives(replica, loggedChange('vawg-period', id, corrected, { effectiveOn: '2022-10-31' }));
    expect(before.results).toEqual([7047, 7050]);
  });

  it('are sent nothing more once their cell is cleared', async () => {
    const cell = enter('VAWG', 'DA', 'Recorded', 'Sep-22');
    cell.cancel();
    const changed = { recorded: 6462, suspectInterviewedRatePercent: 33.5, chargeRatePercent: 6.6, immature: true };
    const id = 'vawg-period/da/2022-09';
    await arrives(replica, loggedChange('vawg-period', id, changed, { effectiveOn: '2022-10-31' }));
    expect(cell.results).toEqual([6461]);
  });
});
