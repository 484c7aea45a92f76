import type { ISheetNote } from '@univerjs/sheets-note';
import { HostError, itemNotFound } from '../rich-api/host-error.ts';
import { type HostClass, type HostObject, hostObject, isHostObject } from '../rich-api/host-object.ts';
import { booleanArgument, integerArgument, numberArgument, textArgument } from './arguments.ts';
import { CellRange, rangeAt } from './cell-range.ts';
import { refuseWhereProtected } from './protection-api.ts';
import type { Sheet } from './sheet.ts';
import type { WorkbookModel } from './workbook-model.ts';

/** What the grid keeps beside its own note: whose it is. */
interface StoredNote extends ISheetNote {
  readonly author?: string;
}

/** A note by its id in the grid: it stays the same note while its cell moves. */
interface NoteOfSheet {
  readonly sheet: Sheet;
  readonly id: string;
}

/** Excel says the name of who is signed in to Office; nobody is here. */
const AUTHOR = 'Preview';
const PIXELS_PER_POINT = 96 / 72;

const NOTE_WIDTH_PX = 220;
const CHARACTERS_PER_LINE = 24;
const LINE_PX = 20;
const PADDING_PX = 16;
const MIN_LINES = 2;

/** High enough to show the whole text: the grid cuts off what is longer than the note. */
function sizeOf(text: string): { width: number; height: number } {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE) + 1), 0);
  return { width: NOTE_WIDTH_PX, height: Math.max(MIN_LINES, lines) * LINE_PX + PADDING_PX };
}

function notesOf(sheet: Sheet): readonly StoredNote[] {
  return sheet.facade.getNotes();
}

function stored({ sheet, id }: NoteOfSheet): StoredNote {
  const note = notesOf(sheet).find((one) => one.id === id);
  if (note === undefined) throw itemNotFound('Note');
  return note;
}

function save(sheet: Sheet, note: StoredNote, location: string): void {
  refuseWhereProtected(sheet, location, 'allowEditObjects');
  const { workbook, id: sheetId } = sheet;
  const params = { unitId: workbook.id, sheetId, row: note.row, col: note.col, note };
  workbook.grid.facade.syncExecuteCommand('sheet.mutation.update-note', params);
}

function update(at: NoteOfSheet, change: Partial<StoredNote>, location: string): void {
  save(at.sheet, { ...stored(at), ...change }, location);
}

function remove({ sheet, id }: NoteOfSheet): void {
  refuseWhereProtected(sheet, 'Note.delete', 'allowEditObjects');
  const params = { unitId: sheet.workbook.id, sheetId: sheet.id, noteId: id };
  sheet.workbook.grid.facade.syncExecuteCommand('sheet.mutation.remove-note', params);
}

function length(key: 'width' | 'height'): { get(at: NoteOfSheet): number; set(at: NoteOfSheet, value: unknown): void } {
  return {
    get: (at) => stored(at)[key] / PIXELS_PER_POINT,
    set: (at, value) => {
      const points = numberArgument(value, `Note.${key}`);
      update(at, { [key]: Math.round(points * PIXELS_PER_POINT) }, `Note.${key}`);
    },
  };
}

/** https://learn.microsoft.com/javascript/api/excel/excel.note */
const noteClass: HostClass<NoteOfSheet> = {
  name: 'Note',
  properties: {
    AuthorName: { get: (at) => stored(at).author ?? AUTHOR },
    Content: {
      get: (at) => stored(at).note,
      set: (at, value) => {
        const note = textArgument(value, 'Note.content');
        update(at, { note, ...sizeOf(note) }, 'Note.content');
      },
    },
    Height: length('height'),
    Visible: {
      get: (at) => stored(at).show ?? false,
      set: (at, value) => update(at, { show: booleanArgument(value, 'Note.visible') }, 'Note.visible'),
    },
    Width: length('width'),
  },
  methods: {
    Delete: remove,
    GetLocation: (at) => {
      const { row, col: column } = stored(at);
      return at.sheet.workbook.objects.range(at.sheet, { row, column, rowCount: 1, columnCount: 1 });
    },
  },
};

