import { itemNotFound, notImplemented } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, type HostProperty, hostObject } from '../rich-api/host-object.ts';
import { booleanArgument, integerArgument, textArgument } from './arguments.ts';
import { rangeArgument, rangeObject } from './range-api.ts';
import type { Sheet } from './sheet.ts';
import { addTable, type SheetTable, tableNamed, tables } from './sheet-table.ts';
import { columnsObject } from './table-columns-api.ts';
import type { TableLook } from './table-look.ts';
import { rowsObject } from './table-rows-api.ts';
import { clearFilters, reapplyFilters } from './table-view.ts';
import { autoFilterObject, sortObject } from './table-view-api.ts';
import type { WorkbookModel } from './workbook-model.ts';

type LookSwitch = Exclude<keyof TableLook, 'style'>;

function lookSwitch(name: LookSwitch): HostProperty<SheetTable> {
  return {
    get: ({ workbook, id }) => workbook.tables.look(id)[name],
    set: ({ workbook, id }, value) => workbook.tables.setLook(id, { [name]: booleanArgument(value, `Table.${name}`) }),
  };
}

function onlyThis(value: boolean, member: string): HostProperty<SheetTable> {
  return {
    get: () => value,
    set: (_table, wanted) => {
      if (booleanArgument(wanted, member) !== value) throw notImplemented(`${member} = ${!value}`);
    },
  };
}

const tableClass: HostClass<SheetTable> = {
  name: 'Table',
  properties: {
    Id: { get: (table) => table.id },
    Name: { get: (table) => table.name, set: (table, value) => table.rename(textArgument(value, 'Table.name')) },
    Style: {
      get: ({ workbook, id }) => workbook.tables.look(id).style,
      set: ({ workbook, id }, value) => workbook.tables.setLook(id, { style: textArgument(value, 'Table.style') }),
    },
    ShowHeaders: onlyThis(true, 'Table.showHeaders'),
    ShowTotals: onlyThis(false, 'Table.showTotals'),
    ShowBandedRows: lookSwitch('showBandedRows'),
    ShowBandedColumns: lookSwitch('showBandedColumns'),
    ShowFilterButton: lookSwitch('showFilterButton'),
    HighlightFirstColumn: lookSwitch('highlightFirstColumn'),
    HighlightLastColumn: lookSwitch('highlightLastColumn'),
  },
  objects: {
    Worksheet: (table) => table.workbook.objects.worksheet(table.sheet),
    Rows: rowsObject,
    Columns: columnsObject,
    Sort: sortObject,
    AutoFilter: autoFilterObject,
  },
  methods: {
    GetRange: (table) => rangeObject(table.range),
    GetHeaderRowRange: (table) => rangeObject(table.headerRow),
    GetDataBodyRange: (table) => rangeObject(table.body),
    Resize: (table, range) => {
      table.refuseOnProtected('Table.resize');
      table.resize(rangeArgument(range, table.sheet, 'Table.resize'));
    },
    ClearFilters: clearFilters,
    ReapplyFilters: reapplyFilters,
    ConvertToRange: (table) => rangeObject(table.convertToRange()),
    Delete: (table) => {
      table.refuseOnProtected('Table.delete');
      table.delete();
    },
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
    _RegisterAddedEvent: () => null,
    _UnregisterAddedEvent: () => null,
    _RegisterDataChangedEvent: () => null,
    _UnregisterDataChangedEvent: () => null,
    _RegisterDeletedEvent: () => null,
    _UnregisterDeletedEvent: () => null,
  },
};

export function tablesObject(workbook: WorkbookModel, sheet: Sheet | undefined): HostObject {
  return hostObject(tablesClass, { workbook, sheet });
}
