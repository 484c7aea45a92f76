import * as z from 'zod';
import type { Day } from '../domain/calendar.ts';
import { textSchema } from '../domain/field-schemas.ts';
import { type Problem, problemsOf } from '../domain/problem.ts';
import { groupFields, groupOf, hasField } from '../domain/record-kinds.ts';
import { MAX_REASON_LENGTH, type Mutation } from './protocol.ts';
import type { DatasetRecord } from './record.ts';

const EARLIEST_DAY = '2000-01-01';
const reasonSchema = z.object({ reason: textSchema(MAX_REASON_LENGTH).optional() });

/** What is wrong with a mutation whatever the record's values are: its dates, its reason, its fields, its operation. */
export function mutationProblems(record: DatasetRecord | null, mutation: Mutation, today: Day): Problem[] {
  return [...dateProblems(mutation, today), ...reasonProblems(mutation), ...shapeProblems(record, mutation)];
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
