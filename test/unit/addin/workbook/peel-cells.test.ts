import { describe, expect, it } from 'vitest';
import { inBlocks } from '../../../../addin/workbook/cell-blocks.ts';
import { peelCellsOf, valueReader } from '../../../../addin/workbook/peel-cells.ts';
import type { UsedSheet } from '../../../../addin/workbook/used-sheets.ts';

const ERROR = 'Error';
const sheet = (held: Partial<UsedSheet>): UsedSheet => ({
  id: 'plan',
  name: 'Plan',
  isHidden: false,
  isProtected: false,
  firstRow: 0,
  firstColumn: 0,
  formulas: [],
  values: [],
  valueTypes: [],
  ...held,
});

describe('the PEEL cells of a worksheet', () => {
  it('are those whose formula uses a function of ours, under the name that Excel gives it too', () => {
    const cells = peelCellsOf(
      sheet({
        firstRow: 4,
        firstColumn: 1,
        formulas: [
          ['=PEEL.AFISTATUS(1)', '=1/0', 'PEEL.CALLS'],
          ['=_xldudf_PEEL_AFIDUE(2)', 7, '=2*peel.aficount()'],
        ],
        values: [
          ['#N/A', '#DIV/0!', 'PEEL.CALLS'],
          ['#NAME?', 7, 38],
        ],
        valueTypes: [
          [ERROR, ERROR, 'String'],
          [ERROR, 'Double', 'Double'],
        ],
      }),
    );
    expect(cells).toEqual([
      { row: 4, column: 1, formula: '=PEEL.AFISTATUS(1)', shows: '#N/A', isError: true },
      { row: 5, column: 1, formula: '=_xldudf_PEEL_AFIDUE(2)', shows: '#NAME?', isError: true },
      { row: 5, column: 3, formula: '=2*peel.aficount()', shows: 38, isError: false },
    ]);
  });

  it('read other cells, on their own worksheet and on others', () => {
    const plan = sheet({ firstRow: 1, firstColumn: 1, values: [[7, 'x']] });
    const calls = sheet({ id: 'calls', name: 'Calls', values: [['#N/A']] });
    const valueAt = valueReader([plan, calls], plan);
    expect(valueAt(null, 1, 1)).toBe(7);
    expect(valueAt(null, 0, 0)).toBe('');
    expect(valueAt('calls', 0, 0)).toBe('#N/A');
    expect(valueAt('Elsewhere', 0, 0)).toBeUndefined();
  });
});

describe('cells that are taken together', () => {
  it('stand side by side or below each other', () => {
    const column = Array.from({ length: 10_000 }, (_none, row) => ({
      row,
      column: 2,
      formula: `=PEEL.AFIDUE(${row})`,
    }));
    expect(inBlocks(column)).toHaveLength(1);
    const table = [0, 1].flatMap((row) => [4, 5].map((at) => ({ row, column: at, formula: `${row} ${at}` })));
    expect(inBlocks([...table, { row: 3, column: 4, formula: 'alone' }])).toEqual([
      {
        row: 0,
        column: 4,
        rows: [
          ['0 4', '0 5'],
          ['1 4', '1 5'],
        ],
      },
      { row: 3, column: 4, rows: [['alone']] },
    ]);
  });
});
