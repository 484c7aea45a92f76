import { change, printedCount, printedPercent, relativeChange } from '../../../shared/domain/arithmetic.ts';
import { previousQuarter, printedMonth, type Quarter } from '../../../shared/domain/calendar.ts';
import {
  CALL_MEASURES,
  type CallCounts,
  type CallMeasure,
  callMeasure,
  totalCalls,
} from '../../../shared/domain/call-month.ts';
import type { RecordOf } from '../../../shared/sync/record.ts';
import { enteredInQuarter } from './call-months.ts';

/** One line of the printed table: a month, or the quarter's total. */
export interface CallLine {
  readonly key: string;
  readonly heading: string;
  readonly isTotal: boolean;
  /** As printed, in the order of CALL_MEASURES. */
  readonly cells: readonly string[];
}

/** A measure as the source tables print it; an en dash where there is no figure. */
export function printedMeasure(counts: CallCounts, measure: CallMeasure): string {
  const value = callMeasure(counts, measure);
  if (value === null) return '–';
  return measure.startsWith('%') ? printedPercent(value) : printedCount(value);
}

function line(key: string, heading: string, counts: CallCounts, isTotal: boolean): CallLine {
  return { key, heading, isTotal, cells: CALL_MEASURES.map((measure) => printedMeasure(counts, measure)) };
}

/** The quarter's months and its total, as printed. A total of fewer than three months says so in its heading. */
export function callLines(entered: readonly RecordOf<'call-month'>[], quarter: Quarter): CallLine[] {
  const months = enteredInQuarter(entered, quarter);
  const lines = months.map(({ id, fields }) => line(id, printedMonth(fields.month), fields, false));
  const name = quarter.slice(0, 2);
  const heading = months.length === 3 ? `Total ${name}` : `${name} so far`;
  return [...lines, line(quarter, heading, totalCalls(months.map(({ fields }) => fields)), true)];
}

/** How many more calls than in the quarter before, in a sentence; null unless both quarters are complete. */
export function changeSentence(entered: readonly RecordOf<'call-month'>[], quarter: Quarter): string | null {
  const before = previousQuarter(quarter);
  const [earlier, later] = [before, quarter].map((each) => enteredInQuarter(entered, each));
  if (earlier?.length !== 3 || later?.length !== 3) return null;
  const was = totalCalls(earlier.map(({ fields }) => fields)).received;
  const is = totalCalls(later.map(({ fields }) => fields)).received;
  const difference = change(was, is);
  const relative = relativeChange(was, is);
  if (difference === 0 || relative === null) return `As many calls received as in ${before}`;
  const size = `${printedCount(Math.abs(difference))} (${printedPercent(Math.abs(relative))})`;
  return `${size} ${difference > 0 ? 'more' : 'fewer'} calls received than in ${before}`;
}
