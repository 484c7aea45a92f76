import { invalidArgument, itemNotFound, notImplemented } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { booleanArgument, integerArgument, optionalIntegerArgument, textArgument } from './arguments.ts';
import { CellRange } from './cell-range.ts';
import { rangeArgument, rangeObject } from './range-api.ts';
import type { Sheet } from './sheet.ts';
import { addTable, type SheetTable, tableNamed, tables } from './sheet-table.ts';
import type { WorkbookModel } from './workbook-model.ts';

const DEFAULT_STYLE = 'TableStyleMedium2';

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
    Delete: ({ table, index }) => table.deleteRow(index),
  },
};

function rowObject(table: SheetTable, index: number): HostObject {
  return hostObject(rowClass, { table, index });
}

/** One row as a list, or rows as a list of lists: the client allows both. */
function rowsArgument(values: unknown, width: number): readonly (readonly unknown[])[] {
  const location = 'TableRowCollection.add';
  if (values === null || values === undefined) return [Array.from({ length: width }, () => '')];
  if (!Array.isArray(values) || values.length === 0) throw invalidArgument(location);
  const rows: readonly unknown[] = Array.isArray(values[0]) ? values : [values];
  if (!rows.every((row) => Array.isArray(row))) throw invalidArgument(location);
  return rows as readonly (readonly unknown[])[];
}

const rowsClass: HostClass<SheetTable> = {
  name: 'TableRowCollection',
  properties: { Count: { get: (table) => table.rowCount } },
  items: (table) => Array.from({ length: table.rowCount }, (_, index) => rowObject(table, index)),
  methods: {
    GetCount: (table) => table.rowCount,
    GetItemAt: (table, index) => rowObject(table, integerArgument(index, 'TableRowCollection.getItemAt')),
    Add: (table, index, values) => {
      const at = optionalIntegerArgument(index, 'TableRowCollection.add');
      const isAtTheEnd = at === undefined || at === -1 || at === table.rowCount;
      if (!isAtTheEnd) throw notImplemented('TableRowCollection.add in the middle of a table');
      return rowObject(table, table.append(rowsArgument(values, table.area.columnCount)));
    },
  },
};

interface ColumnOfTable {
  readonly table: SheetTable;
  readonly index: number;
}

const columnClass: HostClass<ColumnOfTable> = {
  name: 'TableColumn',
  properties: {
    Id: { get: ({ index }) => index + 1 },
    Index: { get: ({ index }) => index },
    Name: {
      get: ({ table, index }) => table.columnNames()[index],
      set: ({ table, index }, value) => {
        const header = { ...table.column(index), rowCount: 1 };
        new CellRange(table.sheet, header).write(textArgument(value, 'TableColumn.name'), 'TableColumn.name');
      },
    },
    Values: {
      get: ({ table, index }) => new CellRange(table.sheet, table.column(index)).values(),
      set: ({ table, index }, value) => {
        new CellRange(table.sheet, table.column(index)).write(value, 'TableColumn.values');
      },
    },
  },
  methods: {
    GetRange: ({ table, index }) => rangeObject(new CellRange(table.sheet, table.column(index))),
    GetHeaderRowRange: ({ table, index }) =>
      rangeObject(new CellRange(table.sheet, { ...table.column(index), rowCount: 1 })),
    GetDataBodyRange: ({ table, index }) => {
      const { column } = table.column(index);
      return rangeObject(new CellRange(table.sheet, { ...table.body.area, column, columnCount: 1 }));
    },
  },
};

/** By name, or by the id that the client was given. */
function columnIndex(table: SheetTable, key: unknown): number {
  if (typeof key === 'number') return key >= 1 && key <= table.area.columnCount ? key - 1 : -1;
  const wanted = textArgument(key, 'TableColumnCollection.getItem').toLowerCase();
  return table.columnNames().findIndex((name) => name.toLowerCase() === wanted);
}

function columnObject(table: SheetTable, index: number): HostObject {
  return hostObject(columnClass, { table, index });
}

