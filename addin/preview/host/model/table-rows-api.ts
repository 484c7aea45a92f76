import { invalidArgument } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject, isHostObject } from '../rich-api/host-object.ts';
import { integerArgument, optionalIntegerArgument } from './arguments.ts';
import { rangeObject } from './range-api.ts';
import type { SheetTable } from './sheet-table.ts';

interface RowOfTable {
  readonly table: SheetTable;
  readonly index: number;
}

const rowClass: HostClass<RowOfTable> = {
  name: 'TableRow',
  properties: {
    Index: { get: ({ index }) => index },
    Values: {
      get: ({ table, index }) => table.row(index).values(),
      set: ({ table, index }, value) => table.row(index).write(value, 'TableRow.values'),
    },
  },
  methods: {
    GetRange: ({ table, index }) => rangeObject(table.row(index)),
    Delete: ({ table, index }) => {
      table.refuseOnProtected('TableRow.delete');
      table.deleteRows(index, 1);
    },
  },
};

function rowObject(table: SheetTable, index: number): HostObject {
  return hostObject(rowClass, { table, index });
}

/** One row as a list, or rows as a list of lists: the client allows both. */
function rowsArgument(values: unknown, width: number): readonly (readonly unknown[])[] {
  const location = 'TableRowCollection.add';
  if (values === null || values === undefined) return [Array.from({ length: width }, () => null)];
  if (!Array.isArray(values) || values.length === 0) throw invalidArgument(location);
  const rows: readonly unknown[] = Array.isArray(values[0]) ? values : [values];
  if (!rows.every((row) => Array.isArray(row) && row.length === width)) throw invalidArgument(location);
  return rows as readonly (readonly unknown[])[];
}

function addRows(table: SheetTable, index: unknown, values: unknown): HostObject {
  const location = 'TableRowCollection.add';
  table.refuseOnProtected(location);
  const at = optionalIntegerArgument(index, location);
  const first = at === undefined || at === -1 ? table.rowCount : at;
  const rows = rowsArgument(values, table.area.columnCount);
  table.insertRows(first, rows.length).write(rows, location);
  return rowObject(table, first);
}

/** Rows as objects of the batch or as indexes; what is deleted first does not shift the others. */
function deleteRows(table: SheetTable, rows: unknown): void {
  const location = 'TableRowCollection.deleteRows';
  if (!Array.isArray(rows)) throw invalidArgument(location);
  table.refuseOnProtected(location);
  const indexes = rows.map((row: unknown) =>
    isHostObject(row) ? (row.target as RowOfTable).index : integerArgument(row, location),
  );
  for (const index of [...new Set(indexes)].sort((first, second) => second - first)) table.deleteRows(index, 1);
}

const rowsClass: HostClass<SheetTable> = {
  name: 'TableRowCollection',
  properties: { Count: { get: (table) => table.rowCount } },
  items: (table) => Array.from({ length: table.rowCount }, (_, index) => rowObject(table, index)),
  methods: {
    GetCount: (table) => table.rowCount,
    GetItemAt: (table, index) => rowObject(table, integerArgument(index, 'TableRowCollection.getItemAt')),
    Add: addRows,
    DeleteRows: deleteRows,
    DeleteRowsAt: (table, index, count) => {
      const location = 'TableRowCollection.deleteRowsAt';
      table.refuseOnProtected(location);
      table.deleteRows(integerArgument(index, location), optionalIntegerArgument(count, location) ?? 1);
    },
  },
};

export function rowsObject(table: SheetTable): HostObject {
  return hostObject(rowsClass, table);
}
