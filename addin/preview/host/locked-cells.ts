import type { ISheetLocation } from '@univerjs/sheets';
import { AFTER_CELL_EDIT, SheetInterceptorService } from '@univerjs/sheets';
import { UNLOCKED } from './model/sheet.ts';
import type { UniverGrid } from './univer-grid.ts';

const EXCELS_WORDS =
  "The cell you're trying to change is on a protected sheet. To make a change, unprotect the sheet. You might be requested to enter a password.";

function isLocked({ worksheet, row, col }: ISheetLocation): boolean {
  const isProtected = worksheet.getCustomMetadata()?.protection !== undefined;
  return isProtected && worksheet.getComposedCellStyle(row, col).td !== UNLOCKED;
}

/**
 * Keeps a locked cell of a protected sheet as it is when somebody types into it. Unlike in Excel, pasting and the
 * Delete key go past it: Univer asks nobody about these, but with permissions that would hold the add-in back too.
 */
export function keepLockedCells({ univer }: UniverGrid, tell: (message: string) => void): void {
  univer
    .__getInjector()
    .get(SheetInterceptorService)
    .writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
      // Before all others: what they would make of the text does not matter.
      priority: 2000,
      handler: (cell, place, next) => {
        if (!isLocked(place)) return next(cell);
        tell(EXCELS_WORDS);
        return place.worksheet.getCellRaw(place.row, place.col) ?? {};
      },
    });
}
