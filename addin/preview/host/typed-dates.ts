import type { ICellData, Injector, Nullable } from '@univerjs/core';
import { AFTER_CELL_EDIT, SheetInterceptorService } from '@univerjs/sheets';
import { withMonthAsWord } from './month-as-word.ts';

function typedText(cell: ICellData): string | undefined {
  const text = cell.p?.body?.dataStream.replace(/\r\n$/, '') ?? cell.v;
  return typeof text === 'string' ? text : undefined;
}

function dayFirst(cell: Nullable<ICellData>): Nullable<ICellData> {
  const typed = cell ? typedText(cell) : undefined;
  const read = typed === undefined ? undefined : withMonthAsWord(typed);
  return typed === read ? cell : { ...cell, v: read ?? null, p: null, t: null };
}

/**
 * Reads dates typed in figures day first, as British Excel does. Univer reads them month first in every language:
 * its number formats take no locale, so it is given the month as a word.
 */
export function readTypedDatesDayFirst(injector: Injector): void {
  injector.get(SheetInterceptorService).writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: 1000,
    handler: (cell, _place, next) => next(dayFirst(cell)),
  });
}
