import { describe, expect, it } from 'vitest';
import { peelCellsInError } from '../../../../addin/workbook/cells-in-error.ts';

const ERROR = 'Error';

describe('PEEL cells in error', () => {
  it('are taken together where they stand side by side', () => {
    const runs = peelCellsInError({
      formulas: [
        ['=PEEL.AFISTATUS(1)', '=peel.AFIDUE(1)', '=1/0', '=PEEL.AFISTATUS(2)'],
        ['PEEL.', '=PEEL.AFISTATUS(3)', '=PEEL.AFISTATUS(4)', ''],
      ],
      values: [
        ['#N/A', '#BUSY!', '#DIV/0!', '#N/A'],
        ['PEEL.', 'In progress', '#VALUE!', ''],
      ],
      valueTypes: [
        [ERROR, ERROR, ERROR, ERROR],
        ['String', 'String', ERROR, 'Empty'],
      ],
    });
    expect(runs).toEqual([
      { row: 0, column: 0, formulas: ['=PEEL.AFISTATUS(1)', '=peel.AFIDUE(1)'], isUnknownName: false },
      { row: 0, column: 3, formulas: ['=PEEL.AFISTATUS(2)'], isUnknownName: false },
      { row: 1, column: 2, formulas: ['=PEEL.AFISTATUS(4)'], isUnknownName: false },
    ]);
  });

  it('that Excel does not know by name stand apart: they must be entered again', () => {
    const runs = peelCellsInError({
      formulas: [['=PEEL.AFISTATUS(1)', '=PEEL.AFISTATUS(2)']],
      values: [['#N/A', '#NAME?']],
      valueTypes: [[ERROR, ERROR]],
    });
    expect(runs.map(({ column, isUnknownName }) => [column, isUnknownName])).toEqual([
      [0, false],
      [1, true],
    ]);
  });
});
