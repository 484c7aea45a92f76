import * as z from 'zod';
import type { Day } from '../domain/calendar.ts';
import { textSchema } from '../domain/field-schemas.ts';
import { type Problem, problemsOf } from '../domain/problem.ts';
import { groupFields, groupOf, hasField } from '../domain/record-kinds.ts';
import { validateRecord } from '../domain/validate.ts';
import { applyChange, EXISTENCE } from './fold.ts';
import { type LoggedChange, MAX_REASON_LENGTH, type Mutation } from './protocol.ts';
import { type DatasetRecord, sameValue } from './record.ts';

/** What becomes of one mutation. Only `applied` and `merged` are written. */
export type Decision =
  | { result: 'applied' | 'merged'; record: DatasetRecord; change: LoggedChange }
  | { result: 'conflict'; groups: string[] }
  | { result: 'rejected'; problems: Problem[] };

const EARLIEST_DAY = '2000-01-01';
const reasonSchema = z.object({ reason: textSchema(MAX_REASON_LENGTH).optional() });

/**
 * [S5] [S8] [S13] Decides one mutation against the record that the dataset holds (null: none).
 * Three-way by field group: base still held -> take the value; value already held -> nothing to do (`merged`);
 * otherwise conflict. A group whose present value holds from a later day is corrected in the log only, which
 * needs a reason. The whole record must be valid afterwards. `today` is the server's day in Europe/London.
 */
export function decide(record: DatasetRecord | null, mutation: Mutation, today: Day): Decision {
  const problems = [...dateProblems(mutation, today), ...reasonProblems(mutation), ...shapeProblems(record, mutation)];
  if (problems.length > 0) return { result: 'rejected', problems };

  const groups = groupsOf(mutation);
  const corrected = groups.filter((group) => isCorrection(record, group, mutation));
  if (corrected.length > 0 && mutation.reason === undefined)
    return { result: 'rejected', problems: [reasonMissing(record, corrected)] };

  const present = groups.filter((group) => !corrected.includes(group));
  const conflicting = present.filter((group) => groupState(record, group, mutation) === 'conflict');
  if (conflicting.length > 0) return { result: 'conflict', groups: conflicting };

  const { recordId, kind, op, changes, effectiveOn, mutationId, reason } = mutation;
  const revision = (record?.revision ?? 0) + 1;
  const change: LoggedChange = {
    mutationId,
    recordId,
    kind,
    op,
    changes,
    effectiveOn,
    revision,
    ...(reason === undefined ? {} : { reason }),
  };
  const after = applyChange(record, change);
  const invalid = [...recordProblems(after, today), ...correctionProblems(record, change, corrected, today)];
  if (invalid.length > 0) return { result: 'rejected', problems: invalid };
  const alreadyHeld = present.some((group) => groupState(record, group, mutation) === 'held');
  return { result: alreadyHeld ? 'merged' : 'applied', record: after, change };
}

/** The fields of a mutation of which it corrects the history: their present value holds from a later day. */
export function correctedFields(record: DatasetRecord | null, mutation: Mutation): string[] {
  return Object.keys(mutation.changes).filter((field) => isCorrection(record, groupOf(mutation.kind, field), mutation));
}

function groupsOf({ op, kind, changes }: Mutation): string[] {
  if (op === 'delete' || op === 'restore') return [EXISTENCE];
  return [...new Set(Object.keys(changes).map((field) => groupOf(kind, field)))];
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

function dateProblems({ effectiveOn }: Mutation, today: Day): Problem[] {
  if (effectiveOn > today) {
    return [
      {
        path: 'effectiveOn',
        code: 'date-in-future',
        message: `effectiveOn ${effectiveOn} is later than today, ${today}; give the day on which it became true`,
      },
    ];
  }
  if (effectiveOn < EARLIEST_DAY) {
    return [
      {
        path: 'effectiveOn',
        code: 'date-too-early',
        message: `effectiveOn ${effectiveOn} is before ${EARLIEST_DAY}; check the year`,
      },
    ];
  }
  return [];
}

/** Here and not on the wire alone, so that the pane refuses it before it waits in an outbox that the service would turn away. */
function reasonProblems({ reason }: Mutation): Problem[] {
  const parsed = reasonSchema.safeParse({ reason });
  return parsed.success ? [] : problemsOf(parsed.error);
}

function shapeProblems(record: DatasetRecord | null, { op, kind, recordId, changes }: Mutation): Problem[] {
  const problem = (path: string, code: string, message: string): Problem[] => [{ path, code, message }];
  const names = Object.keys(changes);
  const changesFields = op === 'create' || op === 'set';
  if (record === null && op !== 'create')
    return problem('recordId', 'unknown-record', `There is no record ${recordId}`);
  if (record !== null && record.kind !== kind)
    return problem('kind', 'kind-mismatch', `${recordId} is of kind ${record.kind}`);
  if (record?.deleted === true && op !== 'restore')
    return problem('recordId', 'deleted-record', `${recordId} was deleted; an administrator can restore it`);
  if (changesFields && names.length === 0)
    return problem('changes', 'nothing-changed', 'A change must name at least one field');
  if (!changesFields && names.length > 0)
    return problem('changes', 'fields-not-allowed', `To ${op} a record, send no fields`);
  const unknown = names.filter((field) => !hasField(kind, field));
  if (unknown.length > 0) return unknown.flatMap((field) => problem(field, 'unknown-field', unknownField(field, kind)));
  const groups = new Set(names.map((field) => groupOf(kind, field)));
  return [...groups].flatMap((group) =>
    groupFields(kind, group)
      .filter((member) => changes[member] === undefined)
      .map((member) => ({
        path: member,
        code: 'incomplete-group',
        message: `${groupFields(kind, group).join(', ')} go together; ${member} is missing`,
      })),
  );
}

const unknownField = (field: string, kind: string): string =>
  `${field} is not a field of a record of kind ${kind}; remove it or check its spelling`;

function reasonMissing(record: DatasetRecord | null, corrected: readonly string[]): Problem {
  const held = corrected.map((group) => `${group} (held from ${record?.effective[group] ?? ''})`).join(', ');
  return { path: 'reason', code: 'reason-missing', message: `This corrects the history of ${held}; say why in reason` };
}

function recordProblems(record: DatasetRecord, today: Day): Problem[] {
  const validation = validateRecord(record.kind, record.id, record.fields, today);
  return validation.valid ? [] : validation.problems;
}

/** A correction must itself be valid, though the present record does not take it up. */
function correctionProblems(
  record: DatasetRecord | null,
  change: LoggedChange,
  corrected: readonly string[],
  today: Day,
): Problem[] {
  if (record === null || corrected.length === 0) return [];
  return recordProblems(applyChange({ ...record, effective: {} }, change), today);
}
