import * as z from 'zod';
import { printedCount, share } from './arithmetic.ts';
import { type Day, lastDayOfMonth, type Month, monthSchema } from './calendar.ts';
import { countSchema, officeIdSchema, provenanceSchema } from './field-schemas.ts';
import type { Problem } from './problem.ts';

export const CALL_CHANNELS = ['999', '101'] as const;
export const callChannelSchema = z.enum(CALL_CHANNELS, { error: 'must be 999 or 101' });
export type CallChannel = z.infer<typeof callChannelSchema>;

/** The target for 999 calls: 90% answered in under 10 seconds. Source: HMICFRS PEEL Assessment Framework, national call answering standard. */
export const TARGET_999_UNDER_10S = 0.9;

export const callCountsSchema = z.strictObject({
  received: countSchema,
  answered: countSchema,
  answeredUnder10s: countSchema,
  notAnswered: countSchema,
});
export type CallCounts = z.infer<typeof callCountsSchema>;

/** One channel's calls of one month: `call-month/101/2022-07`. */
export const callMonthSchema = z.strictObject({
  channel: callChannelSchema,
  month: monthSchema,
  ...callCountsSchema.shape,
  /** The office that enters these figures. */
  owningOffice: officeIdSchema.optional(),
  provenance: provenanceSchema.optional(),
});
export type CallMonth = z.infer<typeof callMonthSchema>;

export function callMonthId(channel: CallChannel, month: Month): string {
  return `call-month/${channel}/${month}`;
}

/** The checks that the figures of a month, or of a quarter, must pass together. */
export function callCountProblems(counts: CallCounts): Problem[] {
  const problems: Problem[] = [];
  const accounted = counts.answered + counts.notAnswered;
  if (accounted !== counts.received) {
    problems.push({
      path: 'received',
      code: 'does-not-add-up',
      message: `answered ${printedCount(counts.answered)} + not answered ${printedCount(counts.notAnswered)} = ${printedCount(accounted)}, but received is ${printedCount(counts.received)}; correct one of the three`,
    });
  }
  if (counts.answeredUnder10s > counts.answered) {
    problems.push({
      path: 'answeredUnder10s',
      code: 'more-than-answered',
      message: `answered in under 10 seconds (${printedCount(counts.answeredUnder10s)}) cannot be more than answered (${printedCount(counts.answered)})`,
    });
  }
  return problems;
}

/** Rules over a whole call month; a month may only be entered once it is over. */
export function callMonthProblems(callMonth: CallMonth, today: Day): Problem[] {
  const isOver = lastDayOfMonth(callMonth.month) < today;
  const unfinished: Problem = {
    path: 'month',
    code: 'month-not-over',
    message: `${callMonth.month} is not over yet; enter its figures from the first day of the next month`,
  };
  return [...callCountProblems(callMonth), ...(isOver ? [] : [unfinished])];
}

/** The measures of the printed call tables, by the name in their heading. */
export const CALL_MEASURES = [
  'Received',
  'Answered',
  '% answered',
  'Answered < 10 secs',
  '% < 10 secs',
  'Not answered',
  '% not answered',
] as const;
export type CallMeasure = (typeof CALL_MEASURES)[number];

/**
 * One measure of a month's or a quarter's calls: a count, or a fraction (0.449 is 44.9%).
 * Every percentage is of calls received, as in the source tables; null where none were received.
 */
export function callMeasure(counts: CallCounts, measure: CallMeasure): number | null {
  switch (measure) {
    case 'Received':
      return counts.received;
    case 'Answered':
      return counts.answered;
    case '% answered':
      return share(counts.answered, counts.received);
    case 'Answered < 10 secs':
      return counts.answeredUnder10s;
    case '% < 10 secs':
      return share(counts.answeredUnder10s, counts.received);
    case 'Not answered':
      return counts.notAnswered;
    case '% not answered':
      return share(counts.notAnswered, counts.received);
  }
}

/** The counts of several months summed: a quarter's percentages come from these, never from averaged percentages. */
export function totalCalls(months: readonly CallCounts[]): CallCounts {
  const sum = (pick: (counts: CallCounts) => number): number => months.reduce((total, each) => total + pick(each), 0);
  return {
    received: sum((each) => each.received),
    answered: sum((each) => each.answered),
    answeredUnder10s: sum((each) => each.answeredUnder10s),
    notAnswered: sum((each) => each.notAnswered),
  };
}
