import { groupOf } from '../../../../shared/domain/record-kinds.ts';
import { type FieldValue, sameValue } from '../../../../shared/sync/record.ts';
import type { ReturnedEdit } from '../../../replica/replica-port.ts';
import { unknownText } from '../plan/cell-problem.ts';
import type { RowEdit } from '../table-work.ts';
import {
  type CellState,
  type CellStates,
  changedFields,
  isInConflict,
  type RecordRow,
  returnedValue,
} from './read-cells.ts';
import type { EntryColumn } from './row-columns.ts';
import { sameContent } from './same-content.ts';

type Values = Record<string, FieldValue | null>;

/** What comes of the row of a record: its edit, if any, and what is wrong with its cells. */
export interface RowEditing {
  readonly edit: RowEdit | null;
  /** Columns whose edits cannot be sent yet, with why. */
  readonly kept: ReadonlyMap<string, string>;
  readonly givenUp: readonly string[];
}

/**
 * The edit that the cells of a row amount to. Of a field group it tells what the person saw in all of its cells, and what
 * will stand there: theirs, and beside it what the dataset has. While a cell of the group means nothing, it waits for that. Returned edits whose every cell was entered again, or goes along with this one, are replaced.
 */
export function rowEditing(row: RecordRow, states: CellStates): RowEditing {
  const isIn = (is: CellState['is']) => [...states].filter(([, state]) => state.is === is).map(([column]) => column);
  const meaningless = new Map(isIn('meaningless').map((column) => [groupAt(row, column), column.heading]));
  const kept = new Map<string, string>();
  const edited = isIn('edited').filter((column) => {
    const other = meaningless.get(groupAt(row, column));
    const isBaseless = other === undefined && seenValue(row, column) === 'untold';
    if (other !== undefined) kept.set(column.id, `This is sent together with ${other}: correct that first`);
    if (isBaseless) kept.set(column.id, unknownText(row, column));
    return other === undefined && !isBaseless;
  });

  const overlapping = row.returned.map((edit) => takeUp(edit, row, states, edited)).filter((each) => each !== null);
  const joined = [...new Set(overlapping.flatMap(({ along }) => along))];
  const sent = [...edited, ...joined];
  const replaces = overlapping.map(({ id }) => id);
  if (sent.length === 0) return { edit: null, kept, givenUp: replaces };

  const values: Values = {};
  const base: Values = {};
  for (const [column, state] of states) {
    const { field } = column.entry;
    const isSent = sent.includes(column);
    const isBeside = state.is === 'untouched' || state.is === 'settled';
    const isOfGroup = isBeside && edited.some((each) => groupAt(row, each) === groupAt(row, column));
    if (!isSent && !isOfGroup) continue;
    const seen = joined.includes(column) ? present(row, column) : seenValue(row, column);
    if (seen === 'untold') continue;
    base[field] = seen;
    values[field] = 'value' in state ? state.value : present(row, column);
  }
  const request = { kind: row.record.kind, recordId: row.key, values, base };
  return { edit: { row: row.at, request, columns: sent.map(({ id }) => id), replaces }, kept, givenUp: [] };
}

const groupAt = ({ record }: RecordRow, { entry }: EntryColumn): string => groupOf(record.kind, entry.field);

const present = ({ record }: RecordRow, { entry }: EntryColumn): FieldValue | null =>
  record.fields[entry.field] ?? null;

/**
 * What stood in a cell when it was entered over. Text that came back was in no dataset: beneath it the person was shown
 * what the dataset has now. `untold`: the lists have changed, and what was written means nothing any more.
 */
function seenValue(row: RecordRow, column: EntryColumn): FieldValue | null | 'untold' {
  const { record, memory, reader, foreign } = row;
  const written = memory?.cells[column.id];
  if (written === undefined || foreign.has(column.id)) return present(row, column);
  if (sameContent(written, column.content(record, reader))) return present(row, column);
  if (returnedValue(row, column, written) !== null) return present(row, column);
  const meaning = column.entry.meaning(written, reader, record);
  return 'value' in meaning ? meaning.value : 'untold';
}

/** A returned edit that this row's cells take up anew, and which of its cells go along; null where it stays as it is. */
function takeUp(
  edit: ReturnedEdit,
  row: RecordRow,
  states: CellStates,
  edited: readonly EntryColumn[],
): { readonly id: string; readonly along: readonly EntryColumn[] } | null {
  const isHeld = (field: string): boolean => sameValue(row.record.fields[field], edit.mutation.changes[field]?.value);
  const fields = changedFields(edit);
  const columns = [...states.keys()];
  const isAnew = (field: string): boolean =>
    edited.some(({ entry }) => entry.field === field) || isSettledByHand(edit, field, row, states);
  if (fields.length === 0 || !fields.some(isAnew)) return null;
  const along: EntryColumn[] = [];
  for (const field of fields.filter((each) => !isAnew(each) && !isHeld(each))) {
    const column = columns.find(({ entry }) => entry.field === field);
    const state = column === undefined ? undefined : states.get(column);
    const isStanding = state?.is === 'returned' && state.edit === edit;
    if (column === undefined || !isStanding || isInConflict(edit, field)) return null;
    along.push(column);
  }
  return { id: edit.mutation.mutationId, along };
}

/** Somebody entered over the returned text what the dataset has. */
function isSettledByHand(edit: ReturnedEdit, field: string, row: RecordRow, states: CellStates): boolean {
  for (const [{ id, entry }, state] of states) {
    if (entry.field !== field || state.is !== 'settled') continue;
    const written = row.memory?.cells[id];
    const meaning = written === undefined ? null : entry.meaning(written, row.reader, row.record);
    return meaning !== null && 'value' in meaning && sameValue(meaning.value, edit.mutation.changes[field]?.value);
  }
  return false;
}
