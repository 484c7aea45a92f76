import type { Day } from '../domain/calendar.ts';
import { groupFields } from '../domain/record-kinds.ts';
import { groupsOf } from './merge.ts';
import { type Change, MAX_REASON_LENGTH, type Mutation } from './protocol.ts';
import { sameValue } from './record.ts';

/** Edits that are one conflict for a person to decide. */
export interface Conflict {
  /** The edits as they were made, oldest first. */
  readonly parts: readonly Mutation[];
}

export interface Rebased<C extends Conflict> extends Conflict {
  /** What the parts amount to. */
  readonly mutation: Mutation;
  /** Open conflicts that are a part of this one now. */
  readonly superseded: readonly C[];
  /** The waiting edits that go on by themselves. */
  readonly left: readonly Mutation[];
}

/**
 * [S6] What becomes of the rest when an edit is answered with a conflict: the open conflicts and the waiting edits that
 * were made on top of it, or it on top of them, are one conflict with it, as their base is a value that never came to be.
 * `waiting` is in the order in which the edits were made.
 */
export function rebase<C extends Conflict>(
  open: readonly C[],
  answered: Mutation,
  waiting: readonly Mutation[],
): Rebased<C> {
  const below = open.filter(({ parts }) => isMadeOn(parts, answered));
  const above = open.filter((each) => !below.includes(each) && isBelowAny(answered, each.parts));
  const parts = placed(answered, below, above);
  const left: Mutation[] = [];
  for (const mutation of waiting) (isMadeOn(parts, mutation) ? parts : left).push(mutation);
  return { mutation: amountOf(parts), parts, superseded: [...below, ...above], left };
}

/** Answers may come in another order than the edits were made in. */
function placed(answered: Mutation, below: readonly Conflict[], above: readonly Conflict[]): Mutation[] {
  const parts = [...below, ...above].flatMap((conflict) => conflict.parts);
  const isLast = above.length === 0 && isMadeOn(parts, answered);
  const next = isLast ? -1 : parts.findIndex((part) => isMadeOn([answered], part));
  parts.splice(next < 0 ? parts.length : next, 0, answered);
  return parts;
}

const isBelowAny = (answered: Mutation, parts: readonly Mutation[]): boolean =>
  parts.some((part) => isMadeOn([answered], part));

/**
 * Whether an edit found what earlier ones had changed: some group's base is what they made of it by its day [S13]. A group
 * that they only carried along, unchanged, is no ground to hold the edit back.
 */
function isMadeOn(parts: readonly Mutation[], later: Mutation): boolean {
  const { recordId, kind, effectiveOn } = later;
  const earlier = parts.filter((part) => part.recordId === recordId && setsFields(part));
  const values = valuesOn(earlier, effectiveOn);
  return groupsOf(later).some((group) => {
    const fields = groupFields(kind, group);
    const isChanged = earlier.some(({ changes }) => fields.some((field) => isOther(changes[field])));
    const isFound = fields.every(
      (field) => field in values && sameValue(later.changes[field]?.base, values[field]?.value),
    );
    return isChanged && isFound;
  });
}

const isOther = (change: Change | undefined): boolean => change !== undefined && !sameValue(change.base, change.value);

const setsFields = ({ op }: Mutation): boolean => op === 'create' || op === 'set';

/** What edits set by a day: of each group the latest by day, and of a day the last made. */
function valuesOn(parts: readonly Mutation[], day: Day): Mutation['changes'] {
  const byThen = parts.filter(({ effectiveOn }) => effectiveOn <= day).sort(byDay);
  return Object.assign({}, ...byThen.map(({ changes }) => changes));
}

const byDay = (one: Mutation, other: Mutation): number =>
  one.effectiveOn === other.effectiveOn ? 0 : one.effectiveOn < other.effectiveOn ? -1 : 1;

/** First base, last value, all reasons, under the last one's id: who has seen less of it cannot put all of it away. */
function amountOf(parts: readonly Mutation[]): Mutation {
  const last = parts.at(-1);
  if (last === undefined) throw new Error('A conflict has at least one edit');
  if (parts.length === 1) return last;
  const effectiveOn = parts.reduce((day, part) => (part.effectiveOn > day ? part.effectiveOn : day), last.effectiveOn);
  const bases: Mutation['changes'] = Object.assign({}, ...[...parts].reverse().map(({ changes }) => changes));
  const changes = Object.fromEntries(
    Object.entries(valuesOn(parts, effectiveOn)).map(([field, { value }]) => [
      field,
      { base: bases[field]?.base ?? null, value },
    ]),
  );
  const reason = [...new Set(parts.flatMap((part) => part.reason ?? []))].join('; ').slice(0, MAX_REASON_LENGTH);
  const op = parts.some((part) => part.op === 'create') ? 'create' : last.op;
  const { mutationId, recordId, kind, editedAt } = last;
  const mutation = { mutationId, recordId, kind, op, changes, effectiveOn, editedAt };
  return reason === '' ? mutation : { ...mutation, reason };
}
