import type { TableReading } from '../bound-table.ts';
import type { CellContent, ColumnEntry, FormulaNames, TableColumn, TableKind } from '../table-kind.ts';

/** A column in which people enter a field of the record. */
export type EntryColumn = TableColumn & { readonly entry: ColumnEntry };

/** The columns of a kind that are in a table, by what a row has in them. */
export interface RowColumns {
  /** People enter something. */
  readonly entries: readonly EntryColumn[];
  /** PEEL writes a value, and puts it back. */
  readonly shown: readonly TableColumn[];
  readonly formulas: readonly (TableColumn & { readonly formula: (names: FormulaNames) => string })[];
}

/** The columns of a kind that people have left in a table. */
export function columnsOf(kind: TableKind, { places }: TableReading): RowColumns {
  const entries: EntryColumn[] = [];
  const shown: TableColumn[] = [];
  const formulas: (TableColumn & { formula: (names: FormulaNames) => string })[] = [];
  for (const column of kind.columns) {
    if (places[column.id] === undefined) continue;
    const { entry, formula } = column;
    if (formula !== undefined) formulas.push({ ...column, formula });
    else if (entry !== undefined) entries.push({ ...column, entry });
    else shown.push(column);
  }
  return { entries, shown, formulas };
}

/** [S20] A fixed row's text that begins with `=` is a formula of ours; nobody else's text gets here. */
export const isOwnFormula = (content: CellContent): content is string =>
  typeof content === 'string' && content.startsWith('=');
