import type { UsedSheet } from './used-sheets.ts';

/** A cell whose formula uses a PEEL function; row and column count from 0 in the worksheet. */
export interface PeelCellAt {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly shows: unknown;
  readonly isError: boolean;
}

/** The second form is Excel's before it has read the add-in's functions (office-js#3558). */
const PEEL_FORMULA = /\bPEEL\.|_xldudf_PEEL_/i;

/** The cells of a worksheet whose formula uses a PEEL function. */
export function peelCellsOf({ formulas, values, valueTypes, firstRow, firstColumn }: UsedSheet): PeelCellAt[] {
  const cells: PeelCellAt[] = [];
  for (const [row, inRow] of formulas.entries()) {
    for (const [column, formula] of inRow.entries()) {
      if (typeof formula !== 'string' || !formula.startsWith('=') || !PEEL_FORMULA.test(formula)) continue;
      const shows = values[row]?.[column] ?? '';
      const isError = valueTypes[row]?.[column] === 'Error';
      cells.push({ row: firstRow + row, column: firstColumn + column, formula, shows, isError });
    }
  }
  return cells;
}

/** Reads a cell of any of these worksheets: '' where it is empty, undefined where there is no such worksheet. */
export function valueReader(sheets: readonly UsedSheet[], own: UsedSheet) {
  const byName = new Map(sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  return (sheetName: string | null, row: number, column: number): unknown => {
    const sheet = sheetName === null ? own : byName.get(sheetName.toLowerCase());
    // an empty worksheet has no used range, and is not among those that were read
    if (sheet === undefined) return undefined;
    return sheet.values[row - sheet.firstRow]?.[column - sheet.firstColumn] ?? '';
  };
}
