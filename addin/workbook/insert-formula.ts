import { runInExcel } from './excel-refusal.ts';

/** The sheet's own size, the same in every Excel since 2007. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;
const NO_FORMAT = 'General';

export interface InsertRequest {
  readonly formula: string;
  /** How many rows and columns its result fills. */
  readonly rows: number;
  readonly columns: number;
  /** The number format that its result is read in, where the cell has none yet. */
  readonly numberFormat?: string;
  /** The cell that the person agreed to write over; any other that holds something is asked about. */
  readonly overwrite?: string;
  /** Insert it although the values then find no room. */
  readonly withoutRoom?: boolean;
}

export type Insertion =
  | { readonly done: true; readonly address: string }
  /** `holds` is what the cell shows, or its formula. */
  | { readonly done: false; readonly because: 'occupied'; readonly address: string; readonly holds: string }
  /** `blockedBy` is the first cell in the way; null where the sheet ends too soon. */
  | { readonly done: false; readonly because: 'no room'; readonly address: string; readonly blockedBy: string | null };

/**
 * Puts a formula into the active cell, unless that holds something or its result would find no room: then it tells so
 * and nothing is written. Throws an ExcelRefusalError where a cell is being edited or the worksheet is protected.
 */
export async function insertFormula(request: InsertRequest): Promise<Insertion> {
  return await runInExcel(async (context) => {
    const cell = context.workbook.getActiveCell();
    cell.load('address, rowIndex, columnIndex, formulas, text, numberFormat');
    await context.sync();
    const { address } = cell;
    const holds = String(cell.formulas[0]?.[0] ?? '') || String(cell.text[0]?.[0] ?? '');
    if (holds !== '' && request.overwrite !== address) return { done: false, because: 'occupied', address, holds };
    if (request.withoutRoom !== true) {
      const blockedBy = await whatIsInTheWay(context, cell, request);
      if (blockedBy !== undefined) return { done: false, because: 'no room', address, blockedBy };
    }
    cell.formulas = [[request.formula]];
    if (request.numberFormat !== undefined && cell.numberFormat[0]?.[0] === NO_FORMAT)
      cell.numberFormat = [[request.numberFormat]];
    await context.sync();
    return { done: true, address };
  });
}

/** `Range.getSpillingToRangeOrNullObject` came with ExcelApi 1.12; the manifest asks for less. */
const canSpill = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', '1.12');

/** Whether a worksheet goes on for as long as a result that begins in a cell. */
export function fitsOnSheet(
  { rowIndex, columnIndex }: Pick<Excel.Range, 'rowIndex' | 'columnIndex'>,
  { rows, columns }: Pick<InsertRequest, 'rows' | 'columns'>,
): boolean {
  return rowIndex + rows <= MAX_ROWS && columnIndex + columns <= MAX_COLUMNS;
}

/** The first cell in the way of a spill, null where the sheet's end is, undefined where nothing is. */
async function whatIsInTheWay(
  context: Excel.RequestContext,
  cell: Excel.Range,
  { rows, columns }: InsertRequest,
): Promise<string | null | undefined> {
  if (rows * columns <= 1) return undefined;
  if (!fitsOnSheet(cell, { rows, columns })) return null;
  const area = cell.getResizedRange(rows - 1, columns - 1);
  const own = canSpill() ? cell.getSpillingToRangeOrNullObject() : null;
  area.load('formulas');
  own?.load('rowCount, columnCount');
  await context.sync();
  // what the cell spills now goes away with its formula
  const isOwn = (row: number, column: number): boolean =>
    (row === 0 && column === 0) ||
    (own !== null && !own.isNullObject && row < own.rowCount && column < own.columnCount);
  const place = area.formulas
    .flatMap((inRow, row) => inRow.map((content, column) => ({ row, column, content })))
    .find(({ row, column, content }) => content !== '' && !isOwn(row, column));
  if (place === undefined) return undefined;
  const blocking = area.getCell(place.row, place.column);
  blocking.load('address');
  await context.sync();
  return blocking.address;
}
