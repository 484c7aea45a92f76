import {
  type Month,
  monthBefore,
  monthsOfQuarter,
  parseMonth,
  parseQuarter,
  type Quarter,
  quarterOfMonth,
} from './calendar.ts';

/** Whole months from the first to the last one: a quarter has three, a year twelve. */
export interface MonthRange {
  readonly first: Month;
  readonly last: Month;
}

const MONTHS_IN: Readonly<Record<string, number>> = { quarter: 3, '3 months': 3, 'three months': 3, year: 12 };

const endingWith = (last: Month, months: number): MonthRange => ({ first: monthBefore(last, months - 1), last });

/** A calendar year (2020) or a financial one (2021/22, 2021-22). */
function parseYear(typed: string): MonthRange | null {
  const [, from, to] = /^(\d{4})(?:\s*[/-]\s*(\d{4}|\d{2}))?$/.exec(typed) ?? [];
  if (from === undefined) return null;
  if (to === undefined) return { first: `${from}-01`, last: `${from}-12` };
  const next = Number(from) + 1;
  const isNext = Number(to) === (to.length === 2 ? next % 100 : next);
  return isNext ? { first: `${from}-04`, last: `${next}-03` } : null;
}

/** `Rolling quarter to September 2022`, `year ending 31 March 2021`. */
function parseRolling(typed: string): MonthRange | null {
  const [, span = '', end = ''] =
    /^(?:the\s+)?(?:rolling\s+)?(quarter|3 months|three months|year)\s+(?:to|ending|ended)\s+(?:\d{1,2}\s+)?(.+)$/.exec(
      typed,
    ) ?? [];
  const [months, last] = [MONTHS_IN[span], parseMonth(end)];
  return months === undefined || last === null ? null : endingWith(last, months);
}

/** `April to September 2022`, `Nov to Jan 2022`, `Jul-22 to Sep-22`: a year that is printed once belongs to the last month. */
function parseFromTo(typed: string): MonthRange | null {
  const [, from = '', to = ''] = /^(\S.*?)\s*(?:\bto\b|–)\s*(\S.*)$/.exec(typed) ?? [];
  const last = parseMonth(to);
  if (last === null) return null;
  const sameYear = parseMonth(`${from} ${last.slice(0, 4)}`);
  const yearBefore = parseMonth(`${from} ${Number(last.slice(0, 4)) - 1}`);
  const first = parseMonth(from) ?? (sameYear !== null && sameYear > last ? yearBefore : sameYear);
  return first === null || first > last ? null : { first, last };
}

/**
 * The months of a period as it is printed or typed: `June 2022`, `Q2 2022/23`, `2021/22`, `2020`, `April to September 2022`,
 * `Rolling quarter to September 2022`; null where none is recognised.
 */
export function parseMonthRange(text: string): MonthRange | null {
  const typed = text.trim().toLowerCase();
  const month = parseMonth(typed);
  if (month !== null) return endingWith(month, 1);
  const quarter = parseQuarter(typed);
  if (quarter !== null) return endingWith(monthsOfQuarter(quarter)[2], 3);
  return parseYear(typed) ?? parseRolling(typed) ?? parseFromTo(typed);
}

/** The month with which a period ends, of which only the end is told: `to Sep 2022`; null where none is recognised. */
export function parseEnd(text: string): Month | null {
  const [, end] = /^(?:up\s+)?to\s+(.+)$/i.exec(text.trim()) ?? [];
  return end === undefined ? null : parseMonth(end);
}

/** The month with which a rolling quarter ends: as `parseMonthRange` and `parseEnd`, where that is a month or three of them. */
export function parseRollingQuarter(text: string): Month | null {
  const end = parseEnd(text);
  if (end !== null) return end;
  const range = parseMonthRange(text);
  if (range === null) return null;
  const isMonth = range.first === range.last;
  return isMonth || isQuarter(range) ? range.last : null;
}

/** The financial quarter with just these months; null where there is none. */
export function quarterOfRange(range: MonthRange): Quarter | null {
  const quarter = quarterOfMonth(range.last);
  const [first, , last] = monthsOfQuarter(quarter);
  return first === range.first && last === range.last ? quarter : null;
}

const isQuarter = ({ first, last }: MonthRange): boolean => monthBefore(last, 2) === first;
