import { KEY_COLUMN, SYNC_COLUMN, type TableReading } from '../bound-table.ts';
import type { RecordRow } from '../compare/read-cells.ts';
import type { CellProblem } from '../table-work.ts';
import { SYNC_STARTS, SYNC_WORDS } from './row-state.ts';

/** A mark to set, or to take away where there is no message. */
export interface Mark {
  readonly row: number;
  readonly column: string;
  readonly message: string | null;
}

/** What a co-author entered is theirs to see to, and not marked. */
export function marksOf(problems: readonly CellProblem[]): Record<string, string> {
  const marked = problems.filter(({ kind }) => kind !== 'edited by a co-author');
  return Object.fromEntries(marked.map(({ column, message }) => [column, message]));
}

/** What makes the marks of a row those that it should have: new or reworded ones are set, others taken away. */
export function changedMarks(
  row: number,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Mark[] {
  const set = Object.entries(after).filter(([column, message]) => before[column] !== message);
  const taken = Object.keys(before).filter((column) => after[column] === undefined);
  return [
    ...set.map(([column, message]) => ({ row, column, message })),
    ...taken.map((column) => ({ row, column, message: null })),
  ];
}

/** Marks from the time when this row stood for no record, which no memory has. */
export function strayMarks(
  { at, row, memory }: RecordRow,
  marks: Readonly<Record<string, string>>,
  reading: TableReading,
): Mark[] {
  const before = String(row.cells[SYNC_COLUMN] ?? '');
  const wasKeyRefused = before === SYNC_WORDS.copy || before === SYNC_WORDS.unknownKey;
  const wasRefusedNew = memory === undefined && before.startsWith(SYNC_STARTS.refused);
  const columns = wasRefusedNew ? Object.keys(reading.places) : wasKeyRefused ? [KEY_COLUMN] : [];
  return columns
    .filter((column) => marks[column] === undefined && column !== SYNC_COLUMN)
    .map((column) => ({ row: at, column, message: null }));
}