const columnsClass: HostClass<SheetTable> = {
  name: 'TableColumnCollection',
  properties: { Count: { get: (table) => table.area.columnCount } },
  items: (table) => Array.from({ length: table.area.columnCount }, (_, index) => columnObject(table, index)),
  item: (table, key) => {
    const index = columnIndex(table, key);
    return index < 0 ? undefined : columnObject(table, index);
  },
  methods: {
    GetCount: (table) => table.area.columnCount,
    GetItemAt: (table, index) => {
      const at = integerArgument(index, 'TableColumnCollection.getItemAt');
      table.column(at);
      return columnObject(table, at);
    },
    GetItemOrNullObject: (table, key) => {
      const index = columnIndex(table, key);
      return index < 0 ? null : columnObject(table, index);
    },
  },
};

const tableClass: HostClass<SheetTable> = {
  name: 'Table',
  properties: {
    Id: { get: (table) => table.id },
    Name: { get: (table) => table.name, set: (table, value) => table.rename(textArgument(value, 'Table.name')) },
    Style: {
      get: ({ workbook, id }) => workbook.tableStyles.get(id) ?? DEFAULT_STYLE,
      set: ({ workbook, id }, value) => void workbook.tableStyles.set(id, textArgument(value, 'Table.style')),
    },
    ShowHeaders: { get: () => true },
    ShowTotals: { get: () => false },
  },
  objects: {
    Worksheet: (table) => table.workbook.objects.worksheet(table.sheet),
    Rows: (table) => hostObject(rowsClass, table),
    Columns: (table) => hostObject(columnsClass, table),
  },
  methods: {
    GetRange: (table) => rangeObject(table.range),
    GetHeaderRowRange: (table) => rangeObject(table.headerRow),
    GetDataBodyRange: (table) => rangeObject(table.body),
    Resize: (table, range) => table.resize(rangeArgument(range, table.sheet, 'Table.resize')),
    ConvertToRange: (table) => rangeObject(table.convertToRange()),
    Delete: (table) => table.delete(),
    _RegisterDataChangedEvent: () => null,
    _UnregisterDataChangedEvent: () => null,
  },
};

function tableObject(table: SheetTable): HostObject {
  return hostObject(tableClass, table);
}

interface TablesOf {
  readonly workbook: WorkbookModel;
  /** Undefined for the workbook's own collection. */
  readonly sheet: Sheet | undefined;
}

const tablesClass: HostClass<TablesOf> = {
  name: 'TableCollection',
  properties: { Count: { get: ({ workbook, sheet }) => tables(workbook, sheet).length } },
  items: ({ workbook, sheet }) => tables(workbook, sheet).map(tableObject),
  item: ({ workbook, sheet }, key) => {
    const found = tableNamed(workbook, textArgument(key, 'TableCollection.getItem'), sheet);
    return found && tableObject(found);
  },
  methods: {
    GetCount: ({ workbook, sheet }) => tables(workbook, sheet).length,
    GetItemAt: ({ workbook, sheet }, index) => {
      const table = tables(workbook, sheet)[integerArgument(index, 'TableCollection.getItemAt')];
      if (table === undefined) throw itemNotFound('TableCollection.getItemAt');
      return tableObject(table);
    },
    GetItemOrNullObject: ({ workbook, sheet }, key) => {
      const found = tableNamed(workbook, textArgument(key, 'TableCollection.getItemOrNullObject'), sheet);
      return found === undefined ? null : tableObject(found);
    },
    Add: ({ workbook, sheet }, address, hasHeaders) => {
      const location = 'TableCollection.add';
      if (!booleanArgument(hasHeaders, location)) throw notImplemented('a table without headers');
      return tableObject(addTable(workbook, rangeArgument(address, sheet ?? workbook.activeSheet, location)));
    },
    _RegisterDataChangedEvent: () => null,
    _UnregisterDataChangedEvent: () => null,
  },
};

export function tablesObject(workbook: WorkbookModel, sheet: Sheet | undefined): HostObject {
  return hostObject(tablesClass, { workbook, sheet });
}
