import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { KEY_COLUMN, type TableBinding, type TableReading } from '../bound-table.ts';
import { isEmptyRow } from '../compare/empty-row.ts';
import type { TableKind } from '../table-kind.ts';
import type { AppendedRow } from '../table-work.ts';
import { askForContents, firstContent } from './first-content.ts';
import type { ReadTable } from './read-table.ts';
import { rowInputs } from './row-ranges.ts';
import { dressRows, rowsByKey } from './table-looks.ts';

/** What stands below a table where new rows will go; loaded with the next sync. */
export interface Below {
  readonly range: Excel.Range;
  readonly contents: Excel.Range;
}

/** `Table.resize` came with ExcelApi 1.13; the manifest asks for less. */
const canResize = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', '1.13');

/** A table without rows still has an empty one, which the first new row takes. */
const hasOnlyBlankRow = ({ rows: [first, ...others] }: TableReading): boolean =>
  first !== undefined && others.length === 0 && first.key === '' && isEmptyRow(first);

/** Queues the load of what stands below the table; null where nothing is in the way by what is known already. */
export function askForBelow(sheet: Excel.Worksheet, { reading, hasTotals }: ReadTable, count: number): Below | null {
  const { firstRow, firstColumn, rows, width } = reading;
  const needed = hasOnlyBlankRow(reading) ? count - 1 : count;
  if (needed <= 0 || hasTotals || !canResize()) return null;
  const range = sheet.getRangeByIndexes(firstRow + rows.length, firstColumn, needed, width);
  return { range, contents: askForContents(range) };
}

export interface RowsToAppend {
  readonly appended: readonly AppendedRow[];
  readonly kind: TableKind;
  readonly binding: TableBinding;
  readonly reader: ReplicaReader;
}

/**
 * Queues new rows at the end of the table. The table is made longer and its new cells are written, since
 * `TableRowCollection.add` makes merge conflicts for co-authors
 * (https://learn.microsoft.com/office/dev/add-ins/excel/co-authoring-in-excel-add-ins). What stands below moves down, as
 * it does where a person adds rows. Returns where the new rows stand, from 0 in the worksheet.
 */
export function appendRows(
  sheet: Excel.Worksheet,
  table: Excel.Table,
  { reading, topRow, hasTotals }: ReadTable,
  below: Below | null,
  { appended, kind, binding, reader }: RowsToAppend,
): { readonly firstRow: number; readonly count: number } {
  const { firstRow, firstColumn, rows, width, places } = reading;
  const start = firstRow + (hasOnlyBlankRow(reading) ? 0 : rows.length);
  const count = appended.length;
  if (count === 0) return { firstRow: start, count };
  const added = start + count - (firstRow + rows.length);
  if (added > 0 && (hasTotals || !canResize())) {
    const blank = Array<string>(width).fill('');
    table.rows.add(
      undefined,
      Array.from({ length: added }, () => blank),
    );
  } else if (added > 0) {
    if (below !== null && firstContent(below.contents) !== null) below.range.insert('Down');
    const height = firstRow - topRow + rows.length + added;
    table.resize(sheet.getRangeByIndexes(topRow, firstColumn, height, width));
  }
  const known = rowsByKey(kind, binding, reader);
  dressRows(sheet, kind, reading, { firstRow: start, rows: appended.map(({ key }) => known.get(key)) }, reader);
  sheet.getRangeByIndexes(start, firstColumn, count, width).formulas = appended.map((row) =>
    rowInputs({ ...row, cells: { ...row.cells, [KEY_COLUMN]: row.key } }, places, width),
  );
  return { firstRow: start, count };
}
