import type { CellRange } from './cell-range.ts';
import type { Sheet } from './sheet.ts';
import { SHIFTS } from './structure-change.ts';

const COMMANDS = {
  down: 'sheet.command.insert-range-move-down',
  right: 'sheet.command.insert-range-move-right',
  up: 'sheet.command.delete-range-move-up',
  left: 'sheet.command.delete-range-move-left',
} as const;

/** Which way the neighbours go. */
export type ShiftWay = keyof typeof COMMANDS;

/**
 * Univer shifts cells, and looks after the tables of deleted rows, of the shown sheet only, whatever sheet its command
 * is given; Excel leaves what is shown and selected alone when an add-in does it. All in one turn: nothing is painted.
 */
export function whileShown<T>(sheet: Sheet, action: () => T): T {
  const { workbook } = sheet.workbook.grid;
  const shown = workbook.getActiveSheet();
  const selected = workbook.getActiveRange()?.getRange();
  workbook.setActiveSheet(sheet.facade);
  try {
    return action();
  } finally {
    workbook.setActiveSheet(shown);
    if (selected !== undefined) shown.getRange(selected).activate();
  }
}

/** Moves cells down or right to make room, or up or left into the place of the range. Of a table's own rows and columns the table tells. */
export function shiftCells(range: CellRange, direction: ShiftWay, isTold = true): void {
  const { sheet } = range;
  const commandId = COMMANDS[direction];
  const cells = range.grid.getRange();
  const owner = sheet.workbook;
  whileShown(sheet, () => {
    owner.isShifting = true;
    // Only async by its declaration: when this returns, the cells have moved.
    owner.grid.facade
      .executeCommand(commandId, { range: cells })
      .catch((error: unknown) => console.error(commandId, error));
    owner.isShifting = false;
  });
  const shift = SHIFTS[commandId];
  if (isTold && shift !== undefined)
    owner.changes.tell({ kind: 'structure', sheetId: sheet.id, range: cells, ...shift });
}
