import type { ReturnedEdit } from '../../../replica/replica-port.ts';
import { KEY_COLUMN, type ReadRow, type RowMemory, SYNC_COLUMN, type TableReading } from '../bound-table.ts';
import { enteredCells, enteredOver } from '../compare/entered-cells.ts';
import { type EntryColumn, isOwnFormula, type RowColumns } from '../compare/row-columns.ts';
import { sameContent } from '../compare/same-content.ts';
import type { CellContent, FixedRow } from '../table-kind.ts';
import type { CellProblem } from '../table-work.ts';
import { type RowPlan, rowWrite, syncWrite } from './plan-row.ts';
import { changedMarks, type Mark, marksOf } from './row-marks.ts';
import { isSameMemory, rowMemory } from './row-memory.ts';
import { coauthorText, refusedText, SYNC_STARTS, SYNC_WORDS } from './row-state.ts';

/** A row that has no memory of its own: what it was told stands in its Sync cell, and tells whether its marks are right. */
export function planUnclaimedRow(
  at: number,
  row: ReadRow,
  sync: string,
  problems: readonly CellProblem[],
  { places }: TableReading,
): RowPlan {
  const before = row.cells[SYNC_COLUMN];
  if (before === undefined || before === sync) return { write: null, marks: [], problems };
  const marks = marksOf(problems);
  const wasRefused = String(before).startsWith(SYNC_STARTS.refused);
  const unmarked = wasRefused ? Object.keys(places).filter((column) => marks[column] === undefined) : [];
  return {
    write: rowWrite(at, syncWrite(row.cells, sync)),
    marks: [
      ...changedMarks(at, {}, marks),
      ...unmarked
        .filter((column) => column !== SYNC_COLUMN)
        .map((column): Mark => ({ row: at, column, message: null })),
    ],
    problems,
  };
}

/** What the Sync cell of a row without a record says against it. */
export function unclaimedText(problems: readonly CellProblem[], headings: Readonly<Record<string, string>>): string {
  if (problems.length === 0) return '';
  const isTheirs = problems.every(({ kind }) => kind === 'edited by a co-author');
  return isTheirs ? coauthorText(problems, headings) : refusedText(problems, headings);
}

/** A row whose key is another's, or nobody's. */
export function planStrayRow(at: number, row: ReadRow, is: 'copy' | 'unknown key', reading: TableReading): RowPlan {
  const sync = is === 'copy' ? SYNC_WORDS.copy : SYNC_WORDS.unknownKey;
  const said = sync.slice(SYNC_STARTS.refused.length);
  const message = `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
  return planUnclaimedRow(at, row, sync, [{ row: at, column: KEY_COLUMN, message, kind: 'refused' }], reading);
}

/** A row of ours that stands for no record: all of it is put back. */
export function planFixedRow(
  at: number,
  row: ReadRow,
  fixed: FixedRow,
  memory: RowMemory | undefined,
  foreign: ReadonlySet<string>,
): RowPlan {
  const cells: Record<string, CellContent> = {};
  const formulas: Record<string, string> = {};
  const remembered: Record<string, CellContent> = {};
  for (const [column, content] of Object.entries(row.cells)) {
    if (column === KEY_COLUMN || column === SYNC_COLUMN) continue;
    const fixedContent = fixed.cells[column] ?? '';
    if (isOwnFormula(fixedContent)) {
      if (!row.formulas.has(column)) formulas[column] = fixedContent;
      continue;
    }
    remembered[column] = fixedContent;
    const isRight = sameContent(content, fixedContent) && !row.formulas.has(column);
    if (!isRight && !foreign.has(column)) cells[column] = fixedContent;
  }
  if (!foreign.has(SYNC_COLUMN)) Object.assign(cells, syncWrite(row.cells, ''));
  if (row.key !== fixed.key) cells[KEY_COLUMN] = fixed.key;
  const next = rowMemory(remembered, undefined, {});
  return {
    write: rowWrite(at, cells, formulas),
    marks: changedMarks(at, memory?.marks ?? {}, {}),
    problems: [],
    ...(isSameMemory(memory, next) ? {} : { memory: next }),
  };
}

/** What is known of a row whose record stands no more. */
export interface GoneRow {
  readonly at: number;
  readonly key: string;
  readonly row: ReadRow;
  readonly memory: RowMemory | undefined;
  readonly returned: readonly ReturnedEdit[];
  /** The creation that the service did not take: there never was a record. */
  readonly creation: ReturnedEdit | undefined;
  readonly isWaiting: boolean;
  readonly putsBack: boolean;
  /** What stays noted of its cells as somebody else's. */
  readonly foreign: RowMemory['foreign'];
  /** What is said of the row where it was entered again. */
  readonly remade: { readonly sync: string; readonly problems: readonly CellProblem[] } | null;
}

/** Null: the row can go, as nobody would lose anything: no edit, and no column of the person's own stands in it. */
export function planGoneRow(gone: GoneRow, { entries }: RowColumns, reading: TableReading): RowPlan | null {
  const { at, row, memory, returned, creation } = gone;
  const entered = enteredOver(row, memory, entries);
  const holdsWork = entered.length > 0 || returned.length > 0 || gone.isWaiting;
  const isRefusedCreation = creation !== undefined;
  if (!holdsWork || gone.putsBack) return hasOwnColumns(reading) && !isRefusedCreation ? keptRow(gone, entered) : null;
  const problems =
    gone.remade?.problems ??
    goneProblems(
      gone,
      entered.map(({ id }) => id),
      entries.map(({ id }) => id),
    );
  const sync =
    gone.remade?.sync ?? (creation === undefined ? SYNC_WORDS.deleted : refusedText(problems, reading.headings));
  const marks = marksOf(problems);
  const cells = memory?.cells ?? enteredCells(row);
  const next = rowMemory({ ...cells }, gone.foreign, marks);
  return {
    write: rowWrite(at, { ...syncWrite(row.cells, sync), ...(row.key === gone.key ? {} : { [KEY_COLUMN]: gone.key }) }),
    marks: changedMarks(at, memory?.marks ?? {}, marks),
    problems,
    ...(isSameMemory(memory, next) ? {} : { memory: next }),
  };
}

const hasOwnColumns = ({ places, width }: TableReading): boolean => Object.keys(places).length < width;

/** Nothing is said against it any more; what was entered over the record, and given up, is remembered as it stands. */
function keptRow({ at, row, memory, key }: GoneRow, entered: readonly EntryColumn[]): RowPlan {
  const cells = { ...memory?.cells };
  for (const { id } of entered) cells[id] = row.cells[id] ?? '';
  const next = rowMemory(cells, undefined, {});
  return {
    write: rowWrite(at, {
      ...syncWrite(row.cells, SYNC_WORDS.kept),
      ...(row.key === key ? {} : { [KEY_COLUMN]: key }),
    }),
    marks: changedMarks(at, memory?.marks ?? {}, {}),
    problems: [],
    ...(isSameMemory(memory, next) ? {} : { memory: next }),
  };
}

const DELETED = 'This record was deleted; copy what was entered here to where it belongs, then delete the row';

function goneProblems({ at, creation }: GoneRow, entered: readonly string[], all: readonly string[]): CellProblem[] {
  const problem = (column: string, message: string): CellProblem => ({ row: at, column, message, kind: 'refused' });
  if (creation === undefined) return entered.map((column) => problem(column, DELETED));
  const message = creation.problems[0]?.message ?? 'The service did not take this row; change it, or delete it';
  return all.slice(0, 1).map((column) => problem(column, message));
}
