import { change, relativeChange } from '../../../shared/domain/arithmetic.ts';
import {
  type Month,
  monthsOfQuarter,
  parseQuarter,
  previousQuarter,
  printedMonth,
  type Quarter,
  quarterOfMonth,
} from '../../../shared/domain/calendar.ts';
import {
  CALL_MEASURES,
  type CallChannel,
  type CallCounts,
  type CallMeasure,
  callMeasure,
  callMonthId,
  totalCalls,
} from '../../../shared/domain/call-month.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { badArgument, notAvailable } from '../formula-error.ts';
import { longDay, onDay } from '../plan-lookups.ts';
import { monthIn, textOf } from '../typed-arguments.ts';

export function callChannel(argument: unknown): CallChannel {
  const typed = /^(999|101)(?:\s+calls?)?$/i.exec(textOf(argument))?.[1];
  if (typed === '999' || typed === '101') return typed;
  throw badArgument('channel', '999 or 101 (for live chat use PEEL.CONTACTS)');
}

/** A measure's name as it is printed or said: "% answered", "Answered < 10 Secs", "answered under 10 seconds". */
export function callMeasureNamed(argument: unknown): CallMeasure {
  const typed = shortened(textOf(argument));
  const found = CALL_MEASURES.find((measure) => shortened(measure) === typed);
  if (found === undefined) throw badArgument('measure', `one of ${CALL_MEASURES.join(', ')}`);
  return found;
}

/** Drops what the documents and people vary: "Total Received", "% calls not answered", "% answered in under 10s". */
function shortened(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/per\s?cent(age)?( of)?/g, '%')
    .replace(/(in )?(under|less than|within)|(in )?</g, '<')
    .replace(/\b(total|calls?|of|in)\b/g, '')
    .replace(/10\s*s(ec(ond)?s?)?\b/g, '10')
    .replace(/\s+/g, '');
  return words === '%answered<10' ? '%<10' : words;
}

/** The counts of one month as they were on a day. */
export function callsOfMonth(reader: ReplicaReader, channel: CallChannel, month: Month, asAt: unknown): CallCounts {
  const { plan, day } = onDay(reader, asAt);
  const found = plan.record('call-month', callMonthId(channel, month));
  if (found !== null) return found.fields;
  const isKnownNow = day !== null && reader.record('call-month', callMonthId(channel, month)) !== null;
  if (isKnownNow)
    throw notAvailable(`The ${channel} figures for ${printedMonth(month)} were not recorded on ${longDay(day)}`);
  throw notAvailable(
    `There are no ${channel} figures for ${printedMonth(month)} (recorded: ${recordedRange(plan, channel)})`,
  );
}

/** "Apr-22 to Sep-22". */
export function recordedRange(reader: ReplicaReader, channel: CallChannel): string {
  const months = recordedMonths(reader, channel).map(({ fields }) => fields.month);
  const [first, last] = [months[0], months.at(-1)];
  return first === undefined || last === undefined ? 'none' : `${printedMonth(first)} to ${printedMonth(last)}`;
}

/** The counts of a quarter's three months, summed; refused while one of them is missing. */
export function callsOfQuarter(
  reader: ReplicaReader,
  channel: CallChannel,
  quarter: Quarter,
  asAt: unknown,
): CallCounts {
  return totalCalls(monthsOfQuarter(quarter).map((month) => callsOfMonth(reader, channel, month, asAt)));
}

/** One measure; a percentage is a fraction. */
export function measured(counts: CallCounts, measure: CallMeasure): number {
  const value = callMeasure(counts, measure);
  if (value === null) throw notAvailable(`There is no ${measure}: no calls were received`);
  return value;
}

/** One channel's months in order of time. */
export function recordedMonths(reader: ReplicaReader, channel: CallChannel) {
  return reader
    .all('call-month')
    .filter(({ fields }) => fields.channel === channel)
    .sort((one, other) => one.fields.month.localeCompare(other.fields.month));
}

export const CALL_TABLE_HEADING = ['Month', ...CALL_MEASURES];

/**
 * The table as it is printed: a row a month; after a quarter whose three months are shown, its total; after the total of a
 * quarter that follows such a one, the number and the % by which the calls received changed.
 */
export function callTableRows(reader: ReplicaReader, channel: CallChannel, from: Month, to: Month | null): unknown[][] {
  const shown = recordedMonths(reader, channel).filter(
    ({ fields: { month } }) => month >= from && (to === null || month <= to),
  );
  const totalOf = (quarter: Quarter): CallCounts | null => {
    const months = shown.map((each) => each.fields).filter(({ month }) => quarterOfMonth(month) === quarter);
    return months.length === 3 ? totalCalls(months) : null;
  };
  return shown.flatMap(({ fields }) => {
    const row = tableRow(printedMonth(fields.month), fields);
    const quarter = quarterOfMonth(fields.month);
    const total = monthsOfQuarter(quarter)[2] === fields.month ? totalOf(quarter) : null;
    if (total === null) return [row];
    const before = previousQuarter(quarter);
    const earlier = totalOf(before);
    return [
      row,
      tableRow(`${quarter} total`, total),
      ...(earlier === null ? [] : changeRows(quarter, total, before, earlier)),
    ];
  });
}

function changeRows(quarter: Quarter, total: CallCounts, before: Quarter, earlier: CallCounts): unknown[][] {
  const blanks = CALL_MEASURES.slice(1).map(() => '');
  return [
    [`${quarter} change on ${before}`, change(earlier.received, total.received), ...blanks],
    [`${quarter} % change on ${before}`, relativeChange(earlier.received, total.received) ?? '', ...blanks],
  ];
}

function tableRow(label: string, counts: CallCounts): unknown[] {
  return [label, ...CALL_MEASURES.map((measure) => callMeasure(counts, measure) ?? '')];
}

/** Where a table begins or ends: a month, or a quarter's first or last one. */
export function tableEdge(argument: unknown, name: string, edge: 'first' | 'last'): Month {
  const quarter = parseQuarter(textOf(argument));
  if (quarter !== null) return monthsOfQuarter(quarter)[edge === 'first' ? 0 : 2];
  const month = monthIn(argument);
  if (month === null) throw badArgument(name, 'a month or a quarter, such as Jul-22, an Excel date or Q2 2022/23');
  return month;
}
