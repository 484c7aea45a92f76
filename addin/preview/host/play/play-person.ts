import { parseAddress } from '../model/a1.ts';
import { CellRange, rangeAt } from '../model/cell-range.ts';
import { mergeCells, unmergeCells } from '../model/merged-cells.ts';
import { gridRange, type Sheet } from '../model/sheet.ts';
import { type SheetTable, tableNamed } from '../model/sheet-table.ts';
import { deleteColumns, deleteRows, insertColumns, insertRows } from '../model/structure-edits.ts';
import { movedFormula } from '../model/table-rows.ts';
import type { Stretch } from '../model/table-shape.ts';
import { clearFilters, filterColumn, sortTable } from '../model/table-view.ts';
import type { WorkbookModel } from '../model/workbook-model.ts';
import { withMonthAsWord } from '../month-as-word.ts';
import { NEW_SHEET } from '../univer-grid.ts';

import type { EnteredValues, PersonAction } from './person-action.ts';

const WHERE = 'playPerson';

type ActionOf<D extends PersonAction['does']> = Extract<PersonAction, { readonly does: D }>;
type Player<D extends PersonAction['does']> = (workbook: WorkbookModel, action: ActionOf<D>) => void | Promise<void>;

function sheetOf(workbook: WorkbookModel, name: string): Sheet {
  const sheet = workbook.sheetNamed(name);
  if (sheet === undefined) throw new Error(`The workbook has no sheet ${name}`);
  return sheet;
}

function tableOf(workbook: WorkbookModel, name: string): SheetTable {
  const table = tableNamed(workbook, name);
  if (table === undefined) throw new Error(`The workbook has no table ${name}`);
  return table;
}

function rangeOf(workbook: WorkbookModel, { sheetName, address }: { sheetName: string; address: string }): CellRange {
  return rangeAt(sheetOf(workbook, sheetName), address, WHERE);
}

function columnOf(table: SheetTable, name: string): number {
  const index = table.columnNames().findIndex((one) => one.toLowerCase() === name.toLowerCase());
  if (index < 0) throw new Error(`The table ${table.name} has no column ${name}`);
  return index;
}

function rowsOf(lines: string): Stretch {
  const { row, rowCount } = parseAddress(lines, WHERE);
  return { at: row, count: rowCount };
}

function columnsOf(lines: string): Stretch {
  const { column, columnCount } = parseAddress(lines, WHERE);
  return { at: column, count: columnCount };
}

/** Dates in figures are read day first, as British Excel does. */
function asTyped(values: EnteredValues): unknown[][] {
  return values.map((row) => row.map((value) => (typeof value === 'string' ? withMonthAsWord(value) : value)));
}

function enter(range: CellRange, values: unknown): void {
  range.write(values, WHERE);
  range.sheet.workbook.writes.flush();
}

/** Values, formulas moved to where they are pasted, and number formats. */
function copyAndPaste(workbook: WorkbookModel, action: ActionOf<'cut and paste' | 'copy and paste'>): void {
  const source = rangeOf(workbook, action);
  const target = targetOf(workbook, action);
  const down = target.area.row - source.area.row;
  const formats = source.read((row, column) => source.sheet.numberFormat(row, column));
  const values = source.formulas().map((row) =>
    row.map((value) => {
      if (typeof value !== 'string' || value === '') return value;
      return value.startsWith('=') ? movedFormula(workbook, value, down) : `'${value}`;
    }),
  );
  target.write(values, WHERE);
  target.writeStyle(formats, WHERE, (format) => (format === '' ? {} : { n: { pattern: String(format) } }));
  workbook.writes.flush();
}

function targetOf(workbook: WorkbookModel, action: ActionOf<'cut and paste' | 'copy and paste'>): CellRange {
  const { area } = rangeOf(workbook, action);
  const { row, column } = parseAddress(action.to, WHERE);
  return new CellRange(sheetOf(workbook, action.toSheet ?? action.sheetName), { ...area, row, column });
}

async function cutAndPaste(
  workbook: WorkbookModel,
  action: ActionOf<'cut and paste' | 'copy and paste'>,
): Promise<void> {
  const source = rangeOf(workbook, action);
  const target = targetOf(workbook, action);
  target.sheet.growToHold(target.area);
  workbook.writes.flush();
  await workbook.grid.facade.executeCommand('sheet.command.move-range', {
    fromUnitId: workbook.id,
    toUnitId: workbook.id,
    fromSubUnitId: source.sheet.id,
    toSubUnitId: target.sheet.id,
    fromRange: gridRange(source.area),
    toRange: gridRange(target.area),
  });
}

function moveColumns(workbook: WorkbookModel, { sheetName, lines, before }: ActionOf<'move columns'>): void {
  const { facade } = sheetOf(workbook, sheetName);
  const { at, count } = columnsOf(lines);
  const { column } = parseAddress(`${before}:${before}`, WHERE);
  facade.moveColumns(facade.getRange(0, at, 1, count), column);
}

