import { cellAddress } from '../../../../shared/worksheet/cell-address.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { runInExcel } from '../../excel-refusal.ts';
import type { CellPlace } from '../../select-cell.ts';
import { INK } from '../../sheet-layout.ts';
import { KEY_COLUMN, SYNC_COLUMN, type TableBinding } from '../bound-table.ts';
import { writeBinding, writeWriter } from '../settings/table-bindings.ts';
import type { Writer } from '../settings/table-writer.ts';
import type { TableKind, TableScope } from '../table-kind.ts';
import { firstFree, roomAtSelectedCell, roomOnNewSheet, type TableRoom } from './table-room.ts';

/** A table to be made; its rows are written by the rounds that follow, as ever. */
export interface NewTable {
  readonly kind: TableKind;
  readonly scope: TableScope;
  /** By column id. */
  readonly columns: readonly string[];
  readonly where: 'new sheet' | 'selected cell';
  readonly datasetId: string;
  /** Who inserts it. */
  readonly writer: Writer;
}

interface Heading {
  readonly id: string;
  readonly heading: string;
  readonly width: number;
}

const KEY: Heading = { id: KEY_COLUMN, heading: 'Key', width: 52 };
const SYNC: Heading = { id: SYNC_COLUMN, heading: 'Sync', width: 130 };
/** The title, and the stamp below it. */
const ROWS_ABOVE = 2;
/** One text, as the columns below are too narrow for a date of its own: text runs on into the empty cells beside it. */
const STAMP = '="Last synced "&TEXT(PEEL.ASOF(),"d mmm yyyy, hh:mm")';

/**
 * Makes an empty table with its title and a live stamp above it, and binds it. Rejects with a TableRefusalError or an
 * ExcelRefusalError, which say what to do; a runtime that ends meanwhile leaves plain cells.
 */
export async function insertTable(wanted: NewTable, reader: ReplicaReader): Promise<CellPlace> {
  const { kind, scope, datasetId } = wanted;
  const chosen = kind.columns.filter(({ id }) => wanted.columns.includes(id));
  const headings: Heading[] = [KEY, ...chosen, SYNC];
  const size = { rows: ROWS_ABOVE + 1 + Math.max(1, kind.rows(reader, scope).length), columns: headings.length };
  return await runInExcel(async (context) => {
    const title = kind.title(scope);
    const room =
      wanted.where === 'new sheet' ? await roomOnNewSheet(context, title) : await roomAtSelectedCell(context, size);
    const name = await freeTableName(context, kind.tableName(scope));
    writeAbove(room, title);
    const table = addTable(room, name, headings);
    widenColumns(room, headings);
    table.load('id');
    table.columns.load('items/id');
    await context.sync();
    const ids = table.columns.items.map(({ id }) => String(id));
    const columns = Object.fromEntries(headings.map(({ id }, index) => [id, ids[index] ?? '']));
    const binding: TableBinding = { tableId: table.id, kind: kind.name, scope, datasetId, columns };
    writeBinding(context, binding);
    writeWriter(context, binding, { ...wanted.writer, newRows: [] });
    room.sheet.activate();
    room.sheet.getCell(room.row, room.column).select();
    await context.sync();
    return { sheetId: room.sheetId, address: cellAddress(room.row + ROWS_ABOVE, room.column) };
  });
}

/** Excel knows tables and names of the workbook by one list of names. */
async function freeTableName(context: Excel.RequestContext, name: string): Promise<string> {
  const { tables, names } = context.workbook;
  tables.load('items/name');
  names.load('items/name');
  await context.sync();
  const taken = [...tables.items, ...names.items].map((each) => each.name.toLowerCase());
  return firstFree(name, '_', new Set(taken));
}

function writeAbove({ sheet, row, column }: TableRoom, title: string): void {
  const titleCell = sheet.getCell(row, column);
  titleCell.values = [[`'${title}`]];
  titleCell.format.font.bold = true;
  titleCell.format.font.size = 14;
  titleCell.format.font.color = INK.title;
  const stamp = sheet.getCell(row + 1, column);
  stamp.formulas = [[STAMP]];
  stamp.format.font.color = INK.quiet;
  stamp.format.horizontalAlignment = 'Left';
}

function addTable({ sheet, row, column, widths }: TableRoom, name: string, headings: readonly Heading[]): Excel.Table {
  const header = sheet.getRangeByIndexes(row + ROWS_ABOVE, column, 1, headings.length);
  header.values = [headings.map(({ heading }) => `'${heading}`)];
  header.format.wrapText = true;
  header.format.verticalAlignment = 'Center';
  const table = sheet.tables.add(header.getResizedRange(1, 0), true);
  table.name = name;
  if (widths === null) sheet.freezePanes.freezeRows(row + ROWS_ABOVE + 1);
  return table;
}

/** On a sheet that has other things on it columns only get wider. */
function widenColumns({ sheet, row, column, widths }: TableRoom, headings: readonly Heading[]): void {
  for (const [index, { width }] of headings.entries()) {
    const present = widths?.[index];
    if (present === undefined || present < width)
      sheet.getCell(row, column + index).getEntireColumn().format.columnWidth = width;
  }
}
