import { cellAddress } from '../../../../shared/worksheet/cell-address.ts';
import { KEY_COLUMN, type TableReading } from '../bound-table.ts';
import type { TableWork } from '../table-work.ts';
import { KEY_FILL } from './table-looks.ts';

type Mark = TableWork['marks'][number];

const MARK_FILL = '#FDE7E9';
/** Tells our notes from people's own, which are left alone. */
const NOTE_BEGINS = 'PEEL: ';
/** A note costs Excel some milliseconds; beyond these, fill, Sync column and pane say it. All of ours are taken away again. */
const MAX_NOTES = 200;

interface NoteAt {
  readonly message: string;
  readonly address: string;
  readonly present: Excel.Note;
}

/** `worksheet.notes` came with ExcelApi 1.18; the manifest asks for less. */
const canNote = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', '1.18');

/** What is to be taken away of marks: a person's own fills and notes stand in such cells too, and are left alone. */
export interface TakenMarks {
  readonly runs: readonly Run[];
  /** Addresses: by its place in the collection each note would be another once one above is deleted. */
  readonly noted: readonly string[];
}

/** Looks which of the cells that are well again hold a fill or a note of ours; no round trip where none is. */
export async function findTaken(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  reading: TableReading,
  marks: readonly Mark[],
): Promise<TakenMarks> {
  const isInTable = ({ column }: Run): boolean => reading.places[column] !== undefined;
  const runs = runsOf(marks.filter(({ message }) => message === null)).filter(isInTable);
  if (runs.length === 0) return { runs, noted: [] };
  const askFill = (run: Run) => {
    const fill = fillOf(sheet, reading, run);
    fill.load('color');
    return { run, fill };
  };
  const ofRuns = runs.map(askFill);
  const { notes } = sheet;
  if (canNote()) notes.load('items/content');
  await context.sync();
  const ours = canNote() ? notes.items.filter(({ content }) => content.startsWith(NOTE_BEGINS)) : [];
  const places = ours.map((note) => note.getLocation().load('rowIndex, columnIndex'));
  const mixed = ofRuns.filter(({ run, fill }) => run.count > 1 && !isColour(fill.color));
  const ofCells = mixed.flatMap(({ run }) => cellsOf(run)).map(askFill);
  if (places.length + ofCells.length > 0) await context.sync();
  const noted = new Set(places.map(({ rowIndex, columnIndex }) => cellAddress(rowIndex, columnIndex)));
  return {
    runs: [...ofRuns, ...ofCells].filter(({ fill }) => isMarkFill(fill.color)).map(({ run }) => run),
    noted: runs
      .flatMap(cellsOf)
      .map(({ row, column }) => cellAddress(reading.firstRow + row, columnAt(reading, column)))
      .filter((address) => noted.has(address)),
  };
}

/** Excel has no colour to tell for cells that are filled in several. */
const isColour = (colour: string | null): boolean => /^#[0-9a-f]{6}$/i.test(colour ?? '');
const isMarkFill = (colour: string | null): boolean => colour?.toUpperCase() === MARK_FILL;
const columnAt = ({ firstColumn, places }: TableReading, column: string): number => firstColumn + (places[column] ?? 0);
const cellsOf = ({ row, column, isSet, count }: Run): Run[] =>
  Array.from({ length: count }, (_, at) => ({ row: row + at, column, isSet, count: 1 }));

const fillOf = (sheet: Excel.Worksheet, reading: TableReading, { row, column, count }: Run): Excel.RangeFill =>
  sheet.getRangeByIndexes(reading.firstRow + row, columnAt(reading, column), count, 1).format.fill;

/** Queues the loads of what notes stand in the cells to be marked; `markCells` needs them after the next sync. */
export function askForNotes(sheet: Excel.Worksheet, reading: TableReading, marks: readonly Mark[]): NoteAt[] {
  if (!canNote()) return [];
  const set = marks.flatMap(({ row, column, message }) =>
    message === null || reading.places[column] === undefined ? [] : [{ row, column, message }],
  );
  return set.slice(0, MAX_NOTES).map(({ row, column, message }) => {
    const address = cellAddress(reading.firstRow + row, columnAt(reading, column));
    const present = sheet.notes.getItemOrNullObject(address);
    present.load('content');
    return { message, address, present };
  });
}

/** Queues fills and notes of marked cells, and takes those of cells away that are well again. */
export function markCells(
  sheet: Excel.Worksheet,
  reading: TableReading,
  marks: readonly Mark[],
  notes: readonly NoteAt[],
  taken: TakenMarks,
): void {
  for (const run of runsOf(marks.filter(({ message }) => message !== null)))
    if (reading.places[run.column] !== undefined) fillOf(sheet, reading, run).color = MARK_FILL;
  for (const run of taken.runs) {
    const fill = fillOf(sheet, reading, run);
    if (run.column === KEY_COLUMN) fill.color = KEY_FILL;
    else fill.clear();
  }
  for (const address of taken.noted) sheet.notes.getItem(address).delete();
  for (const note of notes) writeNote(sheet, note);
}

function writeNote(sheet: Excel.Worksheet, { message, address, present }: NoteAt): void {
  if (present.isNullObject) sheet.notes.add(address, `${NOTE_BEGINS}${message}`);
  else if (present.content.startsWith(NOTE_BEGINS)) present.content = `${NOTE_BEGINS}${message}`;
}

interface Run {
  readonly row: number;
  readonly column: string;
  readonly isSet: boolean;
  count: number;
}

/** Cells below one another that are marked alike, together: thousands of single ranges take Excel seconds. */
function runsOf(marks: readonly Mark[]): Run[] {
  const runs: Run[] = [];
  const open = new Map<string, Run>();
  for (const { row, column, message } of [...marks].sort((one, other) => one.row - other.row)) {
    const isSet = message !== null;
    const above = open.get(column);
    if (above !== undefined && above.isSet === isSet && above.row + above.count === row) {
      above.count += 1;
      continue;
    }
    const run = { row, column, isSet, count: 1 };
    runs.push(run);
    open.set(column, run);
  }
  return runs;
}
