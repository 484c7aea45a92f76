import { HostError, invalidArgument } from '../rich-api/host-error.ts';
import { type Area, formatAddress, MAX_COLUMNS, MAX_ROWS, parseAddress, quoteSheetName } from './a1.ts';
import { type CellValue, toCellData } from './cell-values.ts';
import { refuseWhereLocked, refuseWhereProtected } from './protection-api.ts';
import { gridRange, type Sheet } from './sheet.ts';

/** Excel refuses requests and answers over 5 MB; a cell is about a byte at the least. */
const MAX_CELLS = 5_000_000;

/** A block of cells of one sheet. */
export class CellRange {
  constructor(
    readonly sheet: Sheet,
    readonly area: Area,
  ) {}

  get address(): string {
    return `${quoteSheetName(this.sheet.name)}!${formatAddress(this.area)}`;
  }

  get isEntireColumn(): boolean {
    return this.area.rowCount >= MAX_ROWS;
  }

  get isEntireRow(): boolean {
    return this.area.columnCount >= MAX_COLUMNS;
  }

  /** Row by row, what `read` finds in each cell. */
  read<V>(read: (row: number, column: number) => V): V[][] {
    const { row, column, rowCount, columnCount } = this.area;
    this.refuseTooManyCells('ResponsePayloadSizeLimitExceeded');
    return Array.from({ length: rowCount }, (_, r) =>
      Array.from({ length: columnCount }, (_, c) => read(row + r, column + c)),
    );
  }

  values(): CellValue[][] {
    return this.read((row, column) => this.sheet.value(row, column));
  }

  /** The formula of each cell that has one, else its value. */
  formulas(): CellValue[][] {
    return this.read((row, column) => this.sheet.formula(row, column) || this.sheet.value(row, column));
  }

  /** One value for all cells, or rows of the range's own size; `null` leaves a cell as it is. */
  write(input: unknown, location: string): void {
    refuseWhereLocked(this, location);
    this.refuseTooManyCells('RequestPayloadSizeLimitExceeded');
    const inputAt = this.matching(input, location);
    const { numfmt } = this.sheet.workbook.grid.packages;
    this.sheet.workbook.writes.putContent(this.sheet, this.area, (row, column) =>
      toCellData(inputAt(row, column), this.sheet.numberFormat(row, column), numfmt, location),
    );
  }

  /** Formats are written to the cells that the grid has: a whole column of Excel is longer. */
  writeStyle(input: unknown, location: string, toStyle: (value: unknown) => object | undefined): void {
    refuseWhereProtected(this.sheet, location, 'allowFormatCells');
    const inputAt = this.matching(input, location);
    const clipped = this.sheet.clip(this.area);
    if (!this.isEntireColumn && !this.isEntireRow) this.sheet.growToHold(this.area);
    const area = this.isEntireColumn || this.isEntireRow ? clipped : this.area;
    this.sheet.workbook.writes.putStyle(this.sheet, area, (row, column) => toStyle(inputAt(row, column)) ?? {});
  }

  /** The grid's own range: it holds no more than the grid has. */
  get grid(): ReturnType<Sheet['facade']['getRange']> {
    const area = this.isEntireColumn || this.isEntireRow ? this.sheet.clip(this.area) : this.area;
    this.sheet.growToHold(area);
    return this.sheet.facade.getRange(gridRange(area));
  }

  private matching(input: unknown, location: string): (row: number, column: number) => unknown {
    if (!Array.isArray(input)) return () => input;
    const { row, column, rowCount, columnCount } = this.area;
    const rows: readonly unknown[] = input;
    const fits =
      rows.length === rowCount && rows.every((cells) => Array.isArray(cells) && cells.length === columnCount);
    if (!fits) {
      const excelsWords =
        "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";
      throw invalidArgument(location, excelsWords);
    }
    const matrix = rows as readonly (readonly unknown[])[];
    return (r, c) => matrix[r - row]?.[c - column];
  }

  private refuseTooManyCells(code: string): void {
    if (this.area.rowCount * this.area.columnCount > MAX_CELLS)
      throw new HostError(code, 'The range has too many cells for one request.', 'Range');
  }
}

/** A range of the sheet; refuses one that no Excel sheet can hold. */
export function cellRange(sheet: Sheet, area: Area, location = 'Range'): CellRange {
  const { row, column, rowCount, columnCount } = area;
  const begins = row >= 0 && column >= 0 && rowCount >= 1 && columnCount >= 1;
  const ends = row + rowCount <= MAX_ROWS && column + columnCount <= MAX_COLUMNS;
  if (!begins || !ends) throw invalidArgument(location);
  return new CellRange(sheet, area);
}

/** The range at an address; without one the whole sheet. */
export function rangeAt(sheet: Sheet, address: string | undefined, location?: string): CellRange {
  const whole = { row: 0, column: 0, rowCount: MAX_ROWS, columnCount: MAX_COLUMNS };
  return cellRange(sheet, address === undefined || address === '' ? whole : parseAddress(address, location), location);
}
