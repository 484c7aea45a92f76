import {
  type Day,
  lastDayOfMonth,
  type Month,
  monthsOfQuarter,
  type Quarter,
} from '../../../shared/domain/calendar.ts';
import type { CallChannel } from '../../../shared/domain/call-month.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';

/** The month after. */
function followingMonth(month: Month): Month {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** The last month that is over on a day: the first one to enter where a channel has none. */
function lastMonthOver(today: Day): Month {
  const previous = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 2, 1));
  return previous.toISOString().slice(0, 7);
}

/** One channel's months, oldest first. */
export function monthsOfChannel(
  records: readonly RecordOf<'call-month'>[],
  channel: CallChannel,
): RecordOf<'call-month'>[] {
  return records
    .filter(({ fields }) => fields.channel === channel)
    .sort((one, other) => (one.fields.month < other.fields.month ? -1 : 1));
}

/** The month to enter next: the one after the last entered. */
export function monthToEnter(entered: readonly RecordOf<'call-month'>[], today: Day): Month {
  const last = entered.at(-1)?.fields.month;
  return last === undefined ? lastMonthOver(today) : followingMonth(last);
}

/** Whether a month is over, so that its figures can be entered. */
export function isMonthOver(month: Month, today: Day): boolean {
  return lastDayOfMonth(month) < today;
}

/** The entered months of a quarter, in order; fewer than three where some are missing. */
export function enteredInQuarter(
  entered: readonly RecordOf<'call-month'>[],
  quarter: Quarter,
): RecordOf<'call-month'>[] {
  const months = monthsOfQuarter(quarter);
  return entered.filter(({ fields }) => months.includes(fields.month));
}
