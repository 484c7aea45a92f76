import { cellAddress } from '../../shared/worksheet/cell-address.ts';
import { runInExcel } from './excel-refusal.ts';
import { peelCellsOf, valueReader } from './peel-cells.ts';
import { readUsedSheets } from './used-sheets.ts';

/** A PEEL cell that shows an error. */
export interface FailingCell {
  readonly sheetId: string;
  readonly sheetName: string;
  /** Excel shows no cell of a hidden worksheet. */
  readonly isHidden: boolean;
  /** `B7`. */
  readonly address: string;
  readonly formula: string;
  /** `#N/A`, `#SPILL!`... */
  readonly code: string;
  readonly message: string;
}

export interface FailingCells {
  /** In the order of the worksheets, row by row. */
  readonly failing: readonly FailingCell[];
  /** All cells with a PEEL formula. */
  readonly peelCells: number;
}

/** A cell as whoever explains it sees it. */
export interface CellToExplain {
  readonly formula: string;
  readonly shows: unknown;
  readonly valueAt: (sheet: string | null, row: number, column: number) => unknown;
}

/**
 * Finds the PEEL cells of the workbook that show an error, with why; Excel's API does not tell a function's message.
 * `explain` answers null for a cell that is well all the same.
 */
export async function findFailingCells(explain: (cell: CellToExplain) => string | null): Promise<FailingCells> {
  const sheets = await runInExcel(readUsedSheets);
  let peelCells = 0;
  const failing: FailingCell[] = [];
  for (const sheet of sheets) {
    const cells = peelCellsOf(sheet);
    const valueAt = valueReader(sheets, sheet);
    peelCells += cells.length;
    for (const { row, column, formula, shows } of cells.filter(({ isError }) => isError)) {
      const message = explain({ formula, shows, valueAt });
      if (message === null) continue;
      failing.push({
        sheetId: sheet.id,
        sheetName: sheet.name,
        isHidden: sheet.isHidden,
        address: cellAddress(row, column),
        formula,
        code: String(shows),
        message,
      });
    }
  }
  return { failing, peelCells };
}
