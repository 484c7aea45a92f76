import type { LoggedChange, Mutation } from '../../shared/sync/protocol.ts';
import { sameValue } from '../../shared/sync/record.ts';
import type { StoredRecord } from '../data/repository.ts';

const TAIL_DIGITS = 8;

/** [S4] The end of a mutation's id as it is kept beside its record: short, and random in every kind of UUID that clients make. */
export function mutationTail(mutationId: string): string {
  return mutationId.slice(-TAIL_DIGITS).toLowerCase();
}

/** [S4] The commits in which the record may have had this mutation already; nearly always none. */
export function commitsToCheck({ sequences, mutationTails }: StoredRecord, mutationId: string): number[] {
  const tail = mutationTail(mutationId);
  return sequences.filter((_sequence, index) => mutationTails[index] === tail);
}

export function isSameMutation(change: LoggedChange, { mutationId }: Mutation): boolean {
  return change.mutationId.toLowerCase() === mutationId.toLowerCase();
}

/** Whether a mutation asks for what was logged; the editor's clock is not in the log. */
export function hasSameContent(change: LoggedChange, mutation: Mutation): boolean {
  const isSameFrame =
    change.op === mutation.op &&
    change.kind === mutation.kind &&
    change.effectiveOn === mutation.effectiveOn &&
    change.reason === mutation.reason;
  return isSameFrame && hasSameChanges(change.changes, mutation.changes);
}

function hasSameChanges(one: Mutation['changes'], other: Mutation['changes']): boolean {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].every((field) => {
    const [a, b] = [one[field], other[field]];
    return a !== undefined && b !== undefined && sameValue(a.base, b.base) && sameValue(a.value, b.value);
  });
}
