import { sameValue } from '../../../../shared/sync/record.ts';
import type { ReturnedEdit } from '../../../replica/replica-port.ts';
import type { ReadRow } from '../bound-table.ts';
import { cellProblem } from '../plan/cell-problem.ts';
import { isAtRest } from '../plan/row-at-rest.ts';
import type {
  CellProblem,
  ForeignCells,
  RowEdit,
  TableAnswers,
  TableComparison,
  TableSources,
  TableState,
} from '../table-work.ts';
import { enteredOver } from './entered-cells.ts';
import { whyLeftAlone } from './left-alone.ts';
import { type MatchedTable, matchRows } from './match-rows.ts';
import { newRowMark } from './new-row-mark.ts';
import { createNewRows } from './new-rows.ts';
import { readCells } from './read-cells.ts';
import { type RecordRows, recordRows } from './record-rows.ts';
import { rowEditing } from './row-edit.ts';

const NOTHING: TableComparison = { edits: [], problems: [], unfinished: new Map(), deleted: [], givenUp: [] };

/** What people did in the cells since they were last written. Changes nothing, and answers the same when asked again. */
export function compareTable(
  state: TableState,
  sources: TableSources,
  foreign: ForeignCells,
  answers: TableAnswers,
): TableComparison {
  if (whyLeftAlone(state, sources) !== null) return NOTHING;
  const table = matchRows(state, sources);
  const rows = recordRows(state, sources, foreign, answers);
  const edits: RowEdit[] = [];
  const problems: CellProblem[] = [];
  const unfinished = new Map<number, string>();
  const givenUp: string[] = [];

  const isForeign = (row: ReadRow): boolean => {
    if (row.key !== '') return rows.isForeign(row.key);
    const mark = foreign.size === 0 ? '' : newRowMark(row);
    return foreign.has(mark) && !answers.sendForeign.has(mark);
  };
  const newRows = createNewRows(state, sources, isForeign);
  for (const [at, role] of table.roles.entries()) {
    const row = state.reading.rows[at];
    if (row === undefined) continue;
    if (role.is === 'record') {
      const read = readRecordRow(at, role, rows, table);
      if (read.edit !== null) edits.push(read.edit);
      problems.push(...read.problems);
      givenUp.push(...read.givenUp);
    }
    const creation = role.is === 'gone' ? rows.creationOf(role.key) : undefined;
    const isRemade =
      role.is === 'gone' &&
      creation !== undefined &&
      state.memory.has(role.key) &&
      enteredOver(row, state.memory.get(role.key), table.columns.entries).length > 0;
    if (role.is !== 'new' && !isRemade) continue;
    const made = newRows.read(at, row, creation);
    if ('edit' in made) edits.push(...(isRemade ? remadeEdit(made.edit, role.key, rows) : [made.edit]));
    else if ('unfinished' in made) unfinished.set(at, made.unfinished);
    else problems.push(...made.problems);
  }
  const deleted = table.missing.map(({ key }) => key).filter((key) => !answers.putBackRows.has(key));
  return { edits, problems, unfinished, deleted, givenUp };
}

/** In place of all creations of the row that came back; none where this very one did, though no memory may say so. */
function remadeEdit(edit: RowEdit, key: string, { returnedOf }: RecordRows): readonly RowEdit[] {
  const { recordId, values } = edit.request;
  const isThis = ({ mutation: { op, changes } }: ReturnedEdit): boolean =>
    op === 'create' && Object.entries(values).every(([field, value]) => sameValue(changes[field]?.value, value));
  if (returnedOf(recordId).some(isThis)) return [];
  const creations = returnedOf(key).filter(({ mutation }) => mutation.op === 'create');
  return [{ ...edit, replaces: creations.map(({ mutation }) => mutation.mutationId) }];
}

const NOTHING_ENTERED = { edit: null, problems: [], givenUp: [] };

const refusedCell = (row: number, column: string, message: string): CellProblem => ({
  row,
  column,
  message,
  kind: 'refused',
});

function readRecordRow(
  at: number,
  role: Extract<MatchedTable['roles'][number], { is: 'record' }>,
  rows: RecordRows,
  { columns }: MatchedTable,
) {
  const row = rows.of(at, role);
  if (!row.putsBack && isAtRest(row, columns)) return NOTHING_ENTERED;
  const states = readCells(row, columns.entries);
  const isQuiet = [...states.values()].every(({ is }) => is === 'untouched');
  if (isQuiet && !row.putsBack) return NOTHING_ENTERED;
  const { edit, kept, givenUp } = rowEditing(row, states);
  const problems = [...states].flatMap(([column, state]): CellProblem[] => {
    const message = kept.get(column.id);
    const keptProblem = message === undefined ? null : refusedCell(at, column.id, message);
    return [cellProblem(row, column, state) ?? keptProblem].filter((each) => each !== null);
  });
  return { edit, problems, givenUp: row.putsBack ? rows.givenUpIn(row, columns.entries) : givenUp };
}
