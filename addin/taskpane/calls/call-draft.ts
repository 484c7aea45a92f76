import { printedCount } from '../../../shared/domain/arithmetic.ts';
import type { Day, Month } from '../../../shared/domain/calendar.ts';
import { type CallChannel, type CallCounts, callMonthId } from '../../../shared/domain/call-month.ts';
import { type Actor, refusalOf } from '../../../shared/domain/permissions.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { parseTypedCount } from '../../../shared/domain/typed-number.ts';
import { validateRecord } from '../../../shared/domain/validate.ts';
import { type FieldValue, type RecordOf, sameValue } from '../../../shared/sync/record.ts';
import { heldValue } from '../held-value.ts';
import { messagesByField } from '../problem-text.ts';

/** The figures of a month in the order of the printed table. */
export const COUNT_FIELDS = ['received', 'answered', 'answeredUnder10s', 'notAnswered'] as const;
export type CountField = (typeof COUNT_FIELDS)[number];

/** What the person has typed so far, as typed; a figure that they left alone is absent. */
export type CallDraft = Partial<Record<CountField | 'reason', string>>;

/** The month that the form shows. */
export interface CallMonthTarget {
  readonly channel: CallChannel;
  readonly month: Month;
  /** Null for a month that nobody has entered. */
  readonly record: RecordOf<'call-month'> | null;
  /** The office that enters this channel's figures, as its other months say. */
  readonly owningOffice: string | null;
}

export interface CallReview {
  readonly values: Readonly<Record<string, FieldValue | null>>;
  readonly messages: Readonly<Record<string, string>>;
  /** The four figures, once each is a number. */
  readonly counts: CallCounts | null;
  readonly refusal: string | null;
  readonly canSave: boolean;
}

/** What the form shows in each figure's box. */
export function shownFigures(record: RecordOf<'call-month'> | null, draft: CallDraft): Record<CountField, string> {
  const shown = (field: CountField): string =>
    draft[field] ?? (record === null ? '' : printedCount(record.fields[field]));
  return {
    received: shown('received'),
    answered: shown('answered'),
    answeredUnder10s: shown('answeredUnder10s'),
    notAnswered: shown('notAnswered'),
  };
}

function figureProblems(shown: Record<CountField, string>, draft: CallDraft): Problem[] {
  return COUNT_FIELDS.filter((field) => draft[field] !== undefined && parseTypedCount(shown[field]) === null).map(
    (field) => ({
      path: field,
      code: 'no-number',
      message: `${field} must be a whole number from 0, without decimals, for example 29,816`,
    }),
  );
}

function countsOf(shown: Record<CountField, string>): CallCounts | null {
  const [received, answered, answeredUnder10s, notAnswered] = COUNT_FIELDS.map((field) =>
    parseTypedCount(shown[field]),
  );
  const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
  return isNumber(received) && isNumber(answered) && isNumber(answeredUnder10s) && isNumber(notAnswered)
    ? { received, answered, answeredUnder10s, notAnswered }
    : null;
}

function fieldsOf({ channel, month, record, owningOffice }: CallMonthTarget, counts: CallCounts | null) {
  const identity = { channel, month, ...(owningOffice === null ? {} : { owningOffice }) };
  return { ...(record?.fields ?? identity), ...counts };
}

/** Checks typed figures as the server will: each one, their sum, the month, and what this person may do. */
export function reviewCallDraft(target: CallMonthTarget, draft: CallDraft, actor: Actor, today: Day): CallReview {
  const { channel, month, record } = target;
  const shown = shownFigures(record, draft);
  const counts = countsOf(shown);
  const fields = fieldsOf(target, counts);
  const values = Object.fromEntries(
    Object.entries(fields as Record<string, FieldValue>).filter(
      ([field, value]) => !sameValue(value, heldValue(record?.fields ?? {}, field)),
    ),
  );
  const op = record === null ? 'create' : 'set';
  const refusal = refusalOf(actor, { op, kind: 'call-month', fields: record?.fields ?? null, values });
  const validation = counts === null ? null : validateRecord('call-month', callMonthId(channel, month), fields, today);
  const problems = [
    ...figureProblems(shown, draft),
    ...(validation === null || validation.valid ? [] : validation.problems),
  ];
  const isComplete = counts !== null && Object.keys(values).length > 0;
  return {
    values,
    messages: messagesByField(problems),
    counts,
    refusal,
    canSave: isComplete && problems.length === 0 && refusal === null,
  };
}
