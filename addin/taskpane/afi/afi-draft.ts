import { type Afi, SIGN_OFF_STATUSES } from '../../../shared/domain/afi.ts';
import type { Day } from '../../../shared/domain/calendar.ts';
import { type Actor, refusalOf } from '../../../shared/domain/permissions.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { groupOf } from '../../../shared/domain/record-kinds.ts';
import { parseTypedDay } from '../../../shared/domain/typed-day.ts';
import { validateRecord } from '../../../shared/domain/validate.ts';
import { type FieldValue, type RecordOf, sameValue } from '../../../shared/sync/record.ts';
import { heldValue } from '../held-value.ts';
import { messagesByField } from '../problem-text.ts';

/** What the person has typed so far, as typed; a field that they left alone is absent. */
export interface AfiDraft {
  readonly status?: string;
  readonly forecast?: string;
  readonly note?: string;
  readonly signedOffBy?: string;
  readonly signedOffOn?: string;
  readonly effectiveOn?: string;
  readonly reason?: string;
}

export interface AfiReview {
  /** The fields that saving would change; null removes one. */
  readonly values: Readonly<Record<string, FieldValue | null>>;
  /** What is wrong, by field. */
  readonly messages: Readonly<Record<string, string>>;
  /** The day that a typed forecast means. */
  readonly forecastDay: Day | null;
  /** The day from which the present value holds, where the change is dated before it. */
  readonly correctsBefore: Day | null;
  readonly needsSignOff: boolean;
  /** Why this person may not make this change. */
  readonly refusal: string | null;
  readonly canSave: boolean;
}

const FORECAST_HELP = 'is not a month or a day that exists; write Dec-22, December 2022 or 31/12/2022';

function typedValues(afi: Readonly<Afi>, draft: AfiDraft): Record<string, FieldValue | null> {
  const values: Record<string, FieldValue | null> = {};
  if (draft.status !== undefined) values.status = draft.status || null;
  if (draft.note !== undefined) values.note = draft.note.trim() || null;
  if (draft.forecast !== undefined) values.forecast = parseTypedDay(draft.forecast);
  if (draft.signedOffBy !== undefined || draft.signedOffOn !== undefined) {
    const by = (draft.signedOffBy ?? afi.signOff?.by ?? '').trim();
    const board = afi.signOff?.board;
    const on = draft.signedOffOn ?? afi.signOff?.on ?? '';
    values.signOff = { by, on, ...(board === undefined ? {} : { board }) };
  }
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => !sameValue(value, heldValue(afi, field))),
  );
}

function forecastProblems(draft: AfiDraft): Problem[] {
  const typed = draft.forecast?.trim() ?? '';
  const isUnknown = typed !== '' && parseTypedDay(typed) === null;
  return isUnknown ? [{ path: 'forecast', code: 'unknown-day', message: `“${typed}” ${FORECAST_HELP}` }] : [];
}

function recordProblems(record: RecordOf<'afi'>, values: AfiReview['values'], today: Day): Problem[] {
  const next = Object.entries({ ...record.fields, ...values }).filter(([, value]) => value !== null);
  const validation = validateRecord('afi', record.id, Object.fromEntries(next), today);
  return validation.valid ? [] : validation.problems;
}

function dateProblems(effectiveOn: string, correctsBefore: Day | null, reason: string, today: Day): Problem[] {
  const problem = (path: string, message: string): Problem => ({ path, code: 'date', message });
  if (effectiveOn === '') return [problem('effectiveOn', 'Give the day on which this became true')];
  if (effectiveOn > today)
    return [problem('effectiveOn', 'This day is in the future; give the day on which it became true')];
  return correctsBefore !== null && reason === '' ? [problem('reason', 'This corrects history; say why')] : [];
}

/** Checks what was typed as the server will: the record as it would be, the dates, and what this person may do. */
export function reviewAfiDraft(record: RecordOf<'afi'>, draft: AfiDraft, actor: Actor, today: Day): AfiReview {
  const values = typedValues(record.fields, draft);
  const effectiveOn = draft.effectiveOn ?? today;
  const heldFrom = Object.keys(values).map((field) => record.effective[groupOf('afi', field)] ?? '');
  const latest = heldFrom.sort().at(-1) ?? '';
  const correctsBefore = effectiveOn !== '' && effectiveOn < latest ? latest : null;
  const refusal = refusalOf(actor, { op: 'set', kind: 'afi', fields: record.fields, values });
  const status = values.status ?? record.fields.status;
  const problems = [
    ...forecastProblems(draft),
    ...recordProblems(record, values, today),
    ...dateProblems(effectiveOn, correctsBefore, draft.reason?.trim() ?? '', today),
  ];
  return {
    values,
    messages: messagesByField(problems),
    forecastDay: draft.forecast === undefined ? null : parseTypedDay(draft.forecast),
    correctsBefore,
    needsSignOff: refusal === null && SIGN_OFF_STATUSES.some((signOffStatus) => signOffStatus === status),
    refusal,
    canSave: Object.keys(values).length > 0 && problems.length === 0 && refusal === null,
  };
}
