import { invalidArgument, itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject, isHostObject } from '../rich-api/host-object.ts';
import { type Area, boundingArea, intersectAreas, MAX_COLUMNS, MAX_ROWS } from './a1.ts';
import { integerArgument, optionalTextArgument } from './arguments.ts';
import { CellRange, cellRange, rangeAt } from './cell-range.ts';
import type { CellValue } from './cell-values.ts';
import { dataValidationObject } from './data-validation-api.ts';
import { mergeCells, mergedAreas, unmergeCells } from './merged-cells.ts';
import { refuseWhereLocked, refuseWhereProtected } from './protection-api.ts';
import { rangeAreasObject } from './range-areas-api.ts';
import { rangeFormatObject } from './range-format-api.ts';
import type { Allowance, Sheet } from './sheet.ts';
import { deleteColumns, deleteRows, insertColumns, insertRows, shiftBlock } from './structure-edits.ts';

/** A range as an argument: another range of the batch, or an address on the same sheet. */
export function rangeArgument(value: unknown, sheet: Sheet, location: string): CellRange {
  if (isHostObject(value) && value.target instanceof CellRange) return value.target;
  if (typeof value !== 'string') throw invalidArgument(location);
  const sheetName = /^'?(.*?)'?!/.exec(value)?.[1]?.replaceAll("''", "'");
  const owner = sheetName === undefined ? sheet : sheet.workbook.sheetNamed(sheetName);
  if (owner === undefined) throw invalidArgument(location);
  return rangeAt(owner, value, location);
}

export function rangeObject(range: CellRange): HostObject {
  return hostObject(rangeClass, range);
}

function part({ sheet, area }: CellRange, change: Partial<Area>, location: string): HostObject {
  return rangeObject(cellRange(sheet, { ...area, ...change }, location));
}

function intersection(range: CellRange, other: unknown, location: string): CellRange | undefined {
  const second = rangeArgument(other, range.sheet, location);
  const shared = range.sheet === second.sheet ? intersectAreas(range.area, second.area) : undefined;
  return shared && new CellRange(range.sheet, shared);
}

function usedPart({ sheet, area }: CellRange): CellRange | undefined {
  const used = sheet.usedArea();
  const shared = used && intersectAreas(area, used);
  return shared && new CellRange(sheet, shared);
}

function spilledBy({ sheet, area }: CellRange): CellRange | undefined {
  const spill = sheet.spillOf(area.row, area.column);
  return spill && new CellRange(sheet, spill);
}

