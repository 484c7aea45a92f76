import { KEY_COLUMN, type RowMemory, SYNC_COLUMN } from '../bound-table.ts';
import { isOwnFormula, type RowColumns } from '../compare/row-columns.ts';
import type { CellContent, FixedRow, TableRow } from '../table-kind.ts';
import type { AppendedRow, TableSources, TableState } from '../table-work.ts';
import { syncText } from './row-state.ts';

export interface Appending {
  readonly appended: AppendedRow;
  readonly memory: RowMemory;
}

/** A row that the table does not have yet, and what is remembered of it. */
export function appendedRow(
  key: string,
  row: TableRow,
  columns: RowColumns,
  state: TableState,
  sources: TableSources,
): Appending {
  return 'fixed' in row ? appendedFixed(row.fixed, state) : appendedRecord(key, row, columns, state.reading, sources);
}

function appendedRecord(
  key: string,
  { record }: Extract<TableRow, { readonly record: unknown }>,
  { shown, entries, formulas }: RowColumns,
  { name, headings, places }: TableState['reading'],
  { reader, returned, pendingFields }: TableSources,
): Appending {
  const cells = Object.fromEntries([...shown, ...entries].map((column) => [column.id, column.content(record, reader)]));
  const isInConflict = returned.some(({ result, mutation }) => result === 'conflict' && mutation.recordId === key);
  const sync = syncText({ problems: [], isInConflict, isWaiting: pendingFields(key).size > 0 }, headings);
  const ownFormulas = formulas.map(({ id, formula }) => [id, formula({ table: name, headings })]);
  const appended = { key, cells: { [KEY_COLUMN]: key, ...cells, ...syncCell(places, sync) } };
  return {
    appended: ownFormulas.length > 0 ? { ...appended, formulas: Object.fromEntries(ownFormulas) } : appended,
    memory: { cells },
  };
}

function appendedFixed({ key, cells }: FixedRow, { kind, reading }: TableState): Appending {
  const text: Record<string, CellContent> = {};
  const formulas: Record<string, string> = {};
  for (const { id } of kind.columns) {
    if (reading.places[id] === undefined) continue;
    const content = cells[id] ?? '';
    if (isOwnFormula(content)) formulas[id] = content;
    else text[id] = content;
  }
  const appended = { key, cells: { [KEY_COLUMN]: key, ...text, ...syncCell(reading.places, '') } };
  return {
    appended: Object.keys(formulas).length > 0 ? { ...appended, formulas } : appended,
    memory: { cells: text },
  };
}

const syncCell = (places: Readonly<Record<string, number>>, text: string): Record<string, CellContent> =>
  places[SYNC_COLUMN] === undefined ? {} : { [SYNC_COLUMN]: text };
