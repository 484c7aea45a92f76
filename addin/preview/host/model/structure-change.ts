import type { IRange } from '@univerjs/core';

/** What Excel calls a change of cells, rows or columns (Excel.DataChangeType). */
export type ChangeType =
  | 'RangeEdited'
  | 'RowInserted'
  | 'RowDeleted'
  | 'ColumnInserted'
  | 'ColumnDeleted'
  | 'CellInserted'
  | 'CellDeleted';

/** Which way the neighbours of inserted or deleted cells went (Excel.InsertDeleteCellsShiftDirection). */
export type ShiftDirection = 'None' | 'ShiftCellDown' | 'ShiftCellRight' | 'ShiftCellUp' | 'ShiftCellLeft';

/** Rows, columns, blocks or whole sheets that came, went or moved. */
export interface StructureChange {
  readonly kind: 'structure';
  readonly sheetId: string | undefined;
  /** Excel's word for it; undefined where Excel raises no onChanged. */
  readonly changeType: ChangeType | undefined;
  readonly range: IRange | undefined;
  /** Set where only these cells moved; whole rows or columns of the sheet otherwise. */
  readonly shift?: ShiftDirection;
}

/** Which cells a shift makes or takes, and where their neighbours go. */
export interface CellShift {
  readonly changeType: 'CellInserted' | 'CellDeleted';
  readonly shift: ShiftDirection;
}

/** By command. */
export const SHIFTS: Readonly<Record<string, CellShift>> = {
  'sheet.command.insert-range-move-down': { changeType: 'CellInserted', shift: 'ShiftCellDown' },
  'sheet.command.insert-range-move-right': { changeType: 'CellInserted', shift: 'ShiftCellRight' },
  'sheet.command.delete-range-move-up': { changeType: 'CellDeleted', shift: 'ShiftCellUp' },
  'sheet.command.delete-range-move-left': { changeType: 'CellDeleted', shift: 'ShiftCellLeft' },
};
