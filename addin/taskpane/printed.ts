import { type Day, londonDay } from '../../shared/domain/calendar.ts';

const inWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });

/** A day in words: "31 December 2022". */
export function printedDay(day: Day): string {
  return inWords.format(Date.parse(day));
}

/** The month of a day, short, as lists show it: "Dec 2022". */
export function printedMonthOf(day: Day): string {
  return short.format(Date.parse(day));
}

/** An instant as a person in the force reads it: "08:26" on the day itself, else "31 October 2022, 08:26". */
export function printedInstant(instant: string, today: Day): string {
  const moment = new Date(instant);
  const day = londonDay(moment);
  return day === today ? clock.format(moment) : `${printedDay(day)}, ${clock.format(moment)}`;
}

/** A number of days in words: "1 day", "31 days". */
export function printedDays(days: number): string {
  return `${days} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
}
