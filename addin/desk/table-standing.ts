import { cellAddress } from '../../shared/worksheet/cell-address.ts';
import { recordName } from '../taskpane/record-name.ts';
import type { CellTrouble, TableStanding } from '../taskpane/tables/table-services.ts';
import { rowMark } from '../workbook/tables/compare/new-row-mark.ts';
import type { LiveTable } from '../workbook/tables/rounds/live-table.ts';
import type { TurnOfTable } from '../workbook/tables/rounds/table-round.ts';
import type { CellProblem } from '../workbook/tables/table-work.ts';

/** The pane shows a line of it. */
const MAX_TEXT = 120;

/** How a table stands, as the pane tells it; null before its first turn. */
export function standingOf({ stored: { binding }, turn, notice }: LiveTable): TableStanding | null {
  if (turn === null) return null;
  const { kind, reading, work } = turn;
  const standing = {
    tableId: binding.tableId,
    name: reading.name,
    title: kind.title(binding.scope),
    place: { sheetId: reading.sheetId, address: cellAddress(Math.max(0, reading.firstRow - 1), reading.firstColumn) },
    sheetName: reading.sheetName,
    rows: rowsNow(turn),
    waiting: work.waiting,
    troubles: work.problems.map((problem) => troubleOf(problem, turn)),
    conflicts: work.conflicts,
    deletedRows: work.deleted.map(({ key, record }) => ({ key, name: recordName(record) })),
  };
  return notice === null ? standing : { ...standing, notice };
}

const isDone = ({ end }: TurnOfTable): boolean => end === 'written';

function rowsNow(turn: TurnOfTable): number {
  const { reading, work } = turn;
  const { length } = reading.rows.filter(({ key }) => key !== '');
  return isDone(turn) ? length + work.appended.length - work.removed.length : length;
}

/** Its cell stands higher by the rows above it that were removed after the table was read. */
function troubleOf({ row, column, message, kind }: CellProblem, turn: TurnOfTable): CellTrouble {
  const { reading, work } = turn;
  const { firstRow, firstColumn, places, headings, rows, sheetId } = reading;
  const removed = isDone(turn) ? work.removed.filter((each) => each < row).length : 0;
  const read = rows[row];
  return {
    key: read?.key ?? '',
    answeredBy: read === undefined ? '' : rowMark(read),
    heading: headings[column] ?? column,
    place: { sheetId, address: cellAddress(firstRow + row - removed, firstColumn + (places[column] ?? 0)) },
    text: String(read?.cells[column] ?? '').slice(0, MAX_TEXT),
    why: message,
    kind,
  };
}
