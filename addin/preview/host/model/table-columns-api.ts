import { invalidArgument, itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { integerArgument, optionalIntegerArgument, optionalTextArgument, textArgument } from './arguments.ts';
import { CellRange } from './cell-range.ts';
import { rangeObject } from './range-api.ts';
import type { SheetTable } from './sheet-table.ts';
import { filterObject } from './table-view-api.ts';

/** A column is found by its id: what is inserted or deleted beside it in the same batch does not make it another. */
interface ColumnOfTable {
  readonly table: SheetTable;
  readonly id: number;
}

function indexOf({ table, id }: ColumnOfTable): number {
  const index = table.shape.columns.indexOf(id);
  if (index < 0) throw itemNotFound('TableColumn');
  return index;
}

function cells(column: ColumnOfTable, part: 'all' | 'header' | 'body' = 'all'): CellRange {
  const { table } = column;
  const { column: at, columnCount } = table.column(indexOf(column));
  const whole = { all: table.range, header: table.headerRow, body: table.body }[part];
  return new CellRange(table.sheet, { ...whole.area, column: at, columnCount });
}

const columnClass: HostClass<ColumnOfTable> = {
  name: 'TableColumn',
  properties: {
    Id: { get: ({ id }) => id },
    Index: { get: indexOf },
    Name: {
      get: (column) => column.table.columnNames()[indexOf(column)],
      set: (column, value) => {
        cells(column, 'header').write(textArgument(value, 'TableColumn.name'), 'TableColumn.name');
      },
    },
    Values: {
      get: (column) => cells(column).values(),
      set: (column, value) => cells(column).write(value, 'TableColumn.values'),
    },
  },
  objects: { Filter: (column) => filterObject(column.table, indexOf(column)) },
  methods: {
    GetRange: (column) => rangeObject(cells(column)),
    GetHeaderRowRange: (column) => rangeObject(cells(column, 'header')),
    GetDataBodyRange: (column) => rangeObject(cells(column, 'body')),
    Delete: (column) => {
      column.table.refuseOnProtected('TableColumn.delete');
      column.table.deleteColumns(indexOf(column), 1);
    },
  },
};

function columnAt(table: SheetTable, index: number): HostObject | undefined {
  const id = table.shape.columns[index];
  return id === undefined ? undefined : hostObject(columnClass, { table, id });
}

/** By the id that the client was given, or by name. */
function findColumn(table: SheetTable, key: unknown, location: string): HostObject | undefined {
  if (typeof key === 'number') return columnAt(table, table.shape.columns.indexOf(key));
  const wanted = textArgument(key, location).toLowerCase();
  const byName = columnAt(
    table,
    table.columnNames().findIndex((name) => name.toLowerCase() === wanted),
  );
  // Our reading: an id that comes as text is still an id; the documentation's key is "name or ID".
  return byName ?? (/^\d+$/.test(wanted) ? columnAt(table, table.shape.columns.indexOf(Number(wanted))) : undefined);
}

function addColumn(table: SheetTable, index: unknown, values: unknown, name: unknown): HostObject {
  const location = 'TableColumnCollection.add';
  table.refuseOnProtected(location);
  const at = optionalIntegerArgument(index, location);
  const first = at === undefined || at === -1 ? table.area.columnCount : at;
  const heading = optionalTextArgument(name, location);
  const added = table.insertColumns(first, 1);
  if (values !== null && values !== undefined) {
    if (!Array.isArray(values)) throw invalidArgument(location);
    added.write(values, location);
  }
  if (heading !== undefined) new CellRange(added.sheet, { ...added.area, rowCount: 1 }).write(heading, location);
  const object = columnAt(table, first);
  if (object === undefined) throw itemNotFound(location);
  return object;
}

const columnsClass: HostClass<SheetTable> = {
  name: 'TableColumnCollection',
  properties: { Count: { get: (table) => table.area.columnCount } },
  items: (table) => table.shape.columns.map((id) => hostObject(columnClass, { table, id })),
  item: (table, key) => findColumn(table, key, 'TableColumnCollection.getItem'),
  methods: {
    GetCount: (table) => table.area.columnCount,
    GetItemAt: (table, index) => {
      const location = 'TableColumnCollection.getItemAt';
      const found = columnAt(table, integerArgument(index, location));
      if (found === undefined) throw itemNotFound(location);
      return found;
    },
    GetItemOrNullObject: (table, key) => findColumn(table, key, 'TableColumnCollection.getItemOrNullObject') ?? null,
    Add: addColumn,
  },
};

export function columnsObject(table: SheetTable): HostObject {
  return hostObject(columnsClass, table);
}
