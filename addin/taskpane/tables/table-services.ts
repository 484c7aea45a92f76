import type { CellPlace } from '../../workbook/select-cell.ts';
import type { TableKindName, TableScope } from '../../workbook/tables/table-kind.ts';

/** A kind of table that can be inserted, as the insert form offers it. */
export interface InsertableTable {
  readonly kind: TableKindName;
  readonly scope: TableScope;
  /** `101 calls`. */
  readonly title: string;
  /** In their order; the columns that are never left out (key, Sync) are not among them. */
  readonly columns: readonly { readonly id: string; readonly heading: string; readonly isChosen: boolean }[];
}

export interface InsertTableRequest {
  readonly kind: TableKindName;
  readonly scope: TableScope;
  /** By column id. */
  readonly columns: readonly string[];
  readonly where: 'new sheet' | 'selected cell';
}

/** What a cell of a table says against itself. */
export interface CellTrouble {
  /** The record's id; `''` for a new row. */
  readonly key: string;
  /** By which the person's answer names the row: its key, or what a new row is known by. */
  readonly answeredBy: string;
  readonly heading: string;
  readonly place: CellPlace;
  /** What stands in the cell, as text, cut to a line. */
  readonly text: string;
  readonly why: string;
  readonly kind: 'refused' | 'conflict' | 'edited by a co-author';
}

/** How one table of the workbook stands. */
export interface TableStanding {
  readonly tableId: string;
  /** As Excel has it now. */
  readonly name: string;
  readonly title: string;
  /** Its first cell. */
  readonly place: CellPlace;
  readonly sheetName: string;
  readonly rows: number;
  readonly waiting: number;
  readonly troubles: readonly CellTrouble[];
  /** Records whose conflict a person must decide. */
  readonly conflicts: readonly string[];
  /** Rows that somebody deleted from the table, whose records still stand: to be asked. */
  readonly deletedRows: readonly { readonly key: string; readonly name: string }[];
  /** Why the add-in cannot write into it at this moment, and what to do; absent where all is well. */
  readonly notice?: string;
}

export interface TablesState {
  readonly tables: readonly TableStanding[];
  /** ISO; when the tables last came to agree with this copy of the plan; null: never since the workbook was opened. */
  readonly agreedAt: string | null;
  readonly loadsWithWorkbook: boolean;
}

/** What the pane may ask of the workbook's tables; the composition root passes it in. What it asks rejects, in words for the person, where Excel does not let the add-in. */
export interface TableServices {
  /** Calls at once with the present state, and after each change; returns what ends it. */
  readonly subscribe: (listener: (state: TablesState) => void) => () => void;
  /** Loaded at the first call. */
  readonly insertable: () => Promise<readonly InsertableTable[]>;
  /** Resolves with the place of the new table's first cell. */
  readonly insert: (request: InsertTableRequest) => Promise<CellPlace>;
  readonly selectCell: (place: CellPlace) => Promise<void>;
  /** The person's answer about deleted rows: delete the records for all offices, for a reason, or put the rows back. */
  readonly answerDeletedRows: (
    tableId: string,
    keys: readonly string[],
    answer: 'delete' | 'put back',
    reason?: string,
  ) => Promise<void>;
  /** Sends what somebody else typed as this person's own, or puts back what the dataset has; `keys` are those that rows are answered by. */
  readonly answerCoauthor: (tableId: string, keys: readonly string[], answer: 'send' | 'put back') => Promise<void>;
  /** Gives up what was refused in these rows: cells show what the dataset has. */
  readonly putBack: (tableId: string, keys: readonly string[]) => Promise<void>;
  /** Decides every conflict of a table at once. */
  readonly chooseAll: (tableId: string, whose: 'mine' | 'theirs') => Promise<void>;
  /** The table stays in the worksheet as plain cells. */
  readonly release: (tableId: string) => Promise<void>;
  /** Syncs, then brings all tables up to date. */
  readonly refresh: () => Promise<void>;
  readonly setLoadsWithWorkbook: (isOn: boolean) => Promise<void>;
}
