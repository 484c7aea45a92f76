import type { CellContent, TableKindName, TableScope } from './table-kind.ts';

/** The ids of the two columns that every table has: the record's id, and how the row stands. */
export const KEY_COLUMN = 'key';
export const SYNC_COLUMN = 'sync';

/** That a table of the workbook shows records; kept in the workbook's own settings, so that it travels with the file. */
export interface TableBinding {
  /** Excel's id of the table: stays when the table is renamed or moved. */
  readonly tableId: string;
  readonly kind: TableKindName;
  readonly scope: TableScope;
  readonly datasetId: string;
  /** Excel's id of each of our columns that is in the table, by our column id; `key` and `sync` among them. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What the add-in last wrote into a row: what a cell differs from is somebody's edit. Kept in the workbook's settings. */
export interface RowMemory {
  /** By column id; columns with formulas are left out. */
  readonly cells: Readonly<Record<string, CellContent>>;
  /** By person (`subject`): columns whose cells somebody else changed, never sent under that person's name unasked. */
  readonly foreign?: Readonly<Record<string, readonly string[]>>;
  /** Cells that are marked, by column id, with what their note says. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** A table's memory: rows by key. A row that is in here and not in the table was deleted by somebody. */
export type TableMemory = ReadonlyMap<string, RowMemory>;

/** One row as it stands in the worksheet. */
export interface ReadRow {
  /** As the key column has it, `''` where it is blank. */
  readonly key: string;
  /** By our column id, `sync` among them; columns that are not in the table are missing here. */
  readonly cells: Readonly<Record<string, CellContent>>;
  /** Columns whose cell holds a formula, by our column id. */
  readonly formulas: ReadonlySet<string>;
}

/** A bound table as Excel has it now, its rows from top to bottom. */
export interface TableReading {
  readonly tableId: string;
  readonly name: string;
  readonly sheetId: string;
  readonly sheetName: string;
  readonly isProtected: boolean;
  /** Of the first body row and the first column in the sheet, from 0. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** How many columns the table has, the person's own among them. */
  readonly width: number;
  /** Where each of our columns stands in the table, from 0, by our column id; a deleted column is missing. */
  readonly places: Readonly<Record<string, number>>;
  /** Their headings as they are now, by our column id. */
  readonly headings: Readonly<Record<string, string>>;
  readonly rows: readonly ReadRow[];
}
