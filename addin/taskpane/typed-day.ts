import { type Day, daySchema, lastDayOfMonth, parseMonth } from '../../shared/domain/calendar.ts';

const two = (text: string): string => text.padStart(2, '0');

function existing(year: string, month: string, day: string): Day | null {
  const candidate = `${year}-${two(month)}-${two(day)}`;
  return daySchema.safeParse(candidate).success ? candidate : null;
}

/** A day, before a month is looked for: parseMonth would take 2022-12-15 for its month. */
function typedDate(typed: string): { day: Day | null } | null {
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (yearFirst) return { day: existing(yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? '') };
  const dayFirst = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(typed);
  if (dayFirst) return { day: existing(dayFirst[3] ?? '', dayFirst[2] ?? '', dayFirst[1] ?? '') };
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]+)[\s-]+(\d{4})$/i.exec(typed);
  if (!named) return null;
  const month = parseMonth(`${named[2] ?? ''} ${named[3] ?? ''}`);
  return { day: month === null ? null : existing(month.slice(0, 4), month.slice(5, 7), named[1] ?? '') };
}

/**
 * The day that a person typed as a completion: `31/12/2022`, `31 Dec 2022`, `2022-12-31`, or a month such as
 * `Dec-22`, which means its last day, as in the plan. Null where none is recognised or the day does not exist.
 */
export function parseTypedDay(text: string): Day | null {
  const typed = text.trim();
  const date = typedDate(typed);
  if (date !== null) return date.day;
  const month = parseMonth(typed);
  return month === null ? null : lastDayOfMonth(month);
}
