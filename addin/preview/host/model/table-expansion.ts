import type { ICellData, ICommandInfo, IExecutionOptions, Nullable } from '@univerjs/core';
import { UNSEEN } from './cell-patches.ts';
import { gridRange } from './sheet.ts';
import { fillNewRows } from './table-rows.ts';
import { resized, type TableShape, withNewColumns } from './table-shape.ts';
import type { WorkbookModel } from './workbook-model.ts';

type Cells = Readonly<Record<number, Readonly<Record<number, Nullable<ICellData>>>>>;

interface SetRangeValues {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly cellValue?: Cells;
  readonly trigger?: string;
}

interface Growth {
  readonly id: string;
  readonly rows: number;
  readonly columns: number;
}

const SET_VALUES = 'sheet.mutation.set-range-values';
const STRUCTURAL = /insert-|remove-|delete-|move-|reorder/;

/**
 * Widens tables when somebody types or pastes into an empty row or column beside them, as Excel does with
 * AutoCorrect.AutoExpandListRange on; the grid does not. Add-ins' writes count too: Excel applies its AutoCorrect
 * options to them (office-js#6745). Returns what ends it.
 */
export function expandTables(workbook: WorkbookModel): () => void {
  const commands = workbook.injector.get(workbook.grid.packages.ICommandService);
  let growing: Growth[] = [];
  let undoing = 0;

  const isEntered = ({ id, params }: Readonly<ICommandInfo>, options?: IExecutionOptions): boolean => {
    if (id !== SET_VALUES || undoing > 0 || options?.fromFormula === true) return false;
    const { unitId, trigger = '' } = params as SetRangeValues;
    return unitId === workbook.id && trigger !== UNSEEN && !STRUCTURAL.test(trigger);
  };

  const before = commands.beforeCommandExecuted((command, options) => {
    if (command.id.startsWith('univer.command.')) undoing += 1;
    if (!isEntered(command, options)) return;
    const { subUnitId, cellValue = {} } = command.params as SetRangeValues;
    growing = workbook.tables
      .ids(subUnitId)
      .map((id) => growthOf(workbook, id, cellValue))
      .filter(({ rows, columns }) => rows > 0 || columns > 0);
  });
  const after = commands.onCommandExecuted((command, options) => {
    if (command.id.startsWith('univer.command.')) undoing -= 1;
    if (!isEntered(command, options)) return;
    const growths = growing;
    growing = [];
    for (const growth of growths) grow(workbook, growth);
  });
  return () => {
    before.dispose();
    after.dispose();
  };
}

function isFilled(cell: Nullable<ICellData>): boolean {
  if (cell === null || cell === undefined) return false;
  const hasValue = cell.v !== undefined && cell.v !== null && cell.v !== '';
  return hasValue || Boolean(cell.f) || Boolean(cell.si) || Boolean(cell.p);
}

function growthOf(workbook: WorkbookModel, id: string, cells: Cells): Growth {
  const shape = workbook.tables.shape(id);
  if (shape === undefined) return { id, rows: 0, columns: 0 };
  const rows = newRows(workbook, shape, cells);
  const columns = newColumns(
    workbook,
    { ...shape, area: { ...shape.area, rowCount: shape.area.rowCount + rows } },
    cells,
  );
  return { id, rows, columns };
}

/** Rows directly below, as far as they are entered and were empty. */
function newRows(workbook: WorkbookModel, { sheetId, area }: TableShape, cells: Cells): number {
  const sheet = workbook.sheet(sheetId);
  const inTable = Array.from({ length: area.columnCount }, (_, index) => area.column + index);
  const first = area.row + area.rowCount;
  const isFree = (row: number): boolean => inTable.every((column) => sheet.ownValue(row, column) === undefined);
  const isEntered = (row: number): boolean => inTable.some((column) => isFilled(cells[row]?.[column]));
  if (!isEntered(first)) return 0;
  let count = 0;
  let last = 0;
  while (cells[first + count] !== undefined && isFree(first + count)) {
    count += 1;
    if (isEntered(first + count - 1)) last = count;
  }
  return touchesAnother(workbook, sheetId, { ...area, row: first, rowCount: last }) ? 0 : last;
}

/** Columns directly to the right, as far as they are entered and were empty. */
function newColumns(workbook: WorkbookModel, { sheetId, area }: TableShape, cells: Cells): number {
  const sheet = workbook.sheet(sheetId);
  const inTable = Array.from({ length: area.rowCount }, (_, index) => area.row + index);
  const first = area.column + area.columnCount;
  const isFree = (column: number): boolean => inTable.every((row) => sheet.ownValue(row, column) === undefined);
  const isEntered = (column: number): boolean => inTable.some((row) => isFilled(cells[row]?.[column]));
  let count = 0;
  while (isEntered(first + count) && isFree(first + count)) count += 1;
  return touchesAnother(workbook, sheetId, { ...area, column: first, columnCount: count }) ? 0 : count;
}

function touchesAnother(workbook: WorkbookModel, sheetId: string, area: TableShape['area']): boolean {
  if (area.rowCount === 0 || area.columnCount === 0) return false;
  return workbook.tables.overlapping(sheetId, area).length > 0;
}

function grow(workbook: WorkbookModel, { id, rows, columns }: Growth): void {
  const shape = workbook.tables.shape(id);
  if (shape === undefined) return;
  const { area } = shape;
  const below = resized(shape, area.rowCount + rows, shape.columns.length);
  const grown = columns > 0 ? withNewColumns(below, below.columns.length, columns) : below;
  workbook.sheet(shape.sheetId).growToHold(grown.area);
  workbook.tables.change(id, grown);
  const added = { at: area.row + area.rowCount, count: rows };
  if (rows > 0) fillNewRows(workbook, grown, added);
  const tell = (changeType: 'RowInserted' | 'ColumnInserted', part: TableShape['area']): void =>
    workbook.changes.tell({
      kind: 'structure',
      sheetId: shape.sheetId,
      changeType,
      range: gridRange(part),
      shift: 'None',
    });
  // Excel tells of such rows as inserted ones (office-js#728).
  if (rows > 0) tell('RowInserted', { ...area, row: added.at, rowCount: rows });
  if (columns > 0)
    tell('ColumnInserted', { ...grown.area, column: area.column + area.columnCount, columnCount: columns });
}
