import { KEY_COLUMN, type RowMemory, SYNC_COLUMN, type TableReading } from '../bound-table.ts';
import { foreignFor, withForeignFor } from '../compare/foreign-notes.ts';
import { type CellState, type RecordRow, readCells } from '../compare/read-cells.ts';
import type { EntryColumn, RowColumns } from '../compare/row-columns.ts';
import { sameContent } from '../compare/same-content.ts';
import type { CellContent } from '../table-kind.ts';
import type { CellProblem, RowWrite } from '../table-work.ts';
import { cellProblem } from './cell-problem.ts';
import { isAtRest } from './row-at-rest.ts';
import { changedMarks, type Mark, marksOf, strayMarks } from './row-marks.ts';
import { isSameMemory, rowMemory } from './row-memory.ts';
import { syncText } from './row-state.ts';

/** What becomes of one row. */
export interface RowPlan {
  readonly write: RowWrite | null;
  readonly marks: readonly Mark[];
  readonly problems: readonly CellProblem[];
  /** Absent where it stays as it is. */
  readonly memory?: RowMemory;
}

/** What is known of the edit that a row's cells made. */
export interface RowOutcome {
  /** Columns whose entries are kept for the service. */
  readonly saved: ReadonlySet<string>;
  readonly refusals: ReadonlyMap<string, string>;
  readonly isInConflict: boolean;
  readonly isWaiting: boolean;
}

const NOTHING: RowPlan = { write: null, marks: [], problems: [] };

type Cells = Record<string, CellContent>;

/** Brings a record's row up to date: what nobody touched is written, what stands against the dataset stays and is marked. */
export function planRecordRow(
  row: RecordRow,
  columns: RowColumns,
  outcome: RowOutcome,
  reading: TableReading,
): RowPlan {
  const isWell = row.row.key === row.key && isAtRest(row, columns);
  const wanted = isWell ? syncText({ problems: [], ...outcome }, reading.headings) : null;
  if (wanted !== null && (row.row.cells[SYNC_COLUMN] ?? wanted) === wanted) return NOTHING;
  const cells: Cells = {};
  const remembered: Cells = {};
  const foreign: string[] = [];
  const noted = foreignFor(row.memory, row.person);
  const problems: CellProblem[] = [];
  let isLeft = false;

  for (const column of columns.shown) {
    const shown = column.content(row.record, row.reader);
    const isCoauthors = row.foreign.has(column.id) && !noted.includes(column.id);
    remembered[column.id] = shown;
    if (sameContent(row.row.cells[column.id], shown)) continue;
    // their copy of the plan may be ahead of this one; a second look puts it right
    if (isCoauthors) foreign.push(column.id);
    else cells[column.id] = shown;
  }
  for (const [column, state] of readCells(row, columns.entries)) {
    const { id } = column;
    const kept = keptCell(row, column, state, outcome);
    if (kept.content !== undefined) remembered[id] = kept.content;
    if (kept.isForeign) foreign.push(id);
    if (kept.problem !== null) problems.push(kept.problem);
    if (kept.isLeft) isLeft = true;
    const isOtherwise = !sameContent(row.row.cells[id], kept.content) || row.row.formulas.has(id);
    if (kept.isWritten && isOtherwise && kept.content !== undefined) cells[id] = kept.content;
  }
  const sync = syncText({ problems, ...outcome }, reading.headings);
  const isSyncTold = (isLeft && problems.length === 0) || row.foreign.has(SYNC_COLUMN);
  if (!isSyncTold) Object.assign(cells, syncWrite(row.row.cells, sync));
  if (row.row.key !== row.key) cells[KEY_COLUMN] = row.key;

  const marks = marksOf(problems);
  const memory = rowMemory(remembered, withForeignFor(row.memory?.foreign, row.person, foreign), marks);
  return {
    write: rowWrite(row.at, cells, missingFormulas(row, columns, reading)),
    marks: [...changedMarks(row.at, row.memory?.marks ?? {}, marks), ...strayMarks(row, marks, reading)],
    problems,
    ...(isSameMemory(row.memory, memory) ? {} : { memory }),
  };
}

interface KeptCell {
  /** What is remembered of it from now on. */
  readonly content: CellContent | undefined;
  readonly isWritten: boolean;
  readonly isForeign: boolean;
  /** Edited and not yet dealt with: the next look at the table does it. */
  readonly isLeft: boolean;
  readonly problem: CellProblem | null;
}

function keptCell(row: RecordRow, column: EntryColumn, state: CellState, outcome: RowOutcome): KeptCell {
  const written = row.memory?.cells[column.id];
  const kept = { content: written, isWritten: false, isForeign: false, isLeft: false };
  const problem = cellProblem(row, column, state);
  switch (state.is) {
    case 'untouched':
    case 'settled':
      return { ...kept, content: column.content(row.record, row.reader), isWritten: true, problem };
    case 'foreign':
      return { ...kept, isForeign: true, problem };
    case 'edited':
      return { ...kept, ...editedCell(row, column, outcome) };
    case 'returned':
      // so that what is entered next is based on what the dataset has now
      return { ...kept, content: row.row.cells[column.id], problem };
    case 'meaningless':
    case 'unknown':
      return { ...kept, problem };
  }
}

function editedCell(row: RecordRow, column: EntryColumn, outcome: RowOutcome) {
  const message = outcome.refusals.get(column.id);
  if (message !== undefined) {
    const problem: CellProblem = { row: row.at, column: column.id, message, kind: 'refused' };
    return { problem };
  }
  // saved, and overtaken or returned since: what stands here is what the edit said
  if (outcome.saved.has(column.id)) return { content: row.row.cells[column.id], problem: null };
  return { isLeft: true, problem: null };
}

function missingFormulas({ row }: RecordRow, { formulas }: RowColumns, reading: TableReading): Record<string, string> {
  const names = { table: reading.name, headings: reading.headings };
  const missing = formulas.filter(({ id }) => !row.formulas.has(id));
  return Object.fromEntries(missing.map(({ id, formula }) => [id, formula(names)]));
}

/** The Sync cell, where it says something else. */
export function syncWrite(cells: Readonly<Cells>, text: string): Cells {
  const present = cells[SYNC_COLUMN];
  return present === undefined || present === text ? {} : { [SYNC_COLUMN]: text };
}

/** The write of a row’s changed cells, and of formulas of ours; null where nothing changes. */
export function rowWrite(row: number, cells: Cells, formulas: Readonly<Record<string, string>> = {}): RowWrite | null {
  const hasFormulas = Object.keys(formulas).length > 0;
  if (Object.keys(cells).length === 0 && !hasFormulas) return null;
  return { row, cells, ...(hasFormulas ? { formulas } : {}) };
}
