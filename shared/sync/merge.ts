import { type Day, dayOfExcelSerial, excelSerial } from '../domain/calendar.ts';
import type { Problem } from '../domain/problem.ts';
import { groupFields, groupOf } from '../domain/record-kinds.ts';
import { validateRecord } from '../domain/validate.ts';
import { applyChange, EXISTENCE, type RecordChange } from './fold.ts';
import { mutationProblems } from './mutation-problems.ts';
import type { Mutation } from './protocol.ts';
import { type DatasetRecord, sameValue } from './record.ts';

/** What becomes of one mutation. Only `applied` and `merged` are written. */
export type Decision =
  | { result: 'applied' | 'merged'; record: DatasetRecord; change: RecordChange }
  | { result: 'conflict'; groups: string[] }
  | { result: 'rejected'; problems: Problem[] };

/** [S13] The record as at a day, null where it had not begun; `recordAsAt` over its whole log tells it. */
export type RecordOn = (day: Day) => DatasetRecord | null;

/**
 * [S5] [S8] [S13] Decides one mutation against the record that the dataset holds (null: none).
 * Three-way by field group: base still held -> take the value; value already held -> nothing to do (`merged`);
 * otherwise conflict. A group whose present value holds from a later day is compared as at the mutation's day and
 * corrected in the log only, which needs a reason. The whole record must be valid afterwards. `today` is the server's
 * day in Europe/London; without `recordOn`, what `needsHistory` is rejected with the code `history-loading`.
 */
export function decide(
  record: DatasetRecord | null,
  mutation: Mutation,
  today: Day,
  recordOn?: RecordOn | undefined,
): Decision {
  const problems = mutationProblems(record, mutation, today);
  if (problems.length > 0) return { result: 'rejected', problems };

  const groups = groupsOf(mutation);
  const corrected = groups.filter((group) => isCorrection(record, group, mutation));
  const isPast = needsHistory(record, mutation);
  const then = isPast ? (recordOn?.(mutation.effectiveOn) ?? null) : record;
  const pastProblem = isPast ? problemOfPast(record, then, mutation, corrected, recordOn) : null;
  if (pastProblem !== null) return { result: 'rejected', problems: [pastProblem] };

  const states = groups.map((group) => ({
    group,
    state: groupState(corrected.includes(group) ? then : record, group, mutation),
  }));
  const conflicting = states.filter(({ state }) => state === 'conflict').map(({ group }) => group);
  if (conflicting.length > 0) return { result: 'conflict', groups: conflicting };

  const change = changeOf(record, mutation);
  const after = applyChange(record, change);
  const isCorrected = corrected.length > 0;
  const invalid = [...recordProblems(after, today), ...(isCorrected ? correctionProblems(then, change, today) : [])];
  if (invalid.length > 0) return { result: 'rejected', problems: invalid };
  return { result: states.some(({ state }) => state === 'held') ? 'merged' : 'applied', record: after, change };
}

/**
 * [S13] Whether a mutation can be decided only with the record's past: it corrects what it touches, or is effective
 * before everything that the record holds, and then perhaps before it began.
 */
export function needsHistory(record: DatasetRecord | null, mutation: Mutation): boolean {
  if (record === null) return false;
  const days = Object.values(record.effective);
  const isBeforeAll = days.length > 0 && days.every((day) => mutation.effectiveOn < day);
  return isBeforeAll || groupsOf(mutation).some((group) => isCorrection(record, group, mutation));
}

/** The fields of a mutation of which it corrects the history: their present value holds from a later day. */
export function correctedFields(record: DatasetRecord | null, mutation: Mutation): string[] {
  return Object.keys(mutation.changes).filter((field) => isCorrection(record, groupOf(mutation.kind, field), mutation));
}

/** The field groups that a mutation touches. */
export function groupsOf({ op, kind, changes }: Pick<Mutation, 'op' | 'kind' | 'changes'>): string[] {
  if (op === 'delete' || op === 'restore') return [EXISTENCE];
  return [...new Set(Object.keys(changes).map((field) => groupOf(kind, field)))];
}

function changeOf(record: DatasetRecord | null, mutation: Mutation): RecordChange {
  const { mutationId, recordId, kind, op, changes, effectiveOn, reason } = mutation;
  const revision = (record?.revision ?? 0) + 1;
  const change = { mutationId, recordId, kind, op, changes, effectiveOn, revision };
  return reason === undefined ? change : { ...change, reason };
}

function groupState(record: DatasetRecord | null, group: string, mutation: Mutation): 'take' | 'held' | 'conflict' {
  const fields = groupFields(mutation.kind, group);
  const holds = (side: 'base' | 'value'): boolean =>
    fields.every((field) => sameValue(record?.fields[field], mutation.changes[field]?.[side]));
  if (holds('base')) return 'take';
  return holds('value') ? 'held' : 'conflict';
}

function isCorrection(record: DatasetRecord | null, group: string, mutation: Mutation): boolean {
  const heldFrom = record?.effective[group];
  return heldFrom !== undefined && mutation.effectiveOn < heldFrom;
}

/** Nothing of a record is true before it began; only a creation with an earlier day moves its beginning. */
function problemOfPast(
  record: DatasetRecord | null,
  then: DatasetRecord | null,
  { op, recordId, effectiveOn, reason }: Mutation,
  corrected: readonly string[],
  recordOn: RecordOn | undefined,
): Problem | null {
  if (record !== null && recordOn !== undefined && then === null && op !== 'create') {
    const message = `${recordId} began on ${firstDay(record, recordOn)}; ${effectiveOn} is before that: give a day from then on`;
    return { path: 'effectiveOn', code: 'before-creation', message };
  }
  if (corrected.length > 0 && reason === undefined) {
    const held = corrected.map((group) => `${group} (held from ${record?.effective[group] ?? ''})`).join(', ');
    const message = `This corrects the history of ${held}; say why in reason`;
    return { path: 'reason', code: 'reason-missing', message };
  }
  if (recordOn !== undefined) return null;
  const message = `The history of ${recordId} is still being loaded, and this is about its past; try again in a moment`;
  return { path: 'effectiveOn', code: 'history-loading', message };
}

function firstDay(record: DatasetRecord, recordOn: RecordOn): Day {
  let first = earliestOf(record);
  for (;;) {
    const dayBefore = dayOfExcelSerial(excelSerial(first) - 1);
    const before = dayBefore === null ? null : recordOn(dayBefore);
    if (before === null) return first;
    first = earliestOf(before);
  }
}

const earliestOf = ({ effective }: DatasetRecord): Day =>
  Object.values(effective).reduce((one, other) => (other < one ? other : one));

function recordProblems(record: DatasetRecord, today: Day): Problem[] {
  const validation = validateRecord(record.kind, record.id, record.fields, today);
  return validation.valid ? [] : validation.problems;
}

/** A correction must be right on its own day too; what was wrong there before is not its doing. */
function correctionProblems(then: DatasetRecord | null, change: RecordChange, today: Day): Problem[] {
  const wrongBefore = then === null ? [] : recordProblems(then, today);
  return recordProblems(applyChange(then, change), today).filter(
    ({ path, code }) => !wrongBefore.some((problem) => problem.path === path && problem.code === code),
  );
}
