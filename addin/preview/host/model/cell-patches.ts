import type { ICellData } from '@univerjs/core';

/** The `trigger` of cells that are written by nobody: headers and formulas that a table fills in by itself. */
export const UNSEEN = 'preview.table';

/** Cells by row and column, as the grid's commands take them. */
export class CellPatches {
  readonly cells: Record<number, Record<number, ICellData>> = {};

  get isEmpty(): boolean {
    return Object.keys(this.cells).length === 0;
  }

  put(row: number, column: number, cell: ICellData): void {
    const cellsOfRow = this.cells[row] ?? {};
    this.cells[row] = cellsOfRow;
    cellsOfRow[column] = cell;
  }
}
