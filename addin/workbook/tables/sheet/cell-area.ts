/** A rectangle of cells in a worksheet; all count from 0. */
export interface CellArea {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

const CORNER = /^\$?([A-Z]{0,3})\$?(\d*)$/;
/** Further than any worksheet goes. */
const WITHOUT_END = 2_000_000;

export const WHOLE_SHEET: CellArea = { row: 0, column: 0, rowCount: WITHOUT_END, columnCount: WITHOUT_END };

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function areaBetween(first: string, last: string): CellArea | null {
  const [, firstLetters, firstDigits] = CORNER.exec(first) ?? [];
  const [, lastLetters, lastDigits] = CORNER.exec(last) ?? [];
  if (firstLetters === undefined || lastLetters === undefined || `${firstLetters}${firstDigits}` === '') return null;
  const row = firstDigits === '' ? 0 : Number(firstDigits) - 1;
  const column = firstLetters === '' ? 0 : columnIndex(firstLetters);
  const rowCount = lastDigits === '' ? WITHOUT_END : Number(lastDigits) - row;
  const columnCount = lastLetters === '' ? WITHOUT_END : columnIndex(lastLetters) - column + 1;
  return { row, column, rowCount, columnCount };
}

/** The rectangles of an address as events give it: `B2`, `Plan!B2:C5`, `13:13`, `A:B`, several with commas between. */
export function areasOf(address: string): CellArea[] {
  return address.split(',').flatMap((part) => {
    const cells = part.slice(part.lastIndexOf('!') + 1).toUpperCase();
    const [first = '', last = first] = cells.split(':');
    const area = areaBetween(first, last);
    return area === null ? [] : [area];
  });
}

/** Whether two rectangles share a cell. */
export function areasMeet(one: CellArea, other: CellArea): boolean {
  const inRows = one.row < other.row + other.rowCount && other.row < one.row + one.rowCount;
  const inColumns = one.column < other.column + other.columnCount && other.column < one.column + one.columnCount;
  return inRows && inColumns;
}
