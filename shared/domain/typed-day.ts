import { type Day, daySchema, lastDayOfMonth, parseMonth } from './calendar.ts';

const MIDNIGHT = /[t\s]+0?0:00(?::00(?:\.0+)?)?z?$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;

/** Null: nothing that is written as a day. A day that does not exist (31 February) has `day: null`. */
function writtenDay(text: string): { readonly day: Day | null } | null {
  const typed = text.trim().replace(MIDNIGHT, '').replace(WEEKDAY, '');
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(typed);
  if (yearFirst) return { day: existing(yearFirst[1], yearFirst[3], yearFirst[4]) };
  const dayFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(typed);
  if (dayFirst) return { day: existing(dayFirst[4], dayFirst[3], dayFirst[1]) };
  const [, day, name, year] =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]+)\.?,?[\s-]+(\d{4}|\d{2})$/i.exec(typed) ?? monthFirst(typed);
  if (day === undefined) return null;
  const month = parseMonth(`${name ?? ''} ${year ?? ''}`);
  return { day: month === null ? null : existing(month.slice(0, 4), month.slice(5, 7), day) };
}

/** `December 31, 2022`: with the month as a word no order is in doubt. */
function monthFirst(typed: string): readonly (string | undefined)[] {
  const [, name, day, year] = /^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(typed) ?? [];
  return [typed, day, name, year];
}

function existing(year = '', month = '', day = ''): Day | null {
  const candidate = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return daySchema.safeParse(candidate).success ? candidate : null;
}

/**
 * The day that a person wrote: `31/12/2022`, `31.12.2022`, `31 Dec 2022`, `2022-12-31`; in figures the day comes before the
 * month. Null where none is recognised or the day does not exist.
 */
export function parseWrittenDay(text: string): Day | null {
  return writtenDay(text)?.day ?? null;
}

/**
 * The day that a person typed as a completion: as `parseWrittenDay`, or a month such as `Dec-22`, which means its last
 * day, as in the plan. Null where none is recognised or the day does not exist.
 */
export function parseTypedDay(text: string): Day | null {
  // before a month is looked for: parseMonth would take 2022-12-15 for its month
  const written = writtenDay(text);
  if (written !== null) return written.day;
  const month = parseMonth(text);
  return month === null ? null : lastDayOfMonth(month);
}
