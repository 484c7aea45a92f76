import { liveCell } from '../live-cell.ts';
import { measureValue, readingOf, readingsNamed, trendRows } from './measure-lookups.ts';

/**
 * One reading of an evidence measure: the latest, or that of a period. Percentages are fractions, anything else is in the
 * measure's own unit (seconds, pounds, a count).
 * @customfunction
 * @param name The measure's name, its id, or a part of the name that no other measure has, such as "clear investigation plan"
 * @param [period] The period as printed, such as "June 2022", or a date in the month; the latest where it is left out
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function measure(
  name: unknown,
  period: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const named = readingsNamed(reader, name, asAt);
    return measureValue(named.measure, readingOf(named, period));
  });
}

/**
 * All readings of an evidence measure in order of time, spilled: period, value, and how the source qualified it ("about"; blank
 * where it did not). Percentages are fractions.
 * @customfunction
 * @param name The measure's name, its id, or a part of the name that no other measure has, such as "clear investigation plan"
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function measuretrend(
  name: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => trendRows(readingsNamed(reader, name, asAt)));
}
