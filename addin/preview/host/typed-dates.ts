import type { ICellData, Injector, Nullable } from '@univerjs/core';
import { AFTER_CELL_EDIT, SheetInterceptorService } from '@univerjs/sheets';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const IN_FIGURES = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;

/** A day in figures, day first, with its month as a word: `6/12/2022` is `6 Dec 2022`. Any other text as it is. */
export function withMonthAsWord(text: string): string {
  const [, day, , monthNumber, year] = IN_FIGURES.exec(text.trim()) ?? [];
  const month = MONTHS[Number(monthNumber) - 1];
  return month === undefined ? text : [day, month, year].filter(Boolean).join(' ');
}

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
