import { invalidArgument } from '../rich-api/host-error.ts';

/** A block of cells; row and column count from 0. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** The size of an Excel sheet, whatever the grid's sheet has at the moment. */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** `Sheet1`, but `'Call figures'` and `'Kent''s plan'`. */
export function quoteSheetName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** `B2`, `B2:C7`, `B:C` or `2:7`, without the sheet's name. */
export function formatAddress({ row, column, rowCount, columnCount }: Area): string {
  const first = columnLetters(column);
  const last = columnLetters(column + columnCount - 1);
  if (rowCount >= MAX_ROWS) return `${first}:${last}`;
  if (columnCount >= MAX_COLUMNS) return `${row + 1}:${row + rowCount}`;
  const start = `${first}${row + 1}`;
  return rowCount === 1 && columnCount === 1 ? start : `${start}:${last}${row + rowCount}`;
}

const CELLS = /^([A-Za-z]{1,3})(\d+)(?::([A-Za-z]{1,3})(\d+))?$/;
const WHOLE_COLUMNS = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/;
const WHOLE_ROWS = /^(\d+):(\d+)$/;

function between(first: number, second: number): { start: number; count: number } {
  return { start: Math.min(first, second), count: Math.abs(second - first) + 1 };
}

/** Reads an address in A1 style; a sheet's name before `!` and `$` are ignored. Refuses anything else as Excel does. */
export function parseAddress(address: string, location = 'Worksheet.getRange'): Area {
  const text = address.replace(/^.*!/, '').replaceAll('$', '').trim();
  const cells = CELLS.exec(text);
  if (cells !== null) {
    const [, letters = '', number = '', lastLetters = letters, lastNumber = number] = cells;
    const rows = between(Number(number) - 1, Number(lastNumber) - 1);
    const columns = between(columnIndex(letters), columnIndex(lastLetters));
    return { row: rows.start, column: columns.start, rowCount: rows.count, columnCount: columns.count };
  }
  const wholeColumns = WHOLE_COLUMNS.exec(text);
  if (wholeColumns !== null) {
    const columns = between(columnIndex(wholeColumns[1] ?? ''), columnIndex(wholeColumns[2] ?? ''));
    return { row: 0, column: columns.start, rowCount: MAX_ROWS, columnCount: columns.count };
  }
  const wholeRows = WHOLE_ROWS.exec(text);
  if (wholeRows !== null) {
    const rows = between(Number(wholeRows[1]) - 1, Number(wholeRows[2]) - 1);
    return { row: rows.start, column: 0, rowCount: rows.count, columnCount: MAX_COLUMNS };
  }
  throw invalidArgument(location);
}

/** The cells that both areas hold; undefined when they share none. */
export function intersectAreas(first: Area, second: Area): Area | undefined {
  const row = Math.max(first.row, second.row);
  const column = Math.max(first.column, second.column);
  const rowCount = Math.min(first.row + first.rowCount, second.row + second.rowCount) - row;
  const columnCount = Math.min(first.column + first.columnCount, second.column + second.columnCount) - column;
  return rowCount > 0 && columnCount > 0 ? { row, column, rowCount, columnCount } : undefined;
}

/** The smallest area that holds both. */
export function boundingArea(first: Area, second: Area): Area {
  const row = Math.min(first.row, second.row);
  const column = Math.min(first.column, second.column);
  const rowCount = Math.max(first.row + first.rowCount, second.row + second.rowCount) - row;
  const columnCount = Math.max(first.column + first.columnCount, second.column + second.columnCount) - column;
  return { row, column, rowCount, columnCount };
}

/** What is left of an area without the cells that it shares with another: up to four blocks. */
export function subtractArea(area: Area, cut: Area): Area[] {
  const shared = intersectAreas(area, cut);
  if (shared === undefined) return [area];
  const below = shared.row + shared.rowCount;
  const right = shared.column + shared.columnCount;
  const middle = { row: shared.row, rowCount: shared.rowCount };
  const pieces = [
    { ...area, rowCount: shared.row - area.row },
    { ...area, row: below, rowCount: area.row + area.rowCount - below },
    { ...middle, column: area.column, columnCount: shared.column - area.column },
    { ...middle, column: right, columnCount: area.column + area.columnCount - right },
  ];
  return pieces.filter(({ rowCount, columnCount }) => rowCount > 0 && columnCount > 0);
}
