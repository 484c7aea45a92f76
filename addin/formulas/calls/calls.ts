import { relativeChange } from '../../../shared/domain/arithmetic.ts';
import { previousQuarter } from '../../../shared/domain/calendar.ts';
import { badArgument, notAvailable } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { longDay, onDay, spilled } from '../plan-lookups.ts';
import { isLeftOut, monthOf, optionalCount, optionalNameAmong, optionalSwitch, quarterOf } from '../typed-arguments.ts';
import {
  CALL_TABLE_HEADING,
  callChannel,
  callMeasureNamed,
  callsOfMonth,
  callsOfQuarter,
  callTableRows,
  measured,
  recordedMonths,
  recordedRange,
  tableEdge,
} from './call-figures.ts';

const MAX_TREND_MONTHS = 120;

/**
 * The channels whose calls are counted.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum CallChannelName {
  /** Emergency calls. */
  Emergency999 = "999",
  /** Non-emergency calls. */
  NonEmergency101 = "101",
}

/**
 * The measures of the call tables. Every percentage is of calls received.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum CallMeasureName {
  /** Calls received. */
  Received = "Received",
  /** Calls answered. */
  Answered = "Answered",
  /** Calls answered, of calls received. */
  PercentAnswered = "% answered",
  /** Calls answered in under 10 seconds. */
  AnsweredUnder10Secs = "Answered < 10 secs",
  /** Calls answered in under 10 seconds, of calls received. */
  PercentUnder10Secs = "% < 10 secs",
  /** Calls not answered. */
  NotAnswered = "Not answered",
  /** Calls not answered, of calls received. */
  PercentNotAnswered = "% not answered",
}

/**
 * How a change is told.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum ChangeForm {
  /** As a number of calls. */
  Number = "number",
  /** As a fraction of the earlier quarter: format the cell as a percentage. */
  Percent = "percent",
}

/**
 * One figure of a month's 999 or 101 calls. Percentages are fractions of calls received: format the cell as a percentage.
 * @customfunction
 * @param channel 999 or 101
 * @param month A month, such as "Jul-22", or a date in it
 * @param measure The figure, by its name in the call tables, such as "% answered"
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function calls(
  channel: CallChannelName,
  month: unknown,
  measure: CallMeasureName,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const wanted = callMeasureNamed(measure);
    return measured(callsOfMonth(reader, callChannel(channel), monthOf(month, 'month'), asAt), wanted);
  });
}

/**
 * One figure of a quarter's 999 or 101 calls, from the summed counts of its three months (never from averaged percentages).
 * @customfunction
 * @param channel 999 or 101
 * @param quarter A quarter of a financial year, such as "Q2 2022/23" (July to September)
 * @param measure The figure, by its name in the call tables, such as "Received"
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function calltotal(
  channel: CallChannelName,
  quarter: unknown,
  measure: CallMeasureName,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const wanted = callMeasureNamed(measure);
    return measured(callsOfQuarter(reader, callChannel(channel), quarterOf(quarter, 'quarter'), asAt), wanted);
  });
}

/**
 * How many more 999 or 101 calls were received in a quarter than in the one before, or in another one; negative where
 * there were fewer.
 * @customfunction
 * @param channel 999 or 101
 * @param quarter A quarter of a financial year, such as "Q2 2022/23"
 * @param [previous] The quarter to compare with; the one before where it is left out
 * @param [as] "number" (of calls) or "percent" (a fraction of the earlier quarter); number where it is left out
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function callchange(
  channel: CallChannelName,
  quarter: unknown,
  previous: unknown,
  as: ChangeForm,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const wantedChannel = callChannel(channel);
    const later = quarterOf(quarter, 'quarter');
    const earlier = isLeftOut(previous) ? previousQuarter(later) : quarterOf(previous, 'previous');
    const form = optionalNameAmong(as, 'as', ['number', 'percent', '%']) ?? 'number';
    const received = (each: string): number => callsOfQuarter(reader, wantedChannel, each, asAt).received;
    if (form === 'number') return received(later) - received(earlier);
    const relative = relativeChange(received(earlier), received(later));
    if (relative === null)
      throw notAvailable(`There is no % change: no ${wantedChannel} calls were received in ${earlier}`);
    return relative;
  });
}

/**
 * The table of 999 or 101 calls as it is printed, spilled: a row for each month, the total after each whole quarter, and the
 * change in calls received where the quarter before is shown too.
 * @customfunction
 * @param channel 999 or 101
 * @param from The first month, such as "Apr-22", or a quarter
 * @param [to] The last month, or a quarter; the latest recorded where it is left out
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function calltable(
  channel: CallChannelName,
  from: unknown,
  to: unknown,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const wantedChannel = callChannel(channel);
    const first = tableEdge(from, 'from', 'first');
    const last = isLeftOut(to) ? null : tableEdge(to, 'to', 'last');
    if (last !== null && last < first) throw badArgument('to', 'a month that is not before from');
    const hasHeading = optionalSwitch(headers, 'headers');
    const { plan } = onDay(reader, asAt);
    const rows = callTableRows(plan, wantedChannel, first, last);
    const nothing = `There are no ${wantedChannel} figures in these months (recorded: ${recordedRange(plan, wantedChannel)})`;
    return spilled(rows, CALL_TABLE_HEADING, hasHeading, nothing);
  });
}

/**
 * One figure of the last months' 999 or 101 calls in a row, oldest first: what a sparkline is drawn from.
 * @customfunction
 * @param channel 999 or 101
 * @param measure The figure, by its name in the call tables, such as "% answered"
 * @param [months] How many months; all that are recorded where it is left out
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function calltrend(
  channel: CallChannelName,
  measure: CallMeasureName,
  months: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const wantedChannel = callChannel(channel);
    const wanted = callMeasureNamed(measure);
    const count = optionalCount(months, 'months', MAX_TREND_MONTHS) ?? MAX_TREND_MONTHS;
    const { plan, day } = onDay(reader, asAt);
    const recorded = recordedMonths(plan, wantedChannel).slice(-count);
    const when = day === null ? 'are recorded yet' : `were recorded on ${longDay(day)}`;
    if (recorded.length === 0) throw notAvailable(`No ${wantedChannel} figures ${when}`);
    return [recorded.map(({ fields }) => measured(fields, wanted))];
  });
}
