import type { ReplicaReader } from '../../../replica/replica-port.ts';
import { KEY_COLUMN, type TableBinding, type TableReading } from '../bound-table.ts';
import type { TableKind } from '../table-kind.ts';
import type { TableWork } from '../table-work.ts';
import { appendRows, askForBelow } from './append-rows.ts';
import { askForNotes, findTaken, markCells } from './cell-marks.ts';
import type { ReadTable } from './read-table.ts';
import { type WriteBlock, writeBlocks } from './row-ranges.ts';
import { fixedAmong, type TableLists, validateRows } from './table-lists.ts';

/** What is written, and into what. */
export interface TableWriting {
  readonly read: ReadTable;
  readonly kind: TableKind;
  readonly binding: TableBinding;
  readonly work: Pick<TableWork, 'writes' | 'appended' | 'removed' | 'marks'>;
  readonly reader: ReplicaReader;
  readonly lists: TableLists;
  /** Excel holds the rows that are there to other lists. */
  readonly areListsNew: boolean;
  /** Queues what the workbook's settings keep of it, in the same batch as the cells; told which rows then stand for no record. */
  readonly remember: (context: Excel.RequestContext, areFixed: readonly boolean[]) => void;
  /** Somebody has changed the worksheet since the table was read, as far as is known. */
  readonly hasMoved: () => boolean;
}

/**
 * Does a table's work in one batch, memory last: a batch that Excel refuses midway leaves cells that the next round
 * finds to be right already. 'moved': nothing was written, since the table is not as it was read, and rows stand elsewhere.
 */
export async function writeTable(context: Excel.RequestContext, writing: TableWriting): Promise<'written' | 'moved'> {
  const { read, kind, binding, work, reader } = writing;
  const { reading } = read;
  const table = context.workbook.tables.getItem(reading.tableId);
  const sheet = context.workbook.worksheets.getItem(reading.sheetId);
  const blocks = writeBlocks(work.writes, reading);
  const taken = await findTaken(context, sheet, reading, work.marks);
  const guard = askForGuard(table, sheet, reading, blocks);
  const leaving = askForRows(sheet, reading, work.removed);
  const notes = askForNotes(sheet, reading, work.marks);
  const below = askForBelow(sheet, read, work.appended.length);
  await context.sync();
  if (writing.hasMoved() || !isAsRead(guard, reading) || !areAsRead(leaving, reading, kind)) return 'moved';

  for (const { row, place, inputs } of blocks)
    blockRange(sheet, reading, { row, place, inputs }).formulas = inputs.map((cells) => [...cells]);
  markCells(sheet, reading, work.marks, notes, taken);
  const added = appendRows(sheet, table, read, below, { appended: work.appended, kind, binding, reader });
  const keys = reading.rows.map(({ key }) => key);
  const firstAdded = added.firstRow - reading.firstRow;
  keys.splice(firstAdded, added.count, ...work.appended.map(({ key }) => key));
  const areFixed = fixedAmong(keys, kind, binding, reader);
  const first = writing.areListsNew ? 0 : firstAdded;
  validateRows(sheet, reading, { first, areFixed: areFixed.slice(first) }, writing.lists);
  for (const row of [...work.removed].sort((one, other) => other - one)) table.rows.getItemAt(row).delete();
  const removed = new Set(work.removed);
  writing.remember(
    context,
    areFixed.filter((_, row) => !removed.has(row)),
  );
  await context.sync();
  return 'written';
}

function blockRange(
  sheet: Excel.Worksheet,
  { firstRow, firstColumn }: TableReading,
  { row, place, inputs }: WriteBlock,
): Excel.Range {
  return sheet.getRangeByIndexes(firstRow + row, firstColumn + place, inputs.length, inputs[0]?.length ?? 1);
}

interface Guard {
  readonly body: Excel.Range;
  readonly keys: Excel.Range | null;
  readonly blocks: readonly { readonly block: WriteBlock; readonly range: Excel.Range }[];
}

/** Queues the load of where the table stands, of its keys, and of the cells that will be written over. */
function askForGuard(
  table: Excel.Table,
  sheet: Excel.Worksheet,
  reading: TableReading,
  blocks: readonly WriteBlock[],
): Guard {
  const body = table.getDataBodyRange();
  body.load('rowIndex, columnIndex, rowCount, columnCount');
  const place = reading.places[KEY_COLUMN];
  const keys = place === undefined ? null : body.getColumn(place);
  keys?.load('values');
  const ranges = blocks.map((block) => ({ block, range: blockRange(sheet, reading, block) }));
  for (const { range } of ranges) range.load('values');
  return { body, keys, blocks: ranges };
}

/** Whether nothing stands otherwise than it was read; a person may have sorted, typed or deleted meanwhile. */
function isAsRead({ body, keys, blocks }: Guard, { rows, places, ...reading }: TableReading): boolean {
  const isInPlace = body.rowIndex === reading.firstRow && body.columnIndex === reading.firstColumn;
  if (!isInPlace || body.rowCount !== rows.length || body.columnCount !== reading.width) return false;
  const columnAt = new Map(Object.entries(places).map(([column, place]) => [place, column]));
  const holds = (row: number, place: number, value: unknown): boolean => {
    const column = columnAt.get(place);
    return column === undefined || (rows[row]?.cells[column] ?? '') === (value ?? '');
  };
  const sameKeys = (keys?.values ?? []).every(([value], row) => holds(row, places[KEY_COLUMN] ?? -1, value));
  return (
    sameKeys &&
    blocks.every(({ block, range }) =>
      range.values.every((cells, at) =>
        cells.every(
          (value: unknown, index: number) =>
            block.inputs[at]?.[index] === null || holds(block.row + at, block.place + index, value),
        ),
      ),
    )
  );
}

interface RowsLeaving {
  readonly row: number;
  readonly cells: Excel.Range;
}

/** Queues the load of rows about to be removed, runs of them together. */
function askForRows(sheet: Excel.Worksheet, reading: TableReading, removed: readonly number[]): RowsLeaving[] {
  const runs: { readonly row: number; count: number }[] = [];
  for (const row of [...removed].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last !== undefined && last.row + last.count === row) last.count += 1;
    else runs.push({ row, count: 1 });
  }
  const { firstRow, firstColumn, width } = reading;
  return runs.map(({ row, count }) => {
    const cells = sheet.getRangeByIndexes(firstRow + row, firstColumn, count, width);
    cells.load('values');
    return { row, cells };
  });
}

/** Whether nobody has entered anything meanwhile in rows about to be removed. */
function areAsRead(leaving: readonly RowsLeaving[], { rows, places }: TableReading, { columns }: TableKind): boolean {
  const entered = columns.flatMap(({ id, entry }) => (entry === undefined ? [] : [{ id, place: places[id] }]));
  return leaving.every(({ row, cells }) =>
    cells.values.every((values, at) =>
      entered.every(
        ({ id, place }) => place === undefined || (rows[row + at]?.cells[id] ?? '') === (values[place] ?? ''),
      ),
    ),
  );
}
