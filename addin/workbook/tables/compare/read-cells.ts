import { groupOf } from '../../../../shared/domain/record-kinds.ts';
import { type DatasetRecord, type FieldValue, sameValue } from '../../../../shared/sync/record.ts';
import type { ReplicaReader, ReturnedEdit } from '../../../replica/replica-port.ts';
import type { ReadRow, RowMemory } from '../bound-table.ts';
import type { CellContent } from '../table-kind.ts';
import type { EntryColumn } from './row-columns.ts';
import { isBlank, sameContent } from './same-content.ts';

/** How one cell stands between what was written, what is in it, and what the dataset has. */
export type CellState =
  /** As it was written: whatever the dataset has now may be written over it. */
  | { readonly is: 'untouched' }
  /** Somebody entered what the dataset has. */
  | { readonly is: 'settled' }
  | { readonly is: 'edited'; readonly value: FieldValue | null }
  | { readonly is: 'meaningless'; readonly message: string }
  /** A co-author's, whose own add-in may send it. */
  | { readonly is: 'foreign' }
  /** It holds what the person wanted and the service did not take. */
  | { readonly is: 'returned'; readonly value: FieldValue | null; readonly edit: ReturnedEdit }
  /** It differs from the dataset, and nothing tells what was written here. */
  | { readonly is: 'unknown' };

/** One row of a record, with all that its cells are judged by. */
export interface RecordRow {
  readonly at: number;
  readonly key: string;
  readonly record: DatasetRecord;
  readonly row: ReadRow;
  readonly memory: RowMemory | undefined;
  readonly isAdopted: boolean;
  /** `subject` of who is signed in. */
  readonly person: string | null;
  /** Columns that a co-author changed. */
  readonly foreign: ReadonlySet<string>;
  readonly sendsForeign: boolean;
  readonly putsBack: boolean;
  /** Of this record, oldest first. */
  readonly returned: readonly ReturnedEdit[];
  readonly reader: ReplicaReader;
}

/** By column; cells of columns that are not in the table are missing. */
export type CellStates = ReadonlyMap<EntryColumn, CellState>;

/** How the cells of a record’s row stand, in the columns that people enter something in. */
export function readCells(row: RecordRow, columns: readonly EntryColumn[]): CellStates {
  const states = new Map<EntryColumn, CellState>();
  for (const column of columns) {
    const content = row.row.cells[column.id];
    if (content !== undefined) states.set(column, cellState(row, column, content));
  }
  return states;
}

/** Most cells end at the first or the second line. */
function cellState(row: RecordRow, column: EntryColumn, content: CellContent): CellState {
  const { record, memory, reader, foreign } = row;
  const written = memory?.cells[column.id];
  const isAsWritten = written !== undefined && sameContent(content, written);
  if (sameContent(content, column.content(record, reader))) return { is: isAsWritten ? 'untouched' : 'settled' };
  if (row.putsBack) return { is: 'untouched' };
  const isForeign = foreign.has(column.id);
  if (isForeign && !row.sendsForeign)
    return isTheirsAlready(row, column, content) ? { is: 'settled' } : { is: 'foreign' };
  if (isAsWritten && !isForeign) return returnedState(row, column, content) ?? { is: 'untouched' };
  if (written === undefined && row.isAdopted && isBlank(content)) return { is: 'untouched' };

  const meaning = column.entry.meaning(content, reader, record);
  if ('value' in meaning && sameValue(meaning.value, record.fields[column.entry.field])) return { is: 'settled' };
  if (written === undefined) return { is: 'unknown' };
  if ('problem' in meaning) return { is: 'meaningless', message: meaning.problem };
  const before = isForeign ? null : column.entry.meaning(written, reader, record);
  const meansTheSame = before !== null && 'value' in before && sameValue(before.value, meaning.value);
  // entered again as it was: what the dataset has by now is not to be undone
  if (meansTheSame) return returnedState(row, column, content) ?? { is: 'untouched' };
  // sent before, though no memory says so: sent again, it would come back again, for ever
  const sentBefore = isForeign ? null : returnedState(row, column, content);
  return sentBefore ?? { is: 'edited', value: meaning.value };
}

/** Theirs came through the dataset meanwhile. */
function isTheirsAlready({ record, reader }: RecordRow, { entry }: EntryColumn, content: CellContent): boolean {
  const meaning = entry.meaning(content, reader, record);
  return 'value' in meaning && sameValue(meaning.value, record.fields[entry.field]);
}

function returnedState(row: RecordRow, column: EntryColumn, content: CellContent): CellState | null {
  const wanted = returnedValue(row, column, content);
  return wanted === null ? null : { is: 'returned', ...wanted };
}

/** The latest returned edit that wanted just what a cell says; null where none did. */
export function returnedValue(
  { returned, reader, record }: Pick<RecordRow, 'returned' | 'reader' | 'record'>,
  { entry }: EntryColumn,
  content: CellContent,
): { readonly value: FieldValue | null; readonly edit: ReturnedEdit } | null {
  const concerned = returned.filter((edit) => changedFields(edit).includes(entry.field));
  if (concerned.length === 0) return null;
  const meaning = entry.meaning(content, reader, record);
  if ('problem' in meaning) return null;
  const edit = [...concerned]
    .reverse()
    .find((each) => sameValue(each.mutation.changes[entry.field]?.value, meaning.value));
  return edit === undefined ? null : { value: meaning.value, edit };
}

/** A field group is sent whole: these are the fields that the person changed. */
export function changedFields({ mutation }: ReturnedEdit): readonly string[] {
  return Object.entries(mutation.changes).flatMap(([field, { base, value }]) =>
    sameValue(base, value) ? [] : [field],
  );
}

/** Whether the service found somebody else's value in the group of a field. */
export function isInConflict({ mutation, conflicts }: ReturnedEdit, field: string): boolean {
  const group = groupOf(mutation.kind, field);
  return conflicts.some((each) => groupOf(mutation.kind, each.group) === group);
}
