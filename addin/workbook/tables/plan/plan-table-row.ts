import type { EditResult } from '../../../replica/replica-port.ts';
import { editRefusals } from '../compare/edit-refusals.ts';
import type { MatchedTable, RowRole } from '../compare/match-rows.ts';
import type { RecordRows } from '../compare/record-rows.ts';
import type {
  CellProblem,
  ForeignCells,
  RowEdit,
  TableAnswers,
  TableComparison,
  TableSources,
  TableState,
} from '../table-work.ts';
import { planFixedRow, planGoneRow, planStrayRow, planUnclaimedRow, unclaimedText } from './plan-other-rows.ts';
import { planRecordRow, type RowPlan } from './plan-row.ts';

/** All that is known when the rows of a table are planned. */
export interface Planned {
  readonly state: TableState;
  readonly sources: TableSources;
  readonly comparison: TableComparison;
  /** What the comparison found against each row. */
  readonly told: ReadonlyMap<number, readonly CellProblem[]>;
  readonly foreign: ForeignCells;
  readonly answers: TableAnswers;
  readonly edits: ReadonlyMap<number, { readonly edit: RowEdit; readonly result: EditResult | undefined }>;
  readonly rows: RecordRows;
  readonly table: MatchedTable;
}

const NOBODYS: ReadonlySet<string> = new Set();
const NO_REFUSALS: ReadonlyMap<string, string> = new Map();

/** What becomes of a row, whatever it stands for. Null: it is to be removed. */
export function planTableRow(at: number, role: RowRole, planned: Planned): RowPlan | null {
  const { state, sources, foreign, answers, edits, rows, table } = planned;
  const { reading, memory, kind } = state;
  const row = reading.rows[at];
  if (row === undefined) return { write: null, marks: [], problems: [] };
  const made = edits.get(at);
  const refusals = made === undefined ? NO_REFUSALS : editRefusals(kind, made.edit, made.result);
  switch (role.is) {
    case 'record':
      return planRecordRow(
        rows.of(at, role),
        table.columns,
        {
          saved: made?.result?.saved === true ? new Set(made.edit.columns) : NOBODYS,
          refusals: new Map([...(planned.told.get(at) ?? []).map(toldOf), ...refusals]),
          isInConflict: isInConflict(rows, role.key),
          isWaiting: sources.pendingFields(role.key).size > 0,
        },
        reading,
      );
    case 'fixed':
      return planFixedRow(at, row, role.fixed, memory.get(role.key), foreign.get(role.key) ?? NOBODYS);
    case 'gone': {
      const gone = {
        at,
        key: role.key,
        row,
        memory: memory.get(role.key),
        returned: rows.returnedOf(role.key),
        creation: rows.creationOf(role.key),
        isWaiting: sources.pendingFields(role.key).size > 0,
        putsBack: answers.putBackCells.has(role.key),
        foreign: rows.notesOf(role.key),
        remade: remadeRow(at, refusals, planned),
      };
      return planGoneRow(gone, table.columns, reading);
    }
    case 'copy':
    case 'unknown key':
      return planStrayRow(at, row, role.is, reading);
    case 'new':
    case 'blank': {
      const { sync, problems } = remadeRow(at, refusals, planned) ?? { sync: '', problems: [] };
      // the Sync cell is for the add-in of whoever entered the row
      const isTheirs = problems.some(({ kind: of }) => of === 'edited by a co-author');
      if (isTheirs) return { write: null, marks: [], problems };
      return planUnclaimedRow(at, row, sync, problems, reading);
    }
  }
}

/** What is said of a row that is to become a record; null where nothing was made of it. */
function remadeRow(
  at: number,
  refusals: ReadonlyMap<string, string>,
  { comparison, told, state }: Planned,
): { readonly sync: string; readonly problems: readonly CellProblem[] } | null {
  const { headings } = state.reading;
  const unfinished = comparison.unfinished.get(at);
  if (unfinished !== undefined) return { sync: unfinished, problems: [] };
  const refused = [...refusals].map(
    ([column, message]): CellProblem => ({ row: at, column, message, kind: 'refused' }),
  );
  const problems = [...(told.get(at) ?? []), ...refused];
  return problems.length === 0 ? null : { sync: unclaimedText(problems, headings), problems };
}

/** By row, since a large paste finds thousands. */
export function problemsByRow({ problems }: TableComparison): ReadonlyMap<number, readonly CellProblem[]> {
  const byRow = new Map<number, CellProblem[]>();
  for (const problem of problems) {
    const others = byRow.get(problem.row);
    if (others === undefined) byRow.set(problem.row, [problem]);
    else others.push(problem);
  }
  return byRow;
}

const toldOf = ({ column, message }: CellProblem): readonly [string, string] => [column, message];

export const isInConflict = (rows: RecordRows, key: string): boolean =>
  rows.returnedOf(key).some(({ result }) => result === 'conflict');
