import { groupOf } from '../../../../shared/domain/record-kinds.ts';
import { type CellState, isInConflict, type RecordRow } from '../compare/read-cells.ts';
import type { EntryColumn } from '../compare/row-columns.ts';
import type { CellContent } from '../table-kind.ts';
import type { CellProblem } from '../table-work.ts';

const MAX_QUOTED = 80;
const COAUTHORS =
  'Edited by somebody else, or on another computer, whose own PEEL may send it: send it as yours, or put back what the dataset has, in the PEEL pane';

/** What is wrong with a cell whatever the dataset says to it; null where nothing is. */
export function cellProblem(row: RecordRow, column: EntryColumn, state: CellState): CellProblem | null {
  const problem = (message: string, kind: CellProblem['kind'] = 'refused'): CellProblem => ({
    row: row.at,
    column: column.id,
    message,
    kind,
  });
  switch (state.is) {
    case 'meaningless':
      return problem(state.message);
    case 'foreign':
      return problem(COAUTHORS, 'edited by a co-author');
    case 'unknown':
      return problem(unknownText(row, column));
    case 'returned':
      return isInConflict(state.edit, column.entry.field)
        ? problem(conflictText(row, column, state), 'conflict')
        : problem(returnedText(column, state), state.edit.result === 'conflict' ? 'conflict' : 'refused');
    case 'untouched':
    case 'settled':
    case 'edited':
      return null;
  }
}

export const unknownText = (row: RecordRow, column: EntryColumn): string =>
  `PEEL does not know what stood here before: the dataset has ${quoted(column.content(row.record, row.reader))}. Put that back in the PEEL pane, then enter yours again`;

function conflictText(row: RecordRow, column: EntryColumn, { edit }: Extract<CellState, { is: 'returned' }>): string {
  const { kind } = row.record;
  const group = groupOf(kind, column.entry.field);
  const theirs = edit.conflicts.find((each) => groupOf(kind, each.group) === group)?.theirs;
  const who = theirs === undefined ? 'somebody else' : theirs.author.name;
  const present = quoted(column.content(row.record, row.reader));
  return `Changed meanwhile by ${who}: the dataset has ${present}, and yours is kept here. Choose in the PEEL pane, or enter what is right`;
}

function returnedText({ entry }: EntryColumn, { edit }: Extract<CellState, { is: 'returned' }>): string {
  if (edit.result === 'conflict')
    return 'This waits for a conflict in the same row. Choose in the PEEL pane, or enter what is right';
  const { problems } = edit;
  const own = problems.find(({ path }) => path.split('.')[0] === entry.field);
  return (own ?? problems[0])?.message ?? 'The service did not take this; enter something else';
}

function quoted(content: CellContent): string {
  if (content === '') return 'nothing';
  const text = String(content).replace(/\s+/g, ' ');
  return `"${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text}"`;
}
