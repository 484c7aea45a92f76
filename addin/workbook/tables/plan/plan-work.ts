import { type RowMemory, SYNC_COLUMN } from '../bound-table.ts';
import { foreignFor, withForeignFor } from '../compare/foreign-notes.ts';
import { whyLeftAlone } from '../compare/left-alone.ts';
import { type MatchedTable, matchRows, type RowRole } from '../compare/match-rows.ts';
import { recordRows } from '../compare/record-rows.ts';
import type {
  ForeignCells,
  RowEdit,
  SavedEdits,
  TableAnswers,
  TableComparison,
  TableSources,
  TableState,
  TableWork,
} from '../table-work.ts';
import { appendedRow } from './appended-rows.ts';
import { memoryAlone } from './memory-alone.ts';
import type { RowPlan } from './plan-row.ts';
import { isInConflict, type Planned, planTableRow, problemsByRow } from './plan-table-row.ts';

const NO_WORK: TableWork = {
  writes: [],
  appended: [],
  removed: [],
  marks: [],
  memory: new Map(),
  memoryAlone: new Map(),
  problems: [],
  conflicts: [],
  deleted: [],
  waiting: 0,
};

/**
 * What is to be written into a table, marked in it and remembered of it. `sources` are those after the comparison's edits
 * were saved, `saved` is what became of these. Where nothing changed since the last work was done, there is none.
 */
export function planWork(
  state: TableState,
  sources: TableSources,
  comparison: TableComparison,
  saved: SavedEdits,
  foreign: ForeignCells,
  answers: TableAnswers,
): TableWork {
  const notice = whyLeftAlone(state, sources);
  if (notice !== null) return { ...NO_WORK, notice };
  const edits = new Map(comparison.edits.map((edit, index) => [edit.row, { edit, result: saved[index] }]));
  const table = matchRows(state, sources, madeKeys(comparison, saved));
  const rows = recordRows(state, sources, foreign, answers, settledReturns(comparison, saved));
  const planned = { state, sources, comparison, told: problemsByRow(comparison), foreign, answers, edits, rows, table };

  const plans: RowPlan[] = [];
  const removed: number[] = [];
  const conflicts: string[] = [];
  const memory = new Map<string, RowMemory | null>();
  const alone = new Map<string, RowMemory>();
  let waiting = 0;
  for (const [at, role] of table.roles.entries()) {
    const plan = planTableRow(at, role, planned);
    if (plan === null) removed.push(at);
    else plans.push(plan);
    if (!('key' in role)) continue;
    if (plan === null) memory.set(role.key, null);
    else if (plan.memory !== undefined) memory.set(role.key, plan.memory);
    const held = plan === null ? null : heldAlone(at, role, plan, planned);
    if (held !== null) alone.set(role.key, held);
    if (sources.pendingFields(role.key).size > 0) waiting += 1;
    if (isInConflict(rows, role.key)) conflicts.push(role.key);
  }
  for (const key of table.vanished) memory.set(key, null);
  for (const [key, row] of foreignOfAbsent(planned)) {
    memory.set(key, row);
    alone.set(key, row);
  }

  const appended = toAppend(table, answers).map(({ key, row }) => appendedRow(key, row, table.columns, state, sources));
  for (const each of appended) memory.set(each.appended.key, each.memory);
  const deleted = table.missing.filter(({ key }) => !answers.putBackRows.has(key));
  // without this the question would be forgotten with what could not be read
  for (const { key } of deleted) if (!state.memory.has(key)) memory.set(key, { cells: {} });
  return {
    writes: plans.flatMap(({ write }) => write ?? []),
    appended: appended.map((each) => each.appended),
    removed,
    marks: plans.flatMap(({ marks }) => marks),
    memory,
    memoryAlone: alone,
    problems: plans.flatMap(({ problems }) => problems),
    conflicts,
    deleted,
    waiting,
  };
}

/** A row that is to show the dataset again has not been put back while nothing is written. */
function heldAlone(at: number, role: RowRole, plan: RowPlan, { state, answers, table }: Planned): RowMemory | null {
  const row = state.reading.rows[at];
  if (role.is !== 'record' || row === undefined || answers.putBackCells.has(role.key)) return null;
  return memoryAlone(row, state.memory.get(role.key), plan, table.columns);
}

/** What a co-author changed in a row whose key is lost at this moment: an event tells it only once. */
function foreignOfAbsent({ state, sources, foreign, table }: Planned): readonly (readonly [string, RowMemory])[] {
  const person = sources.reader.person()?.subject ?? null;
  return table.missing.flatMap(({ key }) => {
    const [told, row] = [foreign.get(key), state.memory.get(key)];
    if (told === undefined || row === undefined) return [];
    const noted = foreignFor(row, person);
    const columns = [...new Set([...noted, ...told])].filter((column) => column !== SYNC_COLUMN);
    const notes = withForeignFor(row.foreign, person, columns);
    return columns.length === noted.length || notes === undefined ? [] : [[key, { ...row, foreign: notes }] as const];
  });
}

/** The keys of the rows whose records were just made, by row. An edit of a record tells what was seen, a creation does not. */
function madeKeys({ edits }: TableComparison, saved: SavedEdits): ReadonlyMap<number, string> {
  const isMade = ({ request }: RowEdit, index: number): boolean =>
    saved[index]?.saved === true && request.base === undefined;
  return new Map(edits.filter(isMade).map(({ row, request }) => [row, request.recordId]));
}

function settledReturns({ edits, givenUp }: TableComparison, saved: SavedEdits): ReadonlySet<string> {
  const replaced = edits.flatMap(({ replaces }, index) => (saved[index]?.saved === true ? replaces : []));
  return new Set([...givenUp, ...replaced]);
}

/** What the table never had, and what people want back in it. */
function toAppend({ fresh, missing }: MatchedTable, { putBackRows }: TableAnswers) {
  const back = missing.filter(({ key }) => putBackRows.has(key)).map(({ key, record }) => ({ key, row: { record } }));
  return [...fresh, ...back];
}
