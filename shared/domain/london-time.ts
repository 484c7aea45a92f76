import { excelSerial } from './calendar.ts';

const DAY_SECONDS = 86_400;

const LONDON_CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const LONDON_TEXT = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(format: Intl.DateTimeFormat, instant: Date): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = format.formatToParts(instant);
  return (type) => parts.find((each) => each.type === type)?.value ?? '';
}

/** Excel's date and time serial of the clock in the force's offices (Europe/London) at an instant, to the second. */
export function londonSerial(instant: Date): number {
  const part = partsOf(LONDON_CLOCK, instant);
  const seconds = Number(part('hour')) * 3600 + Number(part('minute')) * 60 + Number(part('second'));
  return excelSerial(`${part('year')}-${part('month')}-${part('day')}`) + seconds / DAY_SECONDS;
}

/** An instant by that clock, in words: `1 November 2022, 10:00`. */
export function londonTime(instant: Date): string {
  const part = partsOf(LONDON_TEXT, instant);
  return `${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}
