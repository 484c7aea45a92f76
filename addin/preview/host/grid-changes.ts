import type { ICellData, ICommandInfo, IExecutionOptions, IRange, Nullable } from '@univerjs/core';
import type { Area } from './model/a1.ts';
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
}

/** Rows, columns, blocks or whole sheets that came, went or moved. */
export interface StructureChange {
  readonly kind: 'structure';
  readonly sheetId: string | undefined;
  /** Excel's word for it; undefined where Excel raises no onChanged. */
  readonly changeType: 'RowInserted' | 'RowDeleted' | 'ColumnInserted' | 'ColumnDeleted' | undefined;
  readonly range: IRange | undefined;
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
  'sheet.mutation.move-range': undefined,
  'sheet.mutation.reorder-range': undefined,
  'sheet.mutation.insert-sheet': undefined,
  'sheet.mutation.remove-sheet': undefined,
  'sheet.mutation.set-worksheet-name': undefined,
};

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

/** Tells of every change that is not the formula engine's own; returns what ends it. */
export function watchGrid(workbook: WorkbookModel, listener: (change: GridChange) => void): () => void {
  const commands = workbook.injector.get(workbook.grid.packages.ICommandService);
  let valueBefore: unknown;

  const isForeign = (command: Readonly<ICommandInfo>, options: IExecutionOptions | undefined): boolean => {
    const { unitId } = (command.params ?? {}) as { unitId?: string };
    return options?.fromFormula === true || unitId !== workbook.id;
  };

  const before = commands.beforeCommandExecuted((command, options) => {
    if (command.id !== SET_VALUES || isForeign(command, options)) return;
    const params = command.params as SetRangeValues;
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
      listener({ kind: 'cells', sheetId: params.subUnitId, cells, area: bounds(cells), valueBefore, isRewrite });
      return;
    }
    const params = command.params as { subUnitId?: string; range?: IRange };
    const changeType = STRUCTURE[command.id];
    listener({ kind: 'structure', sheetId: params.subUnitId, changeType, range: params.range });
  });

  return () => {
    before.dispose();
    after.dispose();
  };
}
