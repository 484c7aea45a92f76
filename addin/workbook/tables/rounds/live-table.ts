import type { RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { Replica } from '../../../replica/replica-port.ts';
import type { StoredTable } from '../settings/table-bindings.ts';
import { areasMeet, type CellArea, WHOLE_SHEET } from '../sheet/cell-area.ts';
import { cellsIn, joinedCells } from '../sheet/foreign-cells.ts';
import type { ForeignCells, TableAnswers, TableState } from '../table-work.ts';
import { type FirstLook, lookAt, writerAfter } from './first-look.ts';
import { notingReader } from './noting-reader.ts';
import type { EndOfTurn, RoundOfTable, TurnOfTable } from './table-round.ts';
import type { SheetChange } from './watch-tables.ts';

/** Why a table wants a turn: its cells, or the records that it shows, may be others than before. */
export type Cause = 'cells' | 'records';

/** What this runtime knows of a bound table; all that must outlast it stands in the workbook and on disk. */
export interface LiveTable {
  stored: StoredTable;
  readonly due: Set<Cause>;
  readonly answers: { readonly [answer in keyof TableAnswers]: Set<string> };
  /** How it stood after its last turn; null before the first. */
  turn: TurnOfTable | null;
  notice: string | null;
  /** Its edits are with the service only, which has not answered yet. */
  isSaving: boolean;
  /** What co-authors changed: areas that no reading has met yet, and cells that the memory does not hold yet. */
  remoteAreas: RemoteArea[];
  foreign: ForeignCells;
  /** Of who was signed in last; null: nobody has seen it here. */
  look: FirstLook | null;
  /** It is being read or written. */
  isInTurn: boolean;
  /** How many changes of its cells were heard. */
  touches: number;
  /** The kinds of record that it reads. */
  kinds: ReadonlySet<RecordKind>;
  unwatch: () => void;
}

interface RemoteArea extends CellArea {
  readonly sheetId: string;
  /** How many changes had been heard with it. */
  readonly touch: number;
}

/** A table of which nothing is known yet but its binding: its first turn is due. */
export function createLiveTable(stored: StoredTable): LiveTable {
  return {
    stored,
    due: new Set(['cells']),
    answers: { putBackRows: new Set(), putBackCells: new Set(), sendForeign: new Set() },
    turn: null,
    notice: null,
    isSaving: false,
    isInTurn: false,
    remoteAreas: [],
    foreign: new Map(),
    look: null,
    touches: 0,
    kinds: new Set(),
    unwatch: () => {},
  };
}

/** Takes note of a change of cells where it may concern the table. */
export function hear(table: LiveTable, { sheetId, areas, isRemote }: SheetChange): boolean {
  const { turn } = table;
  // while it is read, or has been moved, nobody knows where it stands
  const known = table.isInTurn || table.due.has('cells') ? null : turn;
  if (known !== null && known.reading.sheetId !== sheetId) return false;
  const met = known === null ? areas : (areas?.filter((area) => areasMeet(area, reach(known))) ?? null);
  if (met?.length === 0) return false;
  table.touches += 1;
  table.due.add('cells');
  const { touches: touch } = table;
  if (isRemote && met !== null) table.remoteAreas.push(...met.map((area) => ({ ...area, sheetId, touch })));
  // what was changed there stands somewhere else by now
  if (areas === null)
    table.remoteAreas = table.remoteAreas.map((area) =>
      area.sheetId === sheetId ? { ...area, ...WHOLE_SHEET } : area,
    );
  return true;
}

/** The table with its heading, and the row and column beside it: what is entered there makes it bigger. */
function reach({ reading, work }: TurnOfTable): CellArea {
  const { firstRow, firstColumn, width, rows } = reading;
  const rowCount = rows.length + work.appended.length + 2;
  return { row: Math.max(0, firstRow - 1), column: firstColumn, rowCount, columnCount: width + 1 };
}

/** A table's turn as it begins now, and what is to be noted of its end. */
export function beginTurn(
  table: LiveTable,
  { stamp, ...common }: Pick<RoundOfTable, 'replica' | 'datasetId' | 'patience'> & { readonly stamp: string },
): { readonly round: RoundOfTable; readonly kinds: ReadonlySet<RecordKind>; readonly end: (ended: EndOfTurn) => void } {
  const { stored, touches } = table;
  const kinds = new Set<RecordKind>();
  const answers: TableAnswers = {
    putBackRows: new Set(table.answers.putBackRows),
    putBackCells: new Set(table.answers.putBackCells),
    sendForeign: new Set(table.answers.sendForeign),
  };
  table.due.clear();
  table.isInTurn = true;
  let person: string | null = null;
  const foreignIn = (state: TableState): ForeignCells => {
    const { reading } = state;
    person = common.replica.person()?.subject ?? null;
    const areas = table.remoteAreas.filter(({ sheetId }) => sheetId === reading.sheetId);
    table.foreign = joinedCells(table.foreign, cellsIn(reading, areas));
    // what was heard while the table was being read may not be in the reading
    table.remoteAreas = table.remoteAreas.filter(({ touch }) => touch > touches);
    if (person === null) return table.foreign;
    const me = { subject: person, stamp };
    const seen = lookAt(state, me, { before: table.look, writer: stored.writer, told: table.foreign });
    table.look = seen.look;
    table.foreign = seen.foreign;
    return joinedCells(seen.foreign, new Map(seen.look.newRows.map(({ mark }) => [mark, NO_COLUMNS])));
  };
  const round = {
    ...common,
    stored,
    answers,
    reader: notingReader(common.replica, kinds),
    foreignIn,
    writerAfter: (isWritten: boolean) =>
      table.look === null || table.look.person !== person
        ? null
        : writerAfter(table.look, { subject: person, stamp }, stored.writer, { isWritten, sent: answers.sendForeign }),
    hasMoved: () => table.touches !== touches || (common.replica.person()?.subject ?? null) !== person,
    onPlanning: () => void table.due.delete('records'),
  };
  const end = (ended: EndOfTurn): void => {
    if (ended === 'gone' || 'saved' in ended) return;
    table.turn = ended;
    table.notice = ended.notice ?? null;
    if (ended.isRemembered === true) table.foreign = new Map();
    if (ended.end === 'part' || ended.end === 'moved') table.due.add('cells');
    if (ended.end !== 'written' && ended.end !== 'nothing to write') return;
    for (const answer of ['putBackRows', 'putBackCells', 'sendForeign'] as const)
      for (const key of answers[answer]) table.answers[answer].delete(key);
    table.foreign = new Map();
    if (table.look !== null) table.look = withoutRows(table.look, answers.sendForeign);
  };
  return { round, kinds, end };
}

const NO_COLUMNS: ReadonlySet<string> = new Set();

const withoutRows = (look: FirstLook, sent: ReadonlySet<string>): FirstLook => ({
  ...look,
  newRows: look.newRows.filter(({ mark }) => !sent.has(mark)),
});

/** Calls when a record changes of a kind that the table read in its last turn, or the day, or who is signed in. */
export function watchRecords(
  table: LiveTable,
  replica: Replica,
  kinds: ReadonlySet<RecordKind>,
  onChange: () => void,
): void {
  const isSame = kinds.size === table.kinds.size && [...kinds].every((kind) => table.kinds.has(kind));
  if (isSame) return;
  table.unwatch();
  table.kinds = kinds;
  let isFirst = true;
  table.unwatch = replica.live(
    (reader) => [reader.today(), reader.person(), ...[...kinds].map((kind) => reader.all(kind))],
    () => {
      if (!isFirst) onChange();
      isFirst = false;
    },
  );
}
