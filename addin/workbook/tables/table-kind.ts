import type { RecordKind } from '../../../shared/domain/record-kinds.ts';
import type { DatasetRecord, FieldValue } from '../../../shared/sync/record.ts';
import type { EditRequest, ReplicaReader } from '../../replica/replica-port.ts';

/** What people can insert as a worksheet table. */
export const TABLE_KINDS = ['plan', 'calls', 'vawg', 'measures', 'meeting-actions'] as const;
export type TableKindName = (typeof TABLE_KINDS)[number];

/** What a cell holds, as Excel gives it: `''` where it is empty, a date as its serial number. */
export type CellContent = string | number | boolean;

/** What Excel itself lets people enter into the cells of a column; pasting goes past it. */
export type GridValidation =
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'whole number'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** Excel serial numbers. */
  | { readonly kind: 'date'; readonly from: number; readonly to: number }
  | { readonly kind: 'text length'; readonly max: number };

/** What a person's cell means: a field's value (null: none), or what is wrong with it and what to do. */
export type CellMeaning = { readonly value: FieldValue | null } | { readonly problem: string };

/** How a column's cells become a field of the record. */
export interface ColumnEntry {
  readonly field: string;
  /**
   * Reads what stands in a cell, whatever way it was entered: typed, pasted, as text, in another locale. `record` is the
   * row's own (a percentage is read by its measure's unit; what the cell shows of it is what it holds), null for a new row.
   */
  readonly meaning: (content: CellContent, reader: ReplicaReader, record: DatasetRecord | null) => CellMeaning;
  /** Asked when a table is inserted, and again when the lists change; null where Excel has nothing to hold to. */
  readonly validation: (reader: ReplicaReader) => GridValidation | null;
}

/** One column of a kind of table; key and Sync columns are not among these, every table has them. */
export interface TableColumn {
  /** Under which the binding knows it: `status`. Headings may be renamed by the person, this never. */
  readonly id: string;
  readonly heading: string;
  /** In points. */
  readonly width: number;
  readonly numberFormat: string;
  /** Where it differs by row: a measure's unit. */
  readonly numberFormatOf?: (record: DatasetRecord, reader: ReplicaReader) => string;
  readonly wraps?: boolean;
  /** Left out of a table unless the person asks for it. */
  readonly isExtra?: boolean;
  /** What the cell holds for a record; `''` where it has nothing to show. Not asked where `formula` is given. */
  readonly content: (record: DatasetRecord, reader: ReplicaReader) => CellContent;
  /** A formula for every row instead, as structured references to the table: `=Calls[[#This Row],[Answered]]`. Written when its row is made. */
  readonly formula?: (names: FormulaNames) => string;
  /** Absent: the column is worked out, and what is typed over it is put back. */
  readonly entry?: ColumnEntry;
}

/** How a formula names its own table: the table's name, and the headings of the columns that are in it, by id. */
export interface FormulaNames {
  readonly table: string;
  readonly headings: Readonly<Record<string, string>>;
}

/** A row that stands for no record: a quarter's total. All of its cells are formulas or fixed text. */
export interface FixedRow {
  /** In the key column: `total/Q2 2022/23`; never a record's id. */
  readonly key: string;
  /** By column id; a column that is left out is blank. Text that begins with `=` is a formula of ours. */
  readonly cells: Readonly<Record<string, CellContent>>;
  /** By column id, where a cell's number format is not its column's. */
  readonly numberFormats?: Readonly<Record<string, string>>;
}

export type TableRow = { readonly record: DatasetRecord } | { readonly fixed: FixedRow };

/** Which of a kind's records one table shows. */
export interface TableScope {
  /** Of a call table. */
  readonly channel?: '999' | '101';
}

/** What a person entered in a row without a key, by column id. */
export type EnteredRow = Readonly<Record<string, CellContent>>;

/** A new row: the edit that makes its record, what it still lacks (nothing is wrong yet), or what is wrong, by column id. */
export type NewRow =
  | { readonly request: EditRequest }
  | { readonly lacks: readonly string[] }
  | { readonly problems: readonly { readonly column: string; readonly message: string }[] };

/** A kind of worksheet table: which records it shows, in which columns, and what people may do in it. */
export interface TableKind {
  readonly name: TableKindName;
  readonly recordKind: RecordKind;
  /** `101 calls`, as the insert dialog and the title above the table say it. */
  readonly title: (scope: TableScope) => string;
  /** What the Excel table is called, before a number makes it unique: `PEEL_Calls_101`. */
  readonly tableName: (scope: TableScope) => string;
  readonly columns: readonly TableColumn[];
  /** In the order in which a new table has them. Reads the replica's lists; the same call again gives the present ones. */
  readonly rows: (reader: ReplicaReader, scope: TableScope) => readonly TableRow[];
  /** Whether a record belongs in such a table. */
  readonly holds: (record: DatasetRecord, scope: TableScope) => boolean;
  /**
   * Null: rows cannot be added, for the reason that `noNewRows` gives. The reader shows the records that other new rows
   * are about to become, so that no two rows make the same one.
   */
  readonly newRow: ((entered: EnteredRow, reader: ReplicaReader, scope: TableScope) => NewRow) | null;
  readonly noNewRows?: string;
}
