import { itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { MAX_COLUMNS, MAX_ROWS } from './a1.ts';
import { optionalIntegerArgument } from './arguments.ts';
import { CellRange } from './cell-range.ts';
import { rangeArgument, rangeObject } from './range-api.ts';
import type { Sheet } from './sheet.ts';

/** Rows and columns that stay in view from the sheet's first cell. */
function freeze(sheet: Sheet, rows: number, columns: number): void {
  const startRow = rows === 0 ? -1 : rows;
  const startColumn = columns === 0 ? -1 : columns;
  sheet.facade.setFreeze({ startRow, startColumn, ySplit: rows, xSplit: columns });
}

function frozenRange(sheet: Sheet): HostObject | null {
  const rows = Math.max(0, sheet.facade.getFrozenRows());
  const columns = Math.max(0, sheet.facade.getFrozenColumns());
  if (rows === 0 && columns === 0) return null;
  const area = { row: 0, column: 0, rowCount: rows || MAX_ROWS, columnCount: columns || MAX_COLUMNS };
  return rangeObject(new CellRange(sheet, area));
}

const freezePanesClass: HostClass<Sheet> = {
  name: 'WorksheetFreezePanes',
  methods: {
    FreezeRows: (sheet, count) =>
      freeze(sheet, optionalIntegerArgument(count, 'WorksheetFreezePanes.freezeRows') ?? 1, 0),
    FreezeColumns: (sheet, count) =>
      freeze(sheet, 0, optionalIntegerArgument(count, 'WorksheetFreezePanes.freezeColumns') ?? 1),
    FreezeAt: (sheet, range) => {
      const { area, isEntireColumn, isEntireRow } = rangeArgument(range, sheet, 'WorksheetFreezePanes.freezeAt');
      const rows = isEntireColumn ? 0 : area.row + area.rowCount;
      freeze(sheet, rows, isEntireRow ? 0 : area.column + area.columnCount);
    },
    Unfreeze: (sheet) => void sheet.facade.cancelFreeze(),
    GetLocation: (sheet) => {
      const frozen = frozenRange(sheet);
      if (frozen === null) throw itemNotFound('WorksheetFreezePanes.getLocation');
      return frozen;
    },
    GetLocationOrNullObject: frozenRange,
  },
};

export function freezePanesObject(sheet: Sheet): HostObject {
  return hostObject(freezePanesClass, sheet);
}