function valueType(value: CellValue, errors: ReadonlySet<string>): string {
  if (value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  if (typeof value === 'boolean') return 'Boolean';
  return errors.has(value) ? 'Error' : 'String';
}

const CLEAR_KINDS = ['All', 'Contents', 'Formats'];

function clear(range: CellRange, kind: unknown): void {
  const applyTo = optionalTextArgument(kind, 'Range.clear') ?? 'All';
  if (!CLEAR_KINDS.includes(applyTo)) throw invalidArgument('Range.clear');
  if (applyTo !== 'Formats') refuseWhereLocked(range, 'Range.clear');
  if (applyTo !== 'Contents') refuseWhereProtected(range.sheet, 'Range.clear', 'allowFormatCells');
  if (applyTo !== 'Formats') range.grid.clearContent();
  if (applyTo !== 'Contents') range.grid.clearFormat();
}

/** A protection can allow whole rows or columns to come and go, never a block of cells. */
function wholeLines(range: CellRange, rows: Allowance, columns: Allowance): Allowance | undefined {
  if (range.isEntireRow) return rows;
  return range.isEntireColumn ? columns : undefined;
}

/** Cells move down or right from here; an address written before stays where it was, as in Excel. */
function insert(range: CellRange, shift: unknown): HostObject {
  if (shift !== 'Down' && shift !== 'Right') throw invalidArgument('Range.insert');
  refuseWhereProtected(range.sheet, 'Range.insert', wholeLines(range, 'allowInsertRows', 'allowInsertColumns'));
  const { row, column, rowCount, columnCount } = range.area;
  if (range.isEntireRow && shift === 'Down') insertRows(range.sheet, { at: row, count: rowCount });
  else if (range.isEntireColumn && shift === 'Right') insertColumns(range.sheet, { at: column, count: columnCount });
  else shiftBlock(range, shift === 'Down' ? 'down' : 'right', 'Range.insert');
  return rangeObject(range);
}

function remove(range: CellRange, shift: unknown): void {
  if (shift !== 'Up' && shift !== 'Left') throw invalidArgument('Range.delete');
  refuseWhereProtected(range.sheet, 'Range.delete', wholeLines(range, 'allowDeleteRows', 'allowDeleteColumns'));
  refuseWhereLocked(range, 'Range.delete');
  const { row, column, rowCount, columnCount } = range.area;
  if (range.isEntireRow) deleteRows(range.sheet, { at: row, count: rowCount });
  else if (range.isEntireColumn) deleteColumns(range.sheet, { at: column, count: columnCount });
  else shiftBlock(range, shift === 'Up' ? 'up' : 'left', 'Range.delete');
}

function numberFormats(range: CellRange): string[][] {
  return range.read((row, column) => range.sheet.numberFormat(row, column) || 'General');
}

function writeNumberFormats(range: CellRange, value: unknown): void {
  range.writeStyle(value, 'Range.numberFormat', (format) => {
    if (format === null) return undefined;
    if (typeof format !== 'string') throw invalidArgument('Range.numberFormat');
    return { n: format === 'General' || format === '' ? null : { pattern: format } };
  });
}

/** True or false when all rows agree, else `null`. */
function rowHidden({ sheet, area }: CellRange): boolean | null {
  const { row, rowCount } = sheet.clip(area);
  const first = sheet.isRowHidden(row);
  for (let at = row; at < row + rowCount; at += 1) if (sheet.isRowHidden(at) !== first) return null;
  return first;
}

const rangeClass: HostClass<CellRange> = {
  name: 'Range',
  properties: {
    Address: { get: (range) => range.address },
    RowIndex: { get: ({ area }) => area.row },
    ColumnIndex: { get: ({ area }) => area.column },
    RowCount: { get: ({ area }) => area.rowCount },
    ColumnCount: { get: ({ area }) => area.columnCount },
    CellCount: { get: ({ area }) => area.rowCount * area.columnCount },
    IsEntireColumn: { get: (range) => range.isEntireColumn },
    IsEntireRow: { get: (range) => range.isEntireRow },
    Values: { get: (range) => range.values(), set: (range, value) => range.write(value, 'Range.values') },
    Formulas: { get: (range) => range.formulas(), set: (range, value) => range.write(value, 'Range.formulas') },
    Text: { get: (range) => range.read((row, column) => range.sheet.text(row, column)) },
    ValueTypes: {
      get: (range) => {
        const errors: ReadonlySet<string> = range.sheet.workbook.grid.packages.ERROR_TYPE_SET;
        return range.values().map((row) => row.map((value) => valueType(value, errors)));
      },
    },
    RowHidden: { get: rowHidden },
    NumberFormat: { get: numberFormats, set: writeNumberFormats },
    HasSpill: { get: (range) => spilledBy(range) !== undefined },
  },
  objects: {
    Worksheet: (range) => range.sheet.workbook.objects.worksheet(range.sheet),
    DataValidation: dataValidationObject,
    Format: rangeFormatObject,
  },
  methods: {
    _ValidateArraySize: ({ area }, rows, columns) => {
      if (rows !== area.rowCount || columns !== area.columnCount) throw invalidArgument('Range.values');
    },
    GetCell: (range, row, column) => {
      const offset = { row: integerArgument(row, 'Range.getCell'), column: integerArgument(column, 'Range.getCell') };
      const cell = { row: range.area.row + offset.row, column: range.area.column + offset.column };
      return part(range, { ...cell, rowCount: 1, columnCount: 1 }, 'Range.getCell');
    },
    GetRow: (range, index) =>
      part(range, { row: range.area.row + integerArgument(index, 'Range.getRow'), rowCount: 1 }, 'Range.getRow'),
    GetColumn: (range, index) => {
      const column = range.area.column + integerArgument(index, 'Range.getColumn');
      return part(range, { column, columnCount: 1 }, 'Range.getColumn');
    },
    GetLastRow: (range) => part(range, { row: range.area.row + range.area.rowCount - 1, rowCount: 1 }, 'Range'),
    GetLastColumn: (range) =>
      part(range, { column: range.area.column + range.area.columnCount - 1, columnCount: 1 }, 'Range'),
    GetLastCell: (range) => {
      const { row, column, rowCount, columnCount } = range.area;
      const last = { row: row + rowCount - 1, column: column + columnCount - 1 };
      return part(range, { ...last, rowCount: 1, columnCount: 1 }, 'Range');
    },
    GetEntireRow: (range) => part(range, { column: 0, columnCount: MAX_COLUMNS }, 'Range'),
    GetEntireColumn: (range) => part(range, { row: 0, rowCount: MAX_ROWS }, 'Range'),
    GetOffsetRange: (range, rows, columns) => {
      const location = 'Range.getOffsetRange';
      const row = range.area.row + integerArgument(rows, location);
      return part(range, { row, column: range.area.column + integerArgument(columns, location) }, location);
    },
    GetResizedRange: (range, rows, columns) => {
      const location = 'Range.getResizedRange';
      const rowCount = range.area.rowCount + integerArgument(rows, location);
      return part(
        range,
        { rowCount, columnCount: range.area.columnCount + integerArgument(columns, location) },
        location,
      );
    },
    GetAbsoluteResizedRange: (range, rows, columns) => {
      const location = 'Range.getAbsoluteResizedRange';
      const rowCount = integerArgument(rows, location);
      return part(range, { rowCount, columnCount: integerArgument(columns, location) }, location);
    },
    GetBoundingRect: (range, other) => {
      const second = rangeArgument(other, range.sheet, 'Range.getBoundingRect');
      return part(range, boundingArea(range.area, second.area), 'Range.getBoundingRect');
    },
    GetIntersection: (range, other) => {
      const shared = intersection(range, other, 'Range.getIntersection');
      if (shared === undefined) throw itemNotFound('Range.getIntersection');
      return rangeObject(shared);
    },
    GetIntersectionOrNullObject: (range, other) => {
      const shared = intersection(range, other, 'Range.getIntersectionOrNullObject');
      return shared === undefined ? null : rangeObject(shared);
    },
    GetUsedRange: (range) => {
      const used = usedPart(range);
      return used === undefined ? part(range, { rowCount: 1, columnCount: 1 }, 'Range') : rangeObject(used);
    },
    GetUsedRangeOrNullObject: (range) => {
      const used = usedPart(range);
      return used === undefined ? null : rangeObject(used);
    },
    GetSpillingToRange: (range) => {
      const spill = spilledBy(range);
      if (spill === undefined) throw itemNotFound('Range.getSpillingToRange');
      return rangeObject(spill);
    },
    GetSpillingToRangeOrNullObject: (range) => {
      const spill = spilledBy(range);
      return spill === undefined ? null : rangeObject(spill);
    },
    GetMergedAreasOrNullObject: (range) => {
      const areas = mergedAreas(range);
      return areas.length === 0 ? null : rangeAreasObject(range.sheet, areas);
    },
    Merge: mergeCells,
    Unmerge: unmergeCells,
    Clear: clear,
    Insert: insert,
    Delete: remove,
    Select: (range) => {
      range.sheet.facade.activate();
      range.grid.activate();
    },
    SetDirty: ({ sheet, area }) => sheet.workbook.recalculation.recalculate(sheet, area),
    Calculate: ({ sheet, area }) => sheet.workbook.recalculation.recalculate(sheet, area),
  },
};
