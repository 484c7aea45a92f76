import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { INK } from '../../sheet-layout.ts';
import { KEY_COLUMN, SYNC_COLUMN, type TableBinding, type TableReading } from '../bound-table.ts';
import { keyOf } from '../compare/match-rows.ts';
import type { TableKind, TableRow } from '../table-kind.ts';

export const KEY_FILL = '#EDEDED';
const GENERAL = 'General';

/** Rows of the table's body that stand together: the first one's place in the worksheet, from 0, and what they stand for. */
interface NewRows {
  readonly firstRow: number;
  readonly rows: readonly (TableRow | undefined)[];
}

/** A kind's rows by what stands in their key column. */
export function rowsByKey(
  kind: TableKind,
  { scope }: TableBinding,
  reader: ReplicaReader,
): ReadonlyMap<string, TableRow> {
  return new Map(kind.rows(reader, scope).map((row) => [keyOf(row), row]));
}

/** Queues how new rows look: number formats, the grey key, rows of no record in bold. */
export function dressRows(
  sheet: Excel.Worksheet,
  kind: TableKind,
  { places, firstColumn, width }: TableReading,
  { firstRow, rows }: NewRows,
  reader: ReplicaReader,
): void {
  const count = rows.length;
  const cellsOf = (column: string): Excel.Range | null => {
    const place = places[column];
    return place === undefined ? null : sheet.getRangeByIndexes(firstRow, firstColumn + place, count, 1);
  };
  sheet.getRangeByIndexes(firstRow, firstColumn, count, width).format.verticalAlignment = 'Top';
  const key = cellsOf(KEY_COLUMN);
  if (key !== null) {
    key.format.fill.color = KEY_FILL;
    key.format.font.color = INK.quiet;
    setNumberFormats(key, Array<string>(count).fill(GENERAL));
  }
  const sync = cellsOf(SYNC_COLUMN);
  if (sync !== null) setNumberFormats(sync, Array<string>(count).fill(GENERAL));
  for (const column of kind.columns) {
    const cells = cellsOf(column.id);
    if (cells === null) continue;
    setNumberFormats(
      cells,
      rows.map((row) => formatOf(column, row, reader)),
    );
    if (column.wraps === true) cells.format.wrapText = true;
  }
  for (const [index, row] of rows.entries())
    if (row !== undefined && 'fixed' in row)
      sheet.getRangeByIndexes(firstRow + index, firstColumn, 1, width).format.font.bold = true;
}

function formatOf(column: TableKind['columns'][number], row: TableRow | undefined, reader: ReplicaReader): string {
  const { id, numberFormat, numberFormatOf } = column;
  if (row === undefined) return numberFormat;
  if ('fixed' in row) return row.fixed.numberFormats?.[id] ?? numberFormat;
  return numberFormatOf?.(row.record, reader) ?? numberFormat;
}

/** One format for all cells of a range where they agree; the client's types know lists of lists only. */
function setNumberFormats(cells: Excel.Range, formats: readonly string[]): void {
  const [first] = formats;
  const doAgree = formats.every((format) => format === first);
  Object.assign(cells, { numberFormat: doAgree ? first : formats.map((format) => [format]) });
}
