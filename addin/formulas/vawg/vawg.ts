import { printedMonth } from '../../../shared/domain/calendar.ts';
import { vawgChange as changeOf, yearBefore } from '../../../shared/domain/vawg-figures.ts';
import { badArgument, notAvailable } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { longDay, onDay, spilled } from '../plan-lookups.ts';
import { isLeftOut, optionalSwitch } from '../typed-arguments.ts';
import { rollingQuarter, vawgCategory, vawgMeasureNamed } from './vawg-arguments.ts';
import { noVawgTable, vawgHeading, vawgPeriodOn, vawgTableRows, vawgValue } from './vawg-rows.ts';

/**
 * The rows of the VAWG tables.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum VawgCategoryName {
  /** All violence against women and girls: DA and non-DA. */
  Force = "Force",
  /** Domestic abuse. */
  DA = "DA",
  /** What is not domestic abuse. */
  NonDA = "Non-DA",
  /** Rape. */
  Rape = "Rape",
  /** Other sexual offences. */
  OtherSexual = "Other sexual",
}

/**
 * The measures of the VAWG tables. Rates of recent periods rise later, as outcomes come in.
 * @customenum {string}
 */
// biome-ignore format: the metadata generator reads these texts as JSON
enum VawgMeasureName {
  /** Offences recorded. */
  Recorded = "Recorded",
  /** Offences of which a suspect was interviewed, as a rate. */
  SuspectInterviewedRate = "Suspect interviewed rate",
  /** Offences that were charged, as a rate. */
  ChargeRate = "Charge rate",
}

/**
 * One figure of violence against women and girls in a rolling quarter. Rates are fractions: format the cell as a percentage.
 * @customfunction
 * @param category The row of the VAWG tables: Force, DA, Non-DA, Rape or Other sexual
 * @param measure Recorded, Suspect interviewed rate or Charge rate
 * @param period The rolling quarter by its last month, such as "Sep-22", or a date in it; "Q2 2022/23" where it is the same
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function vawg(
  category: VawgCategoryName,
  measure: VawgMeasureName,
  period: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const wanted = { category: vawgCategory(category), measure: vawgMeasureNamed(measure) };
    return vawgValue(vawgPeriodOn(reader, wanted.category, rollingQuarter(period, 'period'), asAt), wanted.measure);
  });
}

/**
 * How a VAWG figure changed on the year before, or on another rolling quarter. Recorded: the % change, as a fraction. A rate:
 * the change in percentage points (-5.4 from 29.7% to 24.3%), which is not a % change: do not format it as a percentage.
 * @customfunction
 * @param category The row of the VAWG tables: Force, DA, Non-DA, Rape or Other sexual
 * @param measure Recorded (% change), Suspect interviewed rate or Charge rate (percentage points)
 * @param period The rolling quarter by its last month, such as "Sep-22", or a date in it; "Q2 2022/23" where it is the same
 * @param [previous] The rolling quarter to compare with; the same months of the year before where it is left out
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function vawgchange(
  category: VawgCategoryName,
  measure: VawgMeasureName,
  period: unknown,
  previous: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const wanted = vawgCategory(category);
    const wantedMeasure = vawgMeasureNamed(measure);
    const later = rollingQuarter(period, 'period');
    const earlier = isLeftOut(previous) ? yearBefore(later) : rollingQuarter(previous, 'previous');
    if (earlier >= later) throw badArgument('previous', 'a rolling quarter before period');
    const now = vawgPeriodOn(reader, wanted, later, asAt);
    const changed = changeOf(vawgPeriodOn(reader, wanted, earlier, asAt), now, wantedMeasure);
    const value = changed.unit === 'pp change' ? changed.points : changed.fraction;
    if (value === null)
      throw notAvailable(`There is no % change: none were recorded in the rolling quarter to ${printedMonth(earlier)}`);
    return value;
  });
}

/**
 * The printed VAWG table of a rolling quarter beside the year before, spilled: what is recorded with its number and % change,
 * each rate with its change in percentage points (pp change), and whose rates are immature: they rise as outcomes come in.
 * @customfunction
 * @param period The rolling quarter by its last month, such as "Sep-22", or a date in it; "Q2 2022/23" where it is the same
 * @param [headers] TRUE for a heading row
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function vawgtable(
  period: unknown,
  headers: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const quarterTo = rollingQuarter(period, 'period');
    const hasHeading = optionalSwitch(headers, 'headers');
    const { plan, day } = onDay(reader, asAt);
    const rows = vawgTableRows(plan, quarterTo);
    const isKnownNow = day !== null && vawgTableRows(reader, quarterTo).length > 0;
    const nothing = isKnownNow
      ? `The VAWG figures for the rolling quarter to ${printedMonth(quarterTo)} were not recorded on ${longDay(day)}`
      : noVawgTable(plan, quarterTo);
    return spilled(rows, vawgHeading(quarterTo), hasHeading, nothing);
  });
}