function renameColumn(workbook: WorkbookModel, { table: name, column, to }: ActionOf<'rename column'>): void {
  const table = tableOf(workbook, name);
  const { sheet, headerRow } = table;
  const at = headerRow.area.column + columnOf(table, column);
  enter(new CellRange(sheet, { ...headerRow.area, column: at, columnCount: 1 }), [[`'${to}`]]);
}

function addSheet({ grid }: WorkbookModel, name: string): void {
  grid.workbook.insertSheet(name, { sheet: { ...NEW_SHEET } });
}

const players: { readonly [D in PersonAction['does']]: Player<D> } = {
  enter: (workbook, action) => enter(rangeOf(workbook, action), asTyped(action.values)),
  clear: (workbook, action) => void rangeOf(workbook, action).grid.clearContent(),
  merge: (workbook, action) => mergeCells(rangeOf(workbook, action), false),
  unmerge: (workbook, action) => unmergeCells(rangeOf(workbook, action)),
  'cut and paste': cutAndPaste,
  'copy and paste': copyAndPaste,
  'insert rows': (workbook, { sheetName, lines }) => insertRows(sheetOf(workbook, sheetName), rowsOf(lines)),
  'delete rows': (workbook, { sheetName, lines }) => deleteRows(sheetOf(workbook, sheetName), rowsOf(lines)),
  'insert columns': (workbook, { sheetName, lines }) => insertColumns(sheetOf(workbook, sheetName), columnsOf(lines)),
  'delete columns': (workbook, { sheetName, lines }) => deleteColumns(sheetOf(workbook, sheetName), columnsOf(lines)),
  'hide columns': (workbook, { sheetName, lines }) => {
    const { at, count } = columnsOf(lines);
    sheetOf(workbook, sheetName).facade.hideColumns(at, count);
  },
  'show columns': (workbook, { sheetName, lines }) => {
    const { at, count } = columnsOf(lines);
    sheetOf(workbook, sheetName).facade.showColumns(at, count);
  },
  'move columns': moveColumns,
  'insert table rows': (workbook, { table, at, count }) => void tableOf(workbook, table).insertRows(at, count),
  'delete table rows': (workbook, { table, at, count }) => tableOf(workbook, table).deleteRows(at, count),
  'insert table columns': (workbook, { table, at, count }) => void tableOf(workbook, table).insertColumns(at, count),
  'delete table columns': (workbook, { table, at, count }) => tableOf(workbook, table).deleteColumns(at, count),
  'sort table': (workbook, { table: name, column, isDescending = false }) => {
    const table = tableOf(workbook, name);
    sortTable(table, [{ key: columnOf(table, column), ascending: !isDescending }], false);
  },
  'filter table': (workbook, { table: name, column, shows }) => {
    const table = tableOf(workbook, name);
    filterColumn(table, columnOf(table, column), shows);
  },
  'clear filters': (workbook, { table }) => clearFilters(tableOf(workbook, table)),
  'delete table': (workbook, { table }) => tableOf(workbook, table).delete(),
  'convert table to range': (workbook, { table }) => void tableOf(workbook, table).convertToRange(),
  'rename column': renameColumn,
  'rename table': (workbook, { table, to }) => tableOf(workbook, table).rename(to),
  'resize table': (workbook, { table: name, address }) => {
    const table = tableOf(workbook, name);
    table.resize(rangeAt(table.sheet, address, WHERE));
  },
  'rename sheet': (workbook, { sheetName, to }) => void sheetOf(workbook, sheetName).facade.setName(to),
  'move sheet': (workbook, { sheetName, to }) =>
    void workbook.grid.workbook.moveSheet(sheetOf(workbook, sheetName).facade, to),
  'add sheet': (workbook, { sheetName }) => addSheet(workbook, sheetName),
  'delete sheet': (workbook, { sheetName }) =>
    void workbook.grid.workbook.deleteSheet(sheetOf(workbook, sheetName).facade),
  'show sheet': (workbook, { sheetName }) => void sheetOf(workbook, sheetName).facade.activate(),
  undo: ({ grid }) => void grid.workbook.undo(),
  redo: ({ grid }) => void grid.workbook.redo(),
};

/** Does what the person does; resolves when it is done. Rejects where Excel would refuse it, or it makes no sense. */
export async function playPerson(workbook: WorkbookModel, action: PersonAction): Promise<void> {
  workbook.writes.flush();
  // The table of players has one for each kind of action; the compiler cannot see that the two belong together.
  const play = players[action.does] as Player<PersonAction['does']>;
  await play(workbook, action as ActionOf<PersonAction['does']>);
}
