import { KEY_COLUMN, type ReadRow, type TableBinding, type TableReading } from '../bound-table.ts';
import type { CellContent } from '../table-kind.ts';

/** A bound table as it was read, with what writing into it has to know. */
export interface ReadTable {
  readonly reading: TableReading;
  /** Of the table itself, from 0: its heading, where that is shown. */
  readonly topRow: number;
  /** Excel's own row of totals is on. */
  readonly hasTotals: boolean;
}

/** Excel on the web answers with at most 5 MB; a cell's formula and value take some 100 bytes. */
const CELLS_A_LOAD = 20_000;

interface Extent {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  readonly whole: Excel.Range;
  readonly body: Excel.Range;
}

/** The whole of a bound table, read in blocks of rows; null where the table is gone. Only our columns become contents. */
export async function readTable(context: Excel.RequestContext, binding: TableBinding): Promise<ReadTable | null> {
  const table = context.workbook.tables.getItemOrNullObject(binding.tableId);
  table.load('name, showTotals');
  await context.sync();
  if (table.isNullObject) return null;
  const extent = extentOf(table);
  await context.sync();
  const places = placesOf(binding, extent.table.columns.items);
  const rows = await readRows(context, extent, places);
  return asRead(binding, extent, places, rows);
}

function extentOf(table: Excel.Table): Extent {
  const { worksheet: sheet } = table;
  const whole = table.getRange();
  const body = table.getDataBodyRange();
  sheet.load('id, name');
  sheet.protection.load('protected');
  table.columns.load('items/id, items/name');
  whole.load('rowIndex');
  body.load('rowIndex, columnIndex, rowCount, columnCount');
  return { table, sheet, whole, body };
}

function asRead(
  { tableId }: TableBinding,
  { table, sheet, whole, body }: Extent,
  places: TableReading['places'],
  rows: readonly ReadRow[],
): ReadTable {
  const names = table.columns.items.map(({ name }) => name);
  const reading: TableReading = {
    tableId,
    name: table.name,
    sheetId: sheet.id,
    sheetName: sheet.name,
    isProtected: sheet.protection.protected,
    firstRow: body.rowIndex,
    firstColumn: body.columnIndex,
    width: body.columnCount,
    places,
    headings: Object.fromEntries(Object.entries(places).map(([column, place]) => [column, names[place] ?? ''])),
    rows,
  };
  return { reading, topRow: whole.rowIndex, hasTotals: table.showTotals };
}

/** Where each of our columns stands now; one that was deleted stands nowhere. */
function placesOf({ columns }: TableBinding, present: readonly Excel.TableColumn[]): TableReading['places'] {
  const places = new Map(present.map(({ id }, place) => [String(id), place]));
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, id]) => {
      const place = places.get(id);
      return place === undefined ? [] : [[column, place]];
    }),
  );
}

/** Without its key column a table's rows are nobody's: nothing of it is read then. */
async function readRows(
  context: Excel.RequestContext,
  { body }: Extent,
  places: TableReading['places'],
): Promise<ReadRow[]> {
  if (places[KEY_COLUMN] === undefined) return [];
  const first = Math.min(...Object.values(places));
  const width = Math.max(...Object.values(places)) - first + 1;
  const rowsALoad = Math.max(1, Math.floor(CELLS_A_LOAD / width));
  const load = async (row: number): Promise<ReadRow[]> => {
    const count = Math.min(rowsALoad, body.rowCount - row);
    const block = body.getCell(row, first).getResizedRange(count - 1, width - 1);
    block.load('values, formulas');
    await context.sync();
    const { values, formulas } = block;
    return values.map((cells, index) => readRow(cells, formulas[index] ?? [], places, first));
  };
  const rows: ReadRow[] = [];
  for (let row = 0; row < body.rowCount; row += rowsALoad) rows.push(...(await load(row)));
  return rows;
}

function readRow(
  values: readonly unknown[],
  formulas: readonly unknown[],
  places: TableReading['places'],
  first: number,
): ReadRow {
  const cells: Record<string, CellContent> = {};
  const withFormula = new Set<string>();
  for (const [column, place] of Object.entries(places)) {
    cells[column] = contentOf(values[place - first]);
    if (isFormula(formulas[place - first], values[place - first])) withFormula.add(column);
  }
  return { key: String(cells[KEY_COLUMN] ?? '').trim(), cells, formulas: withFormula };
}

const contentOf = (value: unknown): CellContent =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '';

/** Text that begins with `=` stands among the formulas just as it stands among the values. */
const isFormula = (formula: unknown, value: unknown): boolean =>
  typeof formula === 'string' && formula.startsWith('=') && formula !== value;
