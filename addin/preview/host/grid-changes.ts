import type { ICellData, ICommandInfo, IExecutionOptions, IRange, Nullable } from '@univerjs/core';
import type { Area } from './model/a1.ts';
import { UNSEEN } from './model/cell-patches.ts';
import { type CellShift, SHIFTS, type StructureChange } from './model/structure-change.ts';
import type { WorkbookModel } from './model/workbook-model.ts';

/** Cells whose content somebody changed: not their format, and not a formula's result. */
export interface CellsChange {
  readonly kind: 'cells';
  readonly sheetId: string;
  readonly cells: readonly { readonly row: number; readonly column: number }[];
  /** The smallest area that holds them all. */
  readonly area: Area;
  /** The value before, when one single cell changed. */
  readonly valueBefore: unknown;
  /** Formulas that Univer rewrites after rows or columns moved: nobody typed them. */
  readonly isRewrite: boolean;
  /** What a table writes by itself: headers, formulas of new rows. */
  readonly isUnseen: boolean;
}

export type GridChange = CellsChange | StructureChange;

interface SetRangeValues {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly cellValue?: Readonly<Record<number, Readonly<Record<number, Nullable<ICellData>>>>>;
  readonly trigger?: string;
}

const SET_VALUES = 'sheet.mutation.set-range-values';

const STRUCTURE: Readonly<Record<string, StructureChange['changeType']>> = {
  'sheet.mutation.insert-row': 'RowInserted',
  'sheet.mutation.insert-col': 'ColumnInserted',
  'sheet.mutation.remove-rows': 'RowDeleted',
  'sheet.mutation.remove-col': 'ColumnDeleted',
  'sheet.mutation.move-rows': undefined,
  'sheet.mutation.move-columns': undefined,
  'sheet.mutation.move-range': 'RangeEdited',
  // Our reading: what a sort changes is told as an edit of all that it sorted.
  'sheet.mutation.reorder-range': 'RangeEdited',
  'sheet.mutation.insert-sheet': undefined,
  'sheet.mutation.remove-sheet': undefined,
  'sheet.mutation.set-worksheet-name': undefined,
};

const MOVE_RANGE = 'sheet.mutation.move-range';
const REORDER = 'sheet.mutation.reorder-range';

const REWRITES = /insert-(row|col|range)|remove-(row|col)|delete-range|move-(range|rows|col)|reorder/;

function isContent(cell: Nullable<ICellData>): boolean {
  if (cell === null || cell === undefined) return true;
  return 'v' in cell || 'f' in cell || 'si' in cell || 'p' in cell;
}

function changedCells(params: SetRangeValues): { row: number; column: number }[] {
  const cells: { row: number; column: number }[] = [];
  for (const [row, columns] of Object.entries(params.cellValue ?? {})) {
    for (const [column, cell] of Object.entries(columns)) {
      if (isContent(cell)) cells.push({ row: Number(row), column: Number(column) });
    }
  }
  return cells;
}

function bounds(cells: readonly { row: number; column: number }[]): Area {
  let [top, left, bottom, right] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const { row, column } of cells) {
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  return { row: top, column: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
}

interface MoveRange {
  readonly from: { readonly subUnitId: string };
  readonly to: { readonly subUnitId: string };
  readonly fromRange?: IRange;
  readonly toRange?: IRange;
}

/** Cut and paste empties one place and fills another; of shifted cells the command itself tells. */
function movedRange({ from, to, fromRange, toRange }: MoveRange, shifting: CellShift | undefined): StructureChange[] {
  const changeType = shifting === undefined ? 'RangeEdited' : undefined;
  return [
    { kind: 'structure', sheetId: from.subUnitId, changeType, range: fromRange, shift: 'None' },
    { kind: 'structure', sheetId: to.subUnitId, changeType, range: toRange, shift: 'None' },
  ];
}

function structureChanges(command: Readonly<ICommandInfo>, shifting: CellShift | undefined): StructureChange[] {
  if (command.id === MOVE_RANGE) return movedRange(command.params as MoveRange, shifting);
  const { subUnitId: sheetId, range } = command.params as { subUnitId?: string; range?: IRange };
  // Univer puts rows and columns in at the end of the sheet for what it shifts there: Excel knows nothing of that.
  const changeType = shifting === undefined ? STRUCTURE[command.id] : undefined;
  const change = { kind: 'structure', sheetId, changeType, range } as const;
  return [command.id === REORDER ? { ...change, shift: 'None' } : change];
}

/** Tells of every change that is not the formula engine's own; returns what ends it. */
export function watchGrid(workbook: WorkbookModel, listener: (change: GridChange) => void): () => void {
  const commands = workbook.injector.get(workbook.grid.packages.ICommandService);
  let valueBefore: unknown;
  let shifting: CellShift | undefined;

  const isForeign = (command: Readonly<ICommandInfo>, options: IExecutionOptions | undefined): boolean => {
    const { unitId } = (command.params ?? {}) as { unitId?: string };
    return options?.fromFormula === true || unitId !== workbook.id;
  };

  /** A shifting command is async by its declaration: its mutations come at once, its own end does not. */
  const noteShift = (command: Readonly<ICommandInfo>): void => {
    const shift = SHIFTS[command.id];
    if (shift !== undefined) {
      shifting = shift;
      if (workbook.isShifting) return;
      const { range } = command.params as { range?: IRange };
      const sheetId = workbook.activeSheet.id;
      const change = { kind: 'structure', sheetId, range, ...shift } as const;
      queueMicrotask(() => listener(change));
    } else if (command.id.startsWith('sheet.command.')) shifting = undefined;
  };

  const before = commands.beforeCommandExecuted((command, options) => {
    noteShift(command);
    if (command.id !== SET_VALUES || isForeign(command, options)) return;
    const params = command.params as SetRangeValues;
    if (params.trigger === UNSEEN) return;
    const cells = changedCells(params);
    const [only] = cells;
    const sheet = workbook.sheetById(params.subUnitId);
    valueBefore = cells.length === 1 && only !== undefined ? sheet?.value(only.row, only.column) : undefined;
  });

  const after = commands.onCommandExecuted((command, options) => {
    if (command.id !== SET_VALUES && !Object.hasOwn(STRUCTURE, command.id)) return;
    if (isForeign(command, options)) return;
    if (command.id === SET_VALUES) {
      const params = command.params as SetRangeValues;
      const cells = changedCells(params);
      if (cells.length === 0) return;
      const isRewrite = REWRITES.test(params.trigger ?? '');
      const isUnseen = params.trigger === UNSEEN;
      const area = bounds(cells);
      listener({ kind: 'cells', sheetId: params.subUnitId, cells, area, valueBefore, isRewrite, isUnseen });
      return;
    }
    for (const change of structureChanges(command, shifting)) listener(change);
  });

  const untell = workbook.changes.add(listener);
  return () => {
    before.dispose();
    after.dispose();
    untell();
  };
}
