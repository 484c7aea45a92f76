import {
  type Day,
  dayOfExcelSerial,
  type Month,
  parseDay,
  parseMonth,
  type Quarter,
} from '../../shared/domain/calendar.ts';
import { parseMonthRange, quarterOfRange } from '../../shared/domain/period.ts';
import { badArgument } from './formula-error.ts';

/** An argument that was left out, or an empty cell: Excel on the web gives null for it, on the desktop 0 (office-js#4702). */
export const isLeftOut = (argument: unknown): boolean =>
  argument === undefined || argument === null || argument === '' || argument === 0;

/** A cell that holds a data type (a formatted number, an entity) comes as an object around its plain value. */
function plain(argument: unknown): unknown {
  const isDataType = typeof argument === 'object' && argument !== null && 'basicValue' in argument;
  return isDataType ? argument.basicValue : argument;
}

/** What was typed, as text; '' for anything that is neither text nor a number. */
export function textOf(argument: unknown): string {
  const value = plain(argument);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Small, without spaces and punctuation: how names are compared that people type. */
const squeezed = (text: string): string => text.toLowerCase().replace(/[^a-z0-9%<]+/g, '');

/** The number of an AFI: 7, "7" or "AFI 7". */
export function afiNumber(argument: unknown): number {
  const digits = /^(?:afi\s*)?(\d{1,6})$/i.exec(textOf(argument))?.[1];
  if (digits === undefined) throw badArgument('number', "an AFI's number, such as 7");
  return Number(digits);
}

/** One of a list of names, in any letter case and spacing. */
export function nameAmong<T extends string>(argument: unknown, name: string, allowed: readonly T[]): T {
  const typed = squeezed(textOf(argument));
  const found = allowed.find((each) => squeezed(each) === typed);
  if (found === undefined)
    throw badArgument(name, allowed.length === 1 ? `${allowed[0]}` : `one of ${allowed.join(', ')}`);
  return found;
}

export function optionalNameAmong<T extends string>(argument: unknown, name: string, allowed: readonly T[]): T | null {
  return isLeftOut(argument) ? null : nameAmong(argument, name, allowed);
}

/** TRUE or FALSE; FALSE where it is left out. */
export function optionalSwitch(argument: unknown, name: string): boolean {
  if (isLeftOut(argument)) return false;
  const value = plain(argument);
  const typed = typeof value === 'boolean' ? String(value) : textOf(value).toLowerCase();
  if (typed === 'true' || typed === '1') return true;
  if (typed === 'false' || typed === '0') return false;
  throw badArgument(name, 'TRUE or FALSE');
}

/** A whole number in a range; null where it is left out. */
export function optionalCount(argument: unknown, name: string, most: number): number | null {
  if (isLeftOut(argument)) return null;
  const typed = textOf(argument);
  const count = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  if (count < 1 || count > most) throw badArgument(name, `a whole number from 1 to ${most}`);
  return count;
}

/** A month: "Jul-22", "July 2022", "2022-07" or an Excel date in it; null where none is recognised. */
export function monthIn(argument: unknown): Month | null {
  const day = dayIn(argument);
  return day === null ? parseMonth(textOf(argument)) : day.slice(0, 7);
}

export function monthOf(argument: unknown, name: string): Month {
  const month = monthIn(argument);
  if (month === null) throw badArgument(name, 'a month, such as Jul-22, July 2022 or an Excel date');
  return month;
}

/** A quarter: "Q2 2022/23", or its months, "July to September 2022". */
export function quarterOf(argument: unknown, name: string): Quarter {
  const months = parseMonthRange(textOf(argument));
  const quarter = months === null ? null : quarterOfRange(months);
  if (quarter === null)
    throw badArgument(name, 'a quarter of a financial year, such as Q2 2022/23 (July to September)');
  return quarter;
}

/** A day: an Excel date, "2022-10-31", "31/10/2022" or "31 October 2022"; null where it is left out. */
export function optionalDay(argument: unknown, name: string): Day | null {
  if (isLeftOut(argument)) return null;
  const day = dayIn(argument);
  if (day === null) throw badArgument(name, 'a date, such as an Excel date, 2022-10-31 or 31 October 2022');
  return day;
}

/** A day as `optionalDay` takes it; null where none is recognised. */
export function dayIn(argument: unknown): Day | null {
  const value = plain(argument);
  return typeof value === 'number' ? dayOfExcelSerial(value) : parseDay(textOf(argument));
}
