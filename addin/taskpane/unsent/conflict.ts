import { groupFields, groupOf } from '../../../shared/domain/record-kinds.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import { type DatasetRecord, type FieldValue, sameValue } from '../../../shared/sync/record.ts';
import type { EditRequest } from '../../replica/replica-port.ts';

/** One field of a conflict; null where it was, or is, empty. */
export interface ContestedField {
  readonly field: string;
  /** What the person saw when they edited. */
  readonly base: FieldValue | null;
  readonly mine: FieldValue | null;
  /** What the record holds now. */
  readonly theirs: FieldValue | null;
}

/** What a returned edit and the record as it is now disagree about. */
export interface Conflict {
  /** The field groups to choose about. */
  readonly groups: readonly string[];
  /** Their fields in which the three values are not all the same. */
  readonly fields: readonly ContestedField[];
  /** The edit's other groups, which nobody else changed: they were not taken either, and must not be lost. */
  readonly untouched: readonly string[];
}

type Held = Pick<DatasetRecord, 'fields' | 'effective'> | null;
type Stand = 'untouched' | 'same' | 'contested';

function standOf({ kind, changes }: Mutation, group: string, held: Held): Stand {
  const holds = (side: 'base' | 'value'): boolean =>
    groupFields(kind, group).every((field) => sameValue(held?.fields[field], changes[field]?.[side]));
  if (holds('value')) return 'same';
  return holds('base') ? 'untouched' : 'contested';
}

/** [S6] What there is to choose now; where nothing stands against the edit any more, all of it that is not yet so. */
export function conflictOf(mutation: Mutation, held: Held): Conflict {
  const all = [...new Set(Object.keys(mutation.changes).map((field) => groupOf(mutation.kind, field)))];
  const contested = all.filter((group) => standOf(mutation, group, held) === 'contested');
  const untouched = all.filter((group) => standOf(mutation, group, held) === 'untouched');
  const groups = contested.length > 0 ? contested : untouched;
  const fields = fieldsOf(mutation, groups).map((field) => ({
    field,
    base: mutation.changes[field]?.base ?? null,
    mine: mutation.changes[field]?.value ?? null,
    theirs: held?.fields[field] ?? null,
  }));
  return {
    groups,
    fields: fields.filter(({ base, mine, theirs }) => !sameValue(base, mine) || !sameValue(base, theirs)),
    untouched: contested.length > 0 ? untouched : [],
  };
}

const fieldsOf = ({ kind }: Mutation, groups: readonly string[]): string[] =>
  groups.flatMap((group) => groupFields(kind, group));

/**
 * The edit's values of some groups as a new edit on what the record holds now, with its reason; null where there are none.
 * It is effective on the edit's own day, or on the day from which the present values hold: on an earlier one it would
 * only correct their history.
 */
export function editAgain(mutation: Mutation, groups: readonly string[], held: Held): EditRequest | null {
  if (groups.length === 0) return null;
  const { kind, recordId, reason } = mutation;
  const fields = fieldsOf(mutation, groups);
  const request = {
    kind,
    recordId,
    values: Object.fromEntries(fields.map((field) => [field, mutation.changes[field]?.value ?? null])),
    seen: Object.fromEntries(fields.map((field) => [field, held?.fields[field] ?? null])),
    effectiveOn: dayAgain(mutation, groups, held),
  };
  return reason === undefined ? request : { ...request, reason };
}

/** The day from which an edit of these groups holds when it is made again. */
export function dayAgain({ effectiveOn }: Mutation, groups: readonly string[], held: Held): string {
  const days = groups.map((group) => held?.effective[group] ?? effectiveOn);
  return [effectiveOn, ...days].sort().at(-1) ?? effectiveOn;
}
