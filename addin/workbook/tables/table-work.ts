import type { DatasetRecord } from '../../../shared/sync/record.ts';
import type { EditRequest, EditResult, ReplicaReader, ReplicaState, ReturnedEdit } from '../../replica/replica-port.ts';
import type { RowMemory, TableBinding, TableMemory, TableReading } from './bound-table.ts';
import type { CellContent, TableKind } from './table-kind.ts';

/** What the replica says of the records that a table shows. */
export interface TableSources {
  /** Of the replica: a table of another dataset is left alone. */
  readonly datasetId: string;
  /** While it is `empty`, or nobody is signed in, tables are left alone: no record is gone, none is known. */
  readonly state: ReplicaState;
  readonly reader: ReplicaReader;
  /** [S14] The fields of a record with edits that the service has not answered. */
  readonly pendingFields: (recordId: string) => ReadonlySet<string>;
  readonly returned: readonly ReturnedEdit[];
}

/** A table as it is now and what was last written into it. */
export interface TableState {
  readonly kind: TableKind;
  readonly binding: TableBinding;
  readonly reading: TableReading;
  readonly memory: TableMemory;
  /** Whether what was remembered of a key cannot be read, so that nothing tells whether its row was deleted; absent: all can. */
  readonly isUnknown?: (key: string) => boolean;
}

/** An edit that somebody made in the cells of one row. */
export interface RowEdit {
  /** Of `reading.rows`, from 0. */
  readonly row: number;
  readonly request: EditRequest;
  /** The columns whose cells it came from. */
  readonly columns: readonly string[];
  /** Returned edits of the same cells: given up once this one is saved. */
  readonly replaces: readonly string[];
}

/** What is wrong with one cell, as its note and the pane say it. */
export interface CellProblem {
  readonly row: number;
  readonly column: string;
  readonly message: string;
  readonly kind: 'refused' | 'conflict' | 'edited by a co-author';
}

/** What people did in the cells since they were last written. */
export interface TableComparison {
  readonly edits: readonly RowEdit[];
  /** Cells that mean nothing to the field, or that may not be sent. */
  readonly problems: readonly CellProblem[];
  /** New rows that lack something before they can be sent, by row: what the Sync column says. */
  readonly unfinished: ReadonlyMap<number, string>;
  /** Keys whose rows were deleted although their records stand. */
  readonly deleted: readonly string[];
  /** Returned edits that somebody gave up by entering what the dataset has: to be dismissed. */
  readonly givenUp: readonly string[];
}

/** One row's changed cells; a column that is left out stays as it is. */
export interface RowWrite {
  readonly row: number;
  /** Text is text here, also where it begins with `=`. */
  readonly cells: Readonly<Record<string, CellContent>>;
  /** Formulas of ours, by column id: to put one back, or of a new row. */
  readonly formulas?: Readonly<Record<string, string>>;
}

export interface AppendedRow extends Omit<RowWrite, 'row'> {
  readonly key: string;
}

/** What the add-in does to the table in one batch. */
export interface TableWork {
  readonly writes: readonly RowWrite[];
  /** New rows at the end: records of other offices, rows put back. `cells` has the key and Sync columns too. */
  readonly appended: readonly AppendedRow[];
  /** Rows of deleted records, from 0, ascending. */
  readonly removed: readonly number[];
  /** Marks to set (a message) and to take away (null), by cell. */
  readonly marks: readonly { readonly row: number; readonly column: string; readonly message: string | null }[];
  /** Rows of the memory that change; null: the row is forgotten. */
  readonly memory: ReadonlyMap<string, RowMemory | null>;
  /** What of it holds as the cells stand now, and is remembered where Excel lets the add-in write no cells. */
  readonly memoryAlone: ReadonlyMap<string, RowMemory>;
  /** All that the pane shows of it: also problems that were there before. */
  readonly problems: readonly CellProblem[];
  readonly conflicts: readonly string[];
  readonly deleted: readonly { readonly key: string; readonly record: DatasetRecord }[];
  readonly waiting: number;
  /** Why nothing at all is sent from this table or written into it, and what to do; all else is empty then. */
  readonly notice?: string;
}

/** What people decided in the pane, to be done with the next work. */
export interface TableAnswers {
  /** Rows to be put back that were deleted from the table. */
  readonly putBackRows: ReadonlySet<string>;
  /** Rows whose cells show what the dataset has again, whatever stands in them. */
  readonly putBackCells: ReadonlySet<string>;
  /** Rows in which what somebody else typed is sent as this person's own: by key, new ones by what they are known by. */
  readonly sendForeign: ReadonlySet<string>;
}

/** Cells that somebody else changed, as an event or a first look says, by row key or what a new row is known by. */
export type ForeignCells = ReadonlyMap<string, ReadonlySet<string>>;

/** The results of saving a comparison's edits, in its order. */
export type SavedEdits = readonly EditResult[];
