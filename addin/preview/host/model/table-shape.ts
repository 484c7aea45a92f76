import type { Area } from './a1.ts';

/** Where a table stands and which columns it has: Excel's ids, from left to right, that stay with the columns. */
export interface TableShape {
  readonly sheetId: string;
  readonly area: Area;
  readonly columns: readonly number[];
  /** The id of the next new column: an id is never given twice. */
  readonly nextColumnId: number;
}

/** Rows or columns of a sheet, by their first and how many. */
export interface Stretch {
  readonly at: number;
  readonly count: number;
}

export function newShape(sheetId: string, area: Area): TableShape {
  const columns = Array.from({ length: area.columnCount }, (_, index) => index + 1);
  return { sheetId, area, columns, nextColumnId: area.columnCount + 1 };
}

/** Rows put in above move the table; rows put in below its header widen it; so do Excel's tables. */
export function withRowsInserted(shape: TableShape, { at, count }: Stretch): TableShape {
  const { row, rowCount } = shape.area;
  if (at <= row) return moved(shape, { row: row + count });
  return at < row + rowCount ? moved(shape, { rowCount: rowCount + count }) : shape;
}

/** What is taken of the header's row is not decided here: the grid takes the whole table away. */
export function withRowsRemoved(shape: TableShape, removed: Stretch): TableShape {
  const { row, rowCount } = shape.area;
  const left = remaining({ at: row, count: rowCount }, removed);
  return moved(shape, { row: left.at, rowCount: Math.max(2, left.count) });
}

export function withColumnsInserted(shape: TableShape, { at, count }: Stretch): TableShape {
  const { column, columnCount } = shape.area;
  if (at <= column) return moved(shape, { column: column + count });
  return at < column + columnCount ? withNewColumns(shape, at - column, count) : shape;
}

/** New columns before the one at the index, or after the last. */
export function withNewColumns(shape: TableShape, index: number, count: number): TableShape {
  const fresh = Array.from({ length: count }, (_, offset) => shape.nextColumnId + offset);
  const columns = spliced(shape.columns, index, 0, fresh);
  const area = { ...shape.area, columnCount: columns.length };
  return { ...shape, area, columns, nextColumnId: shape.nextColumnId + count };
}

export function withColumnsRemoved(shape: TableShape, removed: Stretch): TableShape {
  const { column, columnCount } = shape.area;
  const left = remaining({ at: column, count: columnCount }, removed);
  const columns = shape.columns.filter((_, index) => !holds(removed, column + index));
  const area = { ...shape.area, column: left.at, columnCount: columns.length };
  return columns.length === 0 ? shape : { ...shape, area, columns };
}

/** Columns of the sheet dragged to stand before another: within the table their ids go with them. */
export function withColumnsMoved(shape: TableShape, from: Stretch, before: number): TableShape {
  const first = shape.area.column;
  const isWithin = from.at >= first && from.at + from.count <= first + shape.area.columnCount;
  const staysWithin = isWithin && before >= first && before <= first + shape.area.columnCount;
  if (!staysWithin) {
    const target = before > from.at ? before - from.count : before;
    const without = withColumnsRemoved(shape, from);
    return withColumnsInserted(without, { at: target, count: from.count });
  }
  const ids = shape.columns.slice(from.at - first, from.at - first + from.count);
  const rest = spliced(shape.columns, from.at - first, from.count, []);
  const target = (before > from.at ? before - from.count : before) - first;
  return { ...shape, columns: spliced(rest, target, 0, ids) };
}

/** The table in another place of the same size. */
export function movedTo(shape: TableShape, sheetId: string, row: number, column: number): TableShape {
  return { ...shape, sheetId, area: { ...shape.area, row, column } };
}

/** The table with another size and the same first cell: columns come and go at its right edge. */
export function resized(shape: TableShape, rowCount: number, columnCount: number): TableShape {
  const more = columnCount - shape.columns.length;
  const wide = more > 0 ? withNewColumns(shape, shape.columns.length, more) : shape;
  const columns = wide.columns.slice(0, columnCount);
  return { ...wide, columns, area: { ...wide.area, rowCount, columnCount } };
}

function spliced(ids: readonly number[], at: number, removed: number, added: readonly number[]): number[] {
  return [...ids.slice(0, at), ...added, ...ids.slice(at + removed)];
}

function moved(shape: TableShape, change: Partial<Area>): TableShape {
  return { ...shape, area: { ...shape.area, ...change } };
}

function holds({ at, count }: Stretch, index: number): boolean {
  return index >= at && index < at + count;
}

function remaining(own: Stretch, removed: Stretch): Stretch {
  const end = removed.at + removed.count;
  const before = Math.max(0, Math.min(end, own.at) - removed.at);
  const within = Math.max(0, Math.min(end, own.at + own.count) - Math.max(removed.at, own.at));
  return { at: own.at - before, count: own.count - within };
}
