import type { RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue, RecordOf } from '../../../../shared/sync/record.ts';
import type { EditRequest, ReplicaReader, ReturnedEdit } from '../../../replica/replica-port.ts';
import { type ReadRow, SYNC_COLUMN } from '../bound-table.ts';
import { anyRecord } from '../kinds/any-record.ts';
import { SYNC_STARTS } from '../plan/row-state.ts';
import type { NewRow } from '../table-kind.ts';
import type { CellProblem, RowEdit, TableSources, TableState } from '../table-work.ts';
import { enteredCells } from './entered-cells.ts';
import { isBlank } from './same-content.ts';

/** What comes of a new row: the edit that makes its record, what it still lacks as Sync says it, or what is wrong. */
export type NewRowEditing =
  | { readonly edit: RowEdit }
  | { readonly unfinished: string }
  | { readonly problems: readonly CellProblem[] };

export interface NewRows {
  /** What a row without a record amounts to; `returned`: the creation that the service did not take, which it replaces. */
  read(at: number, row: ReadRow, returned?: ReturnedEdit): NewRowEditing;
}

/** Reads new rows one after the other, each as if those before it were records already: so no two get one id. */
export function createNewRows(
  { kind, binding, reading, memory }: TableState,
  { reader, returned: allReturned }: TableSources,
  isForeign: (row: ReadRow) => boolean,
): NewRows {
  const { reader: readerWithNew, add, hide, has } = withNewRecords(reader, kind.recordKind);
  for (const { mutation } of allReturned)
    if (mutation.op === 'create' && memory.has(mutation.recordId)) add(mutation.recordId, valuesOf(mutation));
  const placed = (column: string, other: string): string => (reading.places[column] === undefined ? other : column);
  const problemsOf = (at: number, row: ReadRow, made: NewRow | null): readonly CellProblem[] | null => {
    const problem = (column: string, message: string, of: CellProblem['kind'] = 'refused'): CellProblem => ({
      row: at,
      column,
      message,
      kind: of,
    });
    const column = firstEntered(row);
    if (isForeign(row)) return [problem(column, COAUTHORS_ROW, 'edited by a co-author')];
    if (made === null) return [problem(column, kind.noNewRows ?? NO_NEW_ROWS)];
    if ('problems' in made) return made.problems.map((each) => problem(placed(each.column, column), each.message));
    if ('lacks' in made) return null;
    const { recordId } = made.request;
    const isThere = has(recordId) || (recordId !== row.key && (memory.has(recordId) || isKnown(reader, made.request)));
    return isThere ? [problem(column, THERE_ALREADY)] : null;
  };
  return {
    read(at, row, returned) {
      // its own creation, which the service did not take, is in nobody's way
      if (returned !== undefined) hide(row.key);
      const made = kind.newRow?.(enteredCells(row), readerWithNew, binding.scope) ?? null;
      const problems = problemsOf(at, row, made);
      if (problems !== null) return { problems };
      if (made === null || 'problems' in made) return { problems: [] };
      if ('lacks' in made) {
        const headings = made.lacks.map((each) => reading.headings[each] ?? each);
        return { unfinished: `${SYNC_STARTS.unfinished}fill in ${headings.join(', ')}` };
      }
      add(made.request.recordId, made.request.values);
      const replaces = returned === undefined ? [] : [returned.mutation.mutationId];
      return { edit: { row: at, request: made.request, columns: enteredColumns(row), replaces } };
    },
  };
}

const NO_NEW_ROWS = 'Rows cannot be added to this table; delete this one';
const THERE_ALREADY = 'This has a row already, or had one that was deleted from here; change that one, and delete this';
const COAUTHORS_ROW =
  'Entered by somebody else, or on another computer, whose own PEEL may save it: send it as yours in the PEEL pane, or delete the row';

const valuesOf = ({ changes }: Mutation): Record<string, FieldValue | null> =>
  Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));

const enteredColumns = (row: ReadRow): string[] =>
  Object.entries(enteredCells(row)).flatMap(([column, content]) => (isBlank(content) ? [] : [column]));

const firstEntered = (row: ReadRow): string => enteredColumns(row)[0] ?? SYNC_COLUMN;

const isKnown = (reader: ReplicaReader, { kind, recordId }: EditRequest): boolean =>
  reader.record(kind, recordId) !== null;

/** A reader that shows the records, too, which rows further up are about to become. */
function withNewRecords(reader: ReplicaReader, recordKind: RecordKind) {
  const made = new Map<string, DatasetRecord>();
  /** All of them in one list, which only grows: what thousands of rows look up in it is indexed once, see `createListIndex`. */
  let joined: DatasetRecord[] | null = null;
  const joinedList = (): DatasetRecord[] => {
    joined ??= [...reader.all(recordKind).map(anyRecord), ...made.values()];
    return joined;
  };
  // the records that are made are of the table's kind, and shown where that one is asked for
  const asOf = <K extends RecordKind>(record: DatasetRecord): RecordOf<K> => record as DatasetRecord & RecordOf<K>;
  const allOf = <K extends RecordKind>(records: readonly DatasetRecord[]): readonly RecordOf<K>[] =>
    records as readonly (DatasetRecord & RecordOf<K>)[];
  const withNew: ReplicaReader = {
    ...reader,
    record: <K extends RecordKind>(kind: K, id: string): RecordOf<K> | null => {
      const own = kind === recordKind ? made.get(id) : undefined;
      return reader.record(kind, id) ?? (own === undefined ? null : asOf<K>(own));
    },
    all: <K extends RecordKind>(kind: K): readonly RecordOf<K>[] =>
      kind !== recordKind || made.size === 0 ? reader.all(kind) : allOf<K>(joinedList()),
  };
  return {
    reader: withNew,
    has: (id: string): boolean => made.has(id),
    hide(id: string): void {
      if (made.delete(id)) joined = null;
    },
    add(id: string, values: EditRequest['values']): void {
      const fields = Object.fromEntries(
        Object.entries(values).filter((entry): entry is [string, FieldValue] => entry[1] !== null),
      );
      const record: DatasetRecord = { id, kind: recordKind, revision: 0, fields, effective: {} };
      made.set(id, record);
      joined?.push(record);
    },
  };
}
