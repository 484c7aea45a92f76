import {
  type Day,
  dayOfExcelSerial,
  excelSerial,
  type Month,
  printedMonth,
} from '../../../../shared/domain/calendar.ts';
import { parseTypedDay, parseWrittenDay } from '../../../../shared/domain/typed-day.ts';
import type { CellContent, CellMeaning, GridValidation } from '../table-kind.ts';
import { type CellForm, quoted } from './cell-form.ts';

const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2100-12-31';
/** Before 1 March 1900 Excel's calendar has a day that never was. */
const FIRST_SERIAL = 61;

/** Whether a day is one that the tables take: no typing error of a century. */
export const isUsualDay = (day: Day): boolean => day >= FIRST_DAY && day <= LAST_DAY;
const validation = (): GridValidation => ({
  kind: 'date',
  from: excelSerial(FIRST_DAY),
  to: excelSerial(LAST_DAY),
});

function showDay(day: Day): CellContent {
  const serial = excelSerial(day);
  return serial >= FIRST_SERIAL ? serial : day;
}

/** The day in a cell: an Excel date, whatever its format, or text as `parse` reads it. */
function dayIn(content: CellContent, parse: (text: string) => Day | null): Day | null {
  if (typeof content === 'boolean') return null;
  const day = typeof content === 'number' ? dayOfExcelSerial(content) : parse(content);
  return day !== null && isUsualDay(day) ? day : null;
}

const NO_DAY = 'is no day between 2000 and 2100: type the day first, such as 31/12/2022';

function readDay(content: CellContent): CellMeaning {
  const day = dayIn(content, parseWrittenDay);
  return day === null ? { problem: `${quoted(content)} ${NO_DAY}` } : { value: day };
}

/** A day, as an Excel date. */
export const dayCell: CellForm<Day> = { show: showDay, read: readDay, validation };

/** Of `Dec-22` Excel makes 1 December 2022, but a completion promised for December is due on its last day. */
function readCompletion(content: CellContent): CellMeaning {
  const day = dayIn(content, parseTypedDay);
  if (day === null) return { problem: `${quoted(content)} ${NO_DAY}` };
  const mayBeMonth = typeof content === 'number' && day.endsWith('-01');
  if (!mayBeMonth) return { value: day };
  const month = printedMonth(day.slice(0, 7));
  return {
    problem: `Excel makes 1 ${month.replace('-', ' ')} of a typed ${month}: type the month’s last day, such as 31/12/2022; set a first of a month in the pane`,
  };
}

/** The day of a completion: a month means its last day. */
export const completionCell: CellForm<Day> = { show: showDay, read: readCompletion, validation };

function readMonth(content: CellContent): CellMeaning {
  const day = dayIn(content, parseTypedDay);
  return day === null
    ? { problem: `${quoted(content)} is no month: type it as Oct-22, October 2022 or 2022-10` }
    : { value: day.slice(0, 7) };
}

/** A month, as the Excel date of its first day. */
export const monthCell: CellForm<Month> = {
  show: (month) => showDay(`${month}-01`),
  read: readMonth,
  validation,
};
