import * as z from 'zod';

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const daySchema = z.iso.date({ error: 'must be a day that exists, written YYYY-MM-DD, for example 2022-10-31' });
export type Day = z.infer<typeof daySchema>;

/** A calendar month, `YYYY-MM`. */
export const monthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month that exists, written YYYY-MM, for example 2022-07' });
export type Month = z.infer<typeof monthSchema>;

/** A quarter of a financial year, `Q2 2022/23`: Q1 is April to June. */
export const quarterSchema: z.ZodType<Quarter> = z.string().refine((text) => parseQuarter(text) === text, {
  error: 'must be a financial quarter, Q1 (April to June) to Q4, for example Q2 2022/23',
});
export type Quarter = string;

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL_MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** Excel's day 0 for dates after 28 February 1900, as days since 1970-01-01. */
const EXCEL_EPOCH_DAYS = -25569;
const DAY_MS = 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');
const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** The month that a person typed: `Jul-22`, `July 2022`, `2022-07`, `07/2022`; null where none is recognised. */
export function parseMonth(text: string): Month | null {
  const typed = text.trim().toLowerCase();
  const named = /^([a-z]{3,9})\.?[\s\-/]*'?(\d{4}|\d{2})$/.exec(typed);
  if (named?.[1] !== undefined && named[2] !== undefined) {
    const name = named[1] === 'sept' ? 'sep' : named[1];
    const index = name.length === 3 ? MONTH_NAMES.indexOf(name) : FULL_MONTH_NAMES.indexOf(name);
    return index < 0 ? null : `${fullYear(named[2])}-${two(index + 1)}`;
  }
  const yearFirst = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(typed);
  const monthFirst = /^(\d{1,2})\/(\d{4})$/.exec(typed);
  const year = yearFirst?.[1] ?? monthFirst?.[2];
  const month = Number(yearFirst?.[2] ?? monthFirst?.[1]);
  return year !== undefined && month >= 1 && month <= 12 ? `${year}-${two(month)}` : null;
}

/** The day that a person typed: `2022-10-31`, `31/10/2022`, `31 October 2022`, `31-Oct-22`; null where none is recognised. */
export function parseDay(text: string): Day | null {
  const typed = text.trim();
  const [, slashDay = '', slashMonth = '', slashYear] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? [];
  if (slashYear !== undefined)
    return existing(`${slashYear}-${slashMonth.padStart(2, '0')}-${slashDay.padStart(2, '0')}`);
  const [, namedDay = '', monthAndYear = ''] = /^(\d{1,2})[\s-]+([a-z]{3,9}[\s-]+(?:\d{4}|\d{2}))$/i.exec(typed) ?? [];
  const month = parseMonth(monthAndYear);
  return existing(month === null ? typed : `${month}-${namedDay.padStart(2, '0')}`);
}

const existing = (day: string): Day | null => (daySchema.safeParse(day).success ? day : null);

/** The quarter that a person typed: `Q2 2022/23`, `q2 22/23`, `2022/23 Q2`, `Q2 2022-23`; null where none is recognised. */
export function parseQuarter(text: string): Quarter | null {
  const typed = text.trim().toLowerCase();
  const match =
    /^q([1-4])[\s,]*(\d{4}|\d{2})\s*[/-]\s*(\d{4}|\d{2})$/.exec(typed) ??
    /^(?<from>\d{4}|\d{2})\s*[/-]\s*(?<to>\d{4}|\d{2})[\s,]*q(?<number>[1-4])$/.exec(typed);
  if (match === null) return null;
  const [number, from, to] = match.groups
    ? [match.groups.number, match.groups.from, match.groups.to]
    : [match[1], match[2], match[3]];
  if (number === undefined || from === undefined || to === undefined) return null;
  const start = fullYear(from);
  return fullYear(to) === start + 1 ? `Q${number} ${start}/${two((start + 1) % 100)}` : null;
}

/** The three months of a quarter, in order. */
export function monthsOfQuarter(quarter: Quarter): [Month, Month, Month] {
  const number = Number(quarter.slice(1, 2));
  const startYear = Number(quarter.slice(3, 7));
  const year = number === 4 ? startYear + 1 : startYear;
  const first = ((number - 1) * 3 + 3) % 12;
  return [`${year}-${two(first + 1)}`, `${year}-${two(first + 2)}`, `${year}-${two(first + 3)}`];
}

/** The financial quarter that a month belongs to. */
export function quarterOfMonth(month: Month): Quarter {
  const year = Number(month.slice(0, 4));
  const monthNumber = Number(month.slice(5, 7));
  const startYear = monthNumber >= 4 ? year : year - 1;
  const number = Math.floor(((monthNumber + 8) % 12) / 3) + 1;
  return `Q${number} ${startYear}/${two((startYear + 1) % 100)}`;
}

/** The quarter before. */
export function previousQuarter(quarter: Quarter): Quarter {
  const number = Number(quarter.slice(1, 2));
  const startYear = Number(quarter.slice(3, 7)) - (number === 1 ? 1 : 0);
  return `Q${number === 1 ? 4 : number - 1} ${startYear}/${two((startYear + 1) % 100)}`;
}

/** The month that many months before; months after for a negative number. */
export function monthBefore(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${two((count % 12) + 1)}`;
}

/** The last day of a month: a completion promised for "December 2022" is due on 2022-12-31. */
export function lastDayOfMonth(month: Month): Day {
  const day = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${two(day)}`;
}

/** How the source tables print a month: `Jul-22`. */
export function printedMonth(month: Month): string {
  const name = MONTH_NAMES[Number(month.slice(5, 7)) - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}-${month.slice(2, 4)}`;
}

export function dayBefore(day: Day): Day {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative where the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** Excel's date serial of a day (2022-12-31 is 44926). */
export function excelSerial(day: Day): number {
  return Date.parse(day) / DAY_MS - EXCEL_EPOCH_DAYS;
}

/** The day of an Excel date serial (a time of day is dropped); null outside 1 March 1900 to 31 December 9999. */
export function dayOfExcelSerial(serial: number): Day | null {
  const inRange = serial >= 61 && serial < 2_958_466;
  return inRange ? new Date((Math.floor(serial) + EXCEL_EPOCH_DAYS) * DAY_MS).toISOString().slice(0, 10) : null;
}

const LONDON_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that it is in the force's offices (Europe/London) at an instant. */
export function londonDay(now: Date): Day {
  const parts = LONDON_DAY.formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
