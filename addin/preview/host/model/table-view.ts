import { invalidArgument } from '../rich-api/host-error.ts';
import { CellPatches } from './cell-patches.ts';
import { whileShown } from './cell-shifts.ts';
import type { CellValue } from './cell-values.ts';
import { formulaInGrid } from './formula-names.ts';
import { gridRange } from './sheet.ts';
import type { SheetTable } from './sheet-table.ts';
import { movedFormula } from './table-rows.ts';

/** Univer's TABLE_FILTER_EMPTY_VALUE. */
const BLANK_CELLS = '__UNIVER_TABLE_FILTER_EMPTY__';

/** One key of a sort: a column of the table, from 0. */
export interface SortField {
  readonly key: number;
  readonly ascending?: boolean;
}

/** Excel's order: numbers, text, then logical values; blank cells last, whichever way it goes. */
function rank(value: CellValue): number {
  if (value === '') return 3;
  if (typeof value === 'number') return 0;
  return typeof value === 'string' ? 1 : 2;
}

function compareValues(first: CellValue, second: CellValue, matchCase: boolean): number {
  if (rank(first) !== rank(second)) return rank(first) - rank(second);
  if (typeof first === 'string' && typeof second === 'string')
    return first.localeCompare(second, 'en', { sensitivity: matchCase ? 'variant' : 'accent' });
  return Number(first) - Number(second);
}

/** Sorts the rows that are shown, as Excel does with a filtered table; rows that compare equal keep their order. */
export function sortTable(table: SheetTable, fields: readonly SortField[], matchCase: boolean): void {
  const { sheet, workbook, body, area } = table;
  const isKnown = fields.every(({ key }) => Number.isInteger(key) && key >= 0 && key < area.columnCount);
  if (fields.length === 0 || !isKnown) throw invalidArgument('TableSort.apply');
  const places = Array.from({ length: table.rowCount }, (_, index) => body.area.row + index).filter(
    (row) => !sheet.isRowHidden(row),
  );
  const compareRows = (first: number, second: number): number => {
    for (const { key, ascending = true } of fields) {
      const [one, other] = [sheet.value(first, area.column + key), sheet.value(second, area.column + key)];
      const order = compareValues(one, other, matchCase);
      const isBlank = one === '' || other === '';
      if (order !== 0) return ascending || isBlank ? order : -order;
    }
    return 0;
  };
  const sorted = [...places].sort(compareRows);
  const order: Record<number, number> = {};
  for (const [index, place] of places.entries()) {
    const source = sorted[index];
    if (source !== undefined && source !== place) order[place] = source;
  }
  if (Object.keys(order).length === 0) return;
  const formulas = movedFormulas(table, order);
  const params = { unitId: workbook.id, subUnitId: sheet.id, range: gridRange(body.area), order };
  // Notes move with their cells only on the sheet that is shown.
  whileShown(sheet, () => workbook.run('sheet.command.reorder-range', params));
  workbook.writeUnseen(sheet, formulas);
}

/** The grid moves the text of a formula as it is: in Excel it goes on reading its own row. */
function movedFormulas(table: SheetTable, order: Readonly<Record<number, number>>): CellPatches {
  const { sheet, workbook, area } = table;
  const patches = new CellPatches();
  for (const [place, source] of Object.entries(order)) {
    for (let column = area.column; column < area.column + area.columnCount; column += 1) {
      const formula = sheet.formula(source, column);
      if (formula === '') continue;
      const row = Number(place);
      patches.put(row, column, { f: formulaInGrid(movedFormula(workbook, formula, row - source)), si: null });
    }
  }
  return patches;
}

/** The grid compares unformatted numbers as numbers, and knows blank cells by a word. */
function filterValues(text: string): (string | number)[] {
  if (text === '') return [BLANK_CELLS];
  return Number.isNaN(Number(text)) ? [text] : [text, Number(text)];
}

/** Shows only the rows whose cell in this column reads as one of the texts; undefined shows all again. */
export function filterColumn(table: SheetTable, index: number, texts: readonly string[] | undefined): void {
  const { workbook, sheet, id } = table;
  table.column(index);
  const values = texts?.flatMap(filterValues);
  const tableFilter = values && { filterType: 'manual', values };
  workbook.run('sheet.command.set-table-filter', {
    unitId: workbook.id,
    subUnitId: sheet.id,
    tableId: id,
    column: index,
    tableFilter,
  });
}

/** The texts that a column is filtered by; undefined without a filter. */
export function filterOf(table: SheetTable, index: number): readonly string[] | undefined {
  const values = table.workbook.tables.filters.values(table.id, index);
  return values
    ?.filter((value): value is string => typeof value === 'string')
    .map((value) => (value === BLANK_CELLS ? '' : value));
}

export function clearFilters(table: SheetTable): void {
  for (let index = 0; index < table.area.columnCount; index += 1)
    if (filterOf(table, index) !== undefined) filterColumn(table, index, undefined);
}

/** Asks the same questions again of what the rows hold now. */
export function reapplyFilters(table: SheetTable): void {
  for (let index = 0; index < table.area.columnCount; index += 1) {
    const texts = filterOf(table, index);
    if (texts !== undefined) filterColumn(table, index, texts);
  }
}
