import { ragOn, slipDays } from '../../../shared/domain/afi.ts';
import { type Day, excelSerial } from '../../../shared/domain/calendar.ts';
import { notAvailable } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { afiOn, asAtWords, onDay } from '../plan-lookups.ts';

/**
 * The day by which an AFI is now expected to be complete, as an Excel date: format the cell as a date.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afidue(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => {
    const afi = afiOn(reader, number, asAt);
    return recordedDate(afi.forecast, `No expected completion is recorded for AFI ${afi.number}${asAtWords(asAt)}`);
  });
}

/**
 * The day by which an AFI was first promised to be complete, as an Excel date: format the cell as a date.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afibaseline(
  number: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<number>,
): void {
  liveCell(invocation, (reader) => {
    const afi = afiOn(reader, number, asAt);
    return recordedDate(
      afi.baseline,
      `No first promised completion is recorded for AFI ${afi.number}${asAtWords(asAt)}`,
    );
  });
}

/**
 * How many days later than first promised an AFI is now expected to be complete; negative where it is earlier.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afislip(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<number>): void {
  liveCell(invocation, (reader) => {
    const afi = afiOn(reader, number, asAt);
    const days = slipDays(afi);
    const nothing = `AFI ${afi.number} has no first promised or no expected completion${asAtWords(asAt)}`;
    if (days === null) throw notAvailable(nothing);
    return days;
  });
}

/**
 * The RAG of an AFI: Complete (Force complete or later), Overdue (the forecast has passed), At risk (due within 31 days,
 * or later than first promised), Not recorded (no status or no forecast), else On track.
 * @customfunction
 * @param number The AFI's number in the plan, such as 7
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function afirag(number: unknown, asAt: unknown, invocation: CustomFunctions.StreamingInvocation<string>): void {
  liveCell(invocation, (reader) => ragOn(afiOn(reader, number, asAt), onDay(reader, asAt).day ?? reader.today()));
}

function recordedDate(day: Day | undefined, otherwise: string): number {
  if (day === undefined) throw notAvailable(otherwise);
  return excelSerial(day);
}
