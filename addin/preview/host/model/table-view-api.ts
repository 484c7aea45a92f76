import { invalidArgument, notImplemented } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject } from '../rich-api/host-object.ts';
import { integerArgument } from './arguments.ts';
import { rangeObject } from './range-api.ts';
import type { SheetTable } from './sheet-table.ts';
import { clearFilters, filterColumn, filterOf, reapplyFilters, type SortField, sortTable } from './table-view.ts';

/** How a table was last sorted by an add-in; the grid does not keep it. */
const sorts = new WeakMap<object, Map<string, { fields: readonly SortField[]; matchCase: boolean }>>();

function sortsOf(table: SheetTable): Map<string, { fields: readonly SortField[]; matchCase: boolean }> {
  const known = sorts.get(table.workbook) ?? new Map();
  sorts.set(table.workbook, known);
  return known;
}

function sortFields(value: unknown): SortField[] {
  if (!Array.isArray(value)) throw invalidArgument('TableSort.apply');
  return value.map((field: Readonly<Record<string, unknown>>) => {
    const { key, ascending, sortOn } = field;
    if (sortOn !== undefined && sortOn !== 'Value') throw notImplemented(`sorting on ${String(sortOn)}`);
    return { key: integerArgument(key, 'TableSort.apply'), ascending: ascending !== false };
  });
}

/** https://learn.microsoft.com/javascript/api/excel/excel.tablesort */
const sortClass: HostClass<SheetTable> = {
  name: 'TableSort',
  properties: {
    Fields: { get: (table) => sortsOf(table).get(table.id)?.fields ?? [] },
    MatchCase: { get: (table) => sortsOf(table).get(table.id)?.matchCase ?? false },
  },
  methods: {
    Apply: (table, fields, matchCase) => {
      const sort = { fields: sortFields(fields), matchCase: matchCase === true };
      sortTable(table, sort.fields, sort.matchCase);
      sortsOf(table).set(table.id, sort);
    },
    Reapply: (table) => {
      const sort = sortsOf(table).get(table.id);
      if (sort !== undefined) sortTable(table, sort.fields, sort.matchCase);
    },
    // The documentation: clears the state, and leaves the order of the rows as it is.
    Clear: (table) => void sortsOf(table).delete(table.id),
  },
};

export function sortObject(table: SheetTable): HostObject {
  return hostObject(sortClass, table);
}

interface FilterOfColumn {
  readonly table: SheetTable;
  readonly index: number;
}

function valuesOf(criteria: unknown, location: string): string[] {
  const { filterOn, values } = (criteria ?? {}) as { filterOn?: unknown; values?: unknown };
  if (filterOn !== 'Values') throw notImplemented(`a filter on ${String(filterOn)}`);
  return textsArgument(values, location);
}

function textsArgument(values: unknown, location: string): string[] {
  if (!Array.isArray(values)) throw invalidArgument(location);
  if (!values.every((value) => typeof value === 'string')) throw notImplemented('a filter on dates');
  return values as string[];
}

function criteriaOf(table: SheetTable, index: number): object | null {
  const values = filterOf(table, index);
  return values === undefined ? null : { filterOn: 'Values', values };
}

const filterClass: HostClass<FilterOfColumn> = {
  name: 'Filter',
  properties: { Criteria: { get: ({ table, index }) => criteriaOf(table, index) } },
  methods: {
    Apply: ({ table, index }, criteria) => filterColumn(table, index, valuesOf(criteria, 'Filter.apply')),
    ApplyValuesFilter: ({ table, index }, values) =>
      filterColumn(table, index, textsArgument(values, 'Filter.applyValuesFilter')),
    Clear: ({ table, index }) => filterColumn(table, index, undefined),
  },
};

export function filterObject(table: SheetTable, index: number): HostObject {
  return hostObject(filterClass, { table, index });
}

function allCriteria(table: SheetTable): (object | null)[] {
  return table.shape.columns.map((_, index) => criteriaOf(table, index));
}

const autoFilterClass: HostClass<SheetTable> = {
  name: 'AutoFilter',
  properties: {
    Criteria: { get: allCriteria },
    Enabled: { get: (table) => table.workbook.tables.look(table.id).showFilterButton },
    IsDataFiltered: { get: (table) => allCriteria(table).some((criteria) => criteria !== null) },
  },
  methods: {
    Apply: (table, _range, columnIndex, criteria) => {
      if (columnIndex === null || columnIndex === undefined) return;
      filterColumn(table, integerArgument(columnIndex, 'AutoFilter.apply'), valuesOf(criteria, 'AutoFilter.apply'));
    },
    ClearColumnCriteria: (table, index) =>
      filterColumn(table, integerArgument(index, 'AutoFilter.clearColumnCriteria'), undefined),
    ClearCriteria: clearFilters,
    Reapply: reapplyFilters,
    GetRange: (table) => rangeObject(table.range),
    GetRangeOrNullObject: (table) => rangeObject(table.range),
  },
};

export function autoFilterObject(table: SheetTable): HostObject {
  return hostObject(autoFilterClass, table);
}