interface NotesOf {
  readonly workbook: WorkbookModel;
  /** Undefined for the workbook's own collection. */
  readonly sheet: Sheet | undefined;
}

/** Sheet by sheet, from top to bottom and from left to right. Our reading: the documentation names no order. */
function allNotes({ workbook, sheet }: NotesOf): HostObject[] {
  const sheets = sheet === undefined ? workbook.sheets() : [sheet];
  return sheets.flatMap((one) =>
    [...notesOf(one)]
      .sort((first, second) => first.row - second.row || first.col - second.col)
      .map(({ id }) => hostObject(noteClass, { sheet: one, id })),
  );
}

function invalidCell(location: string): HostError {
  return new HostError('InvalidCellAddress', 'The cell address is invalid.', location);
}

/** One cell, as a range of the batch or an address; without a sheet's name on this sheet, or on the one that is shown. */
function cellOf({ workbook, sheet }: NotesOf, cell: unknown, location: string): CellRange {
  if (isHostObject(cell) && cell.target instanceof CellRange) return single(cell.target, location);
  if (typeof cell !== 'string') throw invalidCell(location);
  const name = /^'?(.*?)'?!/.exec(cell)?.[1]?.replaceAll("''", "'");
  const owner = name === undefined ? (sheet ?? workbook.activeSheet) : workbook.sheetNamed(name);
  if (owner === undefined || !/[A-Za-z]\$?\d+$/.test(cell)) throw invalidCell(location);
  return single(rangeAt(owner, cell, location), location);
}

function single(range: CellRange, location: string): CellRange {
  if (range.area.rowCount !== 1 || range.area.columnCount !== 1) throw invalidCell(location);
  return range;
}

function noteAt(of: NotesOf, key: unknown, location: string): HostObject | undefined {
  const { sheet, area } = cellOf(of, key, location);
  const found = notesOf(sheet).find((note) => note.row === area.row && note.col === area.column);
  return found && hostObject(noteClass, { sheet, id: found.id });
}

function add(of: NotesOf, cell: unknown, content: unknown): HostObject {
  const location = 'NoteCollection.add';
  const { sheet, area } = cellOf(of, cell, location);
  const text = textArgument(content, location);
  // Our reading: the documentation is silent; Excel's older `AddComment` refuses a cell that has one.
  if (noteAt(of, cell, location) !== undefined)
    throw new HostError('ItemAlreadyExists', 'The cell has a note already.', location);
  const id = crypto.randomUUID();
  save(sheet, { id, row: area.row, col: area.column, note: text, author: AUTHOR, ...sizeOf(text) }, location);
  return hostObject(noteClass, { sheet, id });
}

const notesClass: HostClass<NotesOf> = {
  name: 'NoteCollection',
  items: allNotes,
  item: (of, key) => noteAt(of, key, 'NoteCollection.getItem'),
  methods: {
    Add: add,
    GetCount: (of) => allNotes(of).length,
    GetItemAt: (of, index) => {
      const note = allNotes(of)[integerArgument(index, 'NoteCollection.getItemAt')];
      if (note === undefined) throw itemNotFound('NoteCollection.getItemAt');
      return note;
    },
    GetItemOrNullObject: (of, key) => noteAt(of, key, 'NoteCollection.getItemOrNullObject') ?? null,
  },
};

/** The notes of a sheet, or of the workbook. They move with their cells when rows are sorted, inserted and deleted. */
export function notesObject(workbook: WorkbookModel, sheet: Sheet | undefined): HostObject {
  if (!workbook.hasNotes) {
    const excelsWords =
      "The API you're trying to use could not be found. It may be available in a newer version of Excel.";
    throw new HostError('ApiNotFound', excelsWords, 'NoteCollection');
  }
  return hostObject(notesClass, { workbook, sheet });
}
