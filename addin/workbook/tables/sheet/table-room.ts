import { cellAddress } from '../../../../shared/worksheet/cell-address.ts';
import { fitsOnSheet } from '../../insert-formula.ts';
import { areasMeet, type CellArea } from './cell-area.ts';
import { askForContents, firstContent } from './first-content.ts';
import { TableRefusalError } from './table-refusal.ts';

/** How many rows and columns a new table takes, its title and heading among the rows. */
export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

/** Where a new table goes: from its title's first cell on. */
export interface TableRoom {
  readonly sheet: Excel.Worksheet;
  readonly sheetId: string;
  /** From 0. */
  readonly row: number;
  readonly column: number;
  /** In points, of each column; null on a new sheet. */
  readonly widths: readonly number[] | null;
}

/** `Range.getMergedAreasOrNullObject` came with ExcelApi 1.13; the manifest asks for less. */
const canFindMerged = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', '1.13');

/** https://support.microsoft.com/office/rename-a-worksheet-3f1f7148-ee83-404d-8ef0-9ff99fbad1f9 */
const MAX_SHEET_NAME = 31;

/** A sheet of its own, called like the table. */
export async function roomOnNewSheet(context: Excel.RequestContext, title: string): Promise<TableRoom> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const plain = title.replace(/[\\/?*[\]:]/g, ' ').slice(0, MAX_SHEET_NAME - 4);
  const name = firstFree(plain, ' ', new Set(worksheets.items.map((sheet) => sheet.name.toLowerCase())));
  const sheet = worksheets.add(name);
  sheet.load('id');
  await context.sync();
  return { sheet, sheetId: sheet.id, row: 0, column: 0, widths: null };
}

/** From the selected cell on; throws a TableRefusalError that says what is in the way. */
export async function roomAtSelectedCell(context: Excel.RequestContext, size: TableSize): Promise<TableRoom> {
  const cell = context.workbook.getActiveCell();
  const { worksheet: sheet } = cell;
  const { tables } = sheet;
  cell.load('address, rowIndex, columnIndex');
  sheet.load('id');
  sheet.protection.load('protected');
  tables.load('items/name');
  await context.sync();
  if (sheet.protection.protected)
    throw new TableRefusalError(
      'The worksheet is protected. Take the protection off (Review, Unprotect Sheet), then try again',
    );
  if (!fitsOnSheet(cell, size))
    throw new TableRefusalError(
      `The table has ${size.rows} rows and ${size.columns} columns: it would go over the worksheet's edge from ${cell.address}. Select a cell further up or left`,
    );

  const area: CellArea = {
    row: cell.rowIndex,
    column: cell.columnIndex,
    rowCount: size.rows,
    columnCount: size.columns,
  };
  const range = sheet.getRangeByIndexes(area.row, area.column, area.rowCount, area.columnCount);
  const contents = askForContents(range);
  const merged = canFindMerged() ? range.getMergedAreasOrNullObject() : null;
  merged?.load('address');
  const others = tables.items.map((table) => ({ name: table.name, range: table.getRange() }));
  for (const other of others) other.range.load('rowIndex, columnIndex, rowCount, columnCount');
  const columns = Array.from(
    { length: size.columns },
    (_, index) => sheet.getCell(area.row, area.column + index).format,
  );
  for (const format of columns) format.load('columnWidth');
  await context.sync();

  const overlapped = others.find((other) => areasMeet(area, areaOf(other.range)));
  if (overlapped !== undefined)
    throw new TableRefusalError(
      `The table ${overlapped.name} is in the way. Select a cell with room for ${size.rows} rows and ${size.columns} columns, or insert it on a new sheet`,
    );
  const held = firstContent(contents);
  if (held !== null)
    throw new TableRefusalError(
      `${cellAddress(held.row, held.column)} is not empty. Select a cell with room for ${size.rows} rows and ${size.columns} columns, or insert the table on a new sheet`,
    );
  if (merged !== null && !merged.isNullObject)
    throw new TableRefusalError(
      `There are merged cells in the way (${merged.address}). Unmerge them, or insert the table on a new sheet`,
    );
  return {
    sheet,
    sheetId: sheet.id,
    row: area.row,
    column: area.column,
    widths: columns.map(({ columnWidth }) => columnWidth),
  };
}

const areaOf = ({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): CellArea => ({
  row: rowIndex,
  column: columnIndex,
  rowCount,
  columnCount,
});

/** The name itself, or with the first number that makes it one that nobody has; `taken` in small letters. */
export function firstFree(name: string, between: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) {
    const numbered = `${name}${between}${number}`;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}
