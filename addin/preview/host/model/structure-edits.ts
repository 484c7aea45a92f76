import { HostError } from '../rich-api/host-error.ts';
import { intersectAreas } from './a1.ts';
import type { CellRange } from './cell-range.ts';
import { type ShiftWay, shiftCells, whileShown } from './cell-shifts.ts';
import type { Sheet } from './sheet.ts';
import type { Stretch } from './table-shape.ts';

/** Whole rows of the sheet, and whole columns; tables in them grow, shrink and move. */
export function insertRows(sheet: Sheet, { at, count }: Stretch): void {
  whileShown(sheet, () => sheet.facade.insertRows(at, count));
}

export function deleteRows(sheet: Sheet, { at, count }: Stretch): void {
  whileShown(sheet, () => sheet.facade.deleteRows(at, count));
}

export function insertColumns(sheet: Sheet, { at, count }: Stretch): void {
  whileShown(sheet, () => sheet.facade.insertColumns(at, count));
}

export function deleteColumns(sheet: Sheet, { at, count }: Stretch): void {
  whileShown(sheet, () => sheet.facade.deleteColumns(at, count));
}

/**
 * Makes room for the range's cells, or takes them out. Within a table these are the table's rows or columns when they
 * reach over its whole width or height; anything less Excel refuses.
 */
export function shiftBlock(range: CellRange, direction: ShiftWay, location: string): void {
  const { sheet, area } = range;
  for (const table of sheet.workbook.objects.tablesOn(sheet)) {
    const shared = intersectAreas(table.area, area);
    if (shared === undefined) continue;
    const isWide = shared.columnCount === table.area.columnCount;
    const isHigh = shared.rowCount >= table.area.rowCount - 1;
    const isVertical = direction === 'down' || direction === 'up';
    const isExact = isVertical ? area.columnCount === shared.columnCount : area.rowCount === shared.rowCount;
    const isBelowHeader = area.row > table.area.row;
    if (isVertical && isWide && isExact && isBelowHeader) {
      const first = area.row - table.area.row - 1;
      if (direction === 'down') table.insertRows(first, area.rowCount);
      else table.deleteRows(first, shared.rowCount);
      return;
    }
    if (!isVertical && isHigh && isExact) {
      const first = area.column - table.area.column;
      if (direction === 'right') table.insertColumns(first, area.columnCount);
      else table.deleteColumns(first, shared.columnCount);
      return;
    }
    const excelsWords =
      'This operation is not allowed. The operation is attempting to shift cells in a table on your worksheet.';
    throw new HostError('InvalidOperation', excelsWords, location);
  }
  shiftCells(range, direction);
}
