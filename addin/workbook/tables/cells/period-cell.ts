import { type Day, dayOfExcelSerial, lastDayOfMonth } from '../../../../shared/domain/calendar.ts';
import { parseMonthRange } from '../../../../shared/domain/period.ts';
import { parseWrittenDay } from '../../../../shared/domain/typed-day.ts';
import type { CellContent } from '../table-kind.ts';
import type { CellForm } from './cell-form.ts';
import { isUsualDay } from './date-cells.ts';

const MAX_PERIOD = 100;
const MONTH_WORDS = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Excel makes dates of a typed `June 2022` and `31/10/2022`, and a number of `2020`: they are words again here. */
function wordsOf(content: CellContent): string {
  if (typeof content !== 'number') return String(content).replace(/\s+/g, ' ').trim();
  const day = Number.isInteger(content) ? dayOfExcelSerial(content) : null;
  if (day === null || !isUsualDay(day)) return String(content);
  return (day.endsWith('-01') ? MONTH_WORDS : DAY_WORDS).format(Date.parse(day));
}

/** A period as it is printed: `June 2022`, `31 October 2022`, `April to September 2022`. */
export const periodCell: CellForm<string> = {
  show: (period) => period,
  read: (content) => ({ value: wordsOf(content) }),
  validation: () => ({ kind: 'text length', max: MAX_PERIOD }),
};

/** The first and last day of a period of whole months; empty where it names none. */
export function datesOfPeriod(period: string): { readonly from?: Day; readonly to?: Day } {
  // parseMonthRange would take 2022-10-31 for its month
  const range = parseWrittenDay(period) === null ? parseMonthRange(period) : null;
  return range === null ? {} : { from: `${range.first}-01`, to: lastDayOfMonth(range.last) };
}
