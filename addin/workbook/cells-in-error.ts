/** Cells in one row that stand side by side; row and column count from 0 within the used range. */
export interface CellRun {
  readonly row: number;
  readonly column: number;
  readonly formulas: readonly string[];
  /** Whether Excel does not know the functions (`#NAME?`): such cells only wake when they are entered again. */
  readonly isUnknownName: boolean;
}

const PEEL_FORMULA = /\bPEEL\./i;

/** What a range holds, as Excel tells it: rows of formulas, of values, and of value types. */
export interface RangeContents {
  readonly formulas: readonly (readonly unknown[])[];
  readonly values: readonly (readonly unknown[])[];
  readonly valueTypes: readonly (readonly string[])[];
}

/** The cells of a range whose formula names a PEEL function and fails, in runs along the rows. */
export function peelCellsInError({ formulas, values, valueTypes }: RangeContents): CellRun[] {
  const runs: CellRun[] = [];
  formulas.forEach((cells, row) => {
    cells.forEach((formula, column) => {
      const isPeel = typeof formula === 'string' && formula.startsWith('=') && PEEL_FORMULA.test(formula);
      if (!isPeel || valueTypes[row]?.[column] !== 'Error') return;
      const isUnknownName = values[row]?.[column] === '#NAME?';
      const last = runs.at(-1);
      const continues =
        last !== undefined &&
        last.row === row &&
        last.column + last.formulas.length === column &&
        last.isUnknownName === isUnknownName;
      if (continues) runs[runs.length - 1] = { ...last, formulas: [...last.formulas, formula] };
      else runs.push({ row, column, formulas: [formula], isUnknownName });
    });
  });
  return runs;
}
