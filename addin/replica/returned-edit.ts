import type { Problem } from '../../shared/domain/problem.ts';
import { groupOf } from '../../shared/domain/record-kinds.ts';
import type { ConflictGroup, Mutation, Outcome } from '../../shared/sync/protocol.ts';
import type { FieldValue } from '../../shared/sync/record.ts';

/** An edit that the server answered with a refusal or a conflict; kept until the person has dealt with it. */
export interface ReturnedEdit {
  /** What the person wanted; of a conflict that later edits became part of, all of them in one, under the last one's id. */
  readonly mutation: Mutation;
  /** The edits as they were made, oldest first; one, unless others became part of this conflict. */
  readonly parts: readonly Mutation[];
  readonly result: 'rejected' | 'conflict';
  readonly problems: readonly Problem[];
  /** [S6] The groups in conflict, each with who made the value that the dataset holds; none for a refusal. */
  readonly conflicts: readonly ConflictGroup[];
  readonly returnedAt: string;
}

/** In the order in which they came back, with some put in and some taken out. */
export function withReturned(
  edits: readonly ReturnedEdit[],
  put: readonly ReturnedEdit[],
  removed: readonly string[] = [],
): readonly ReturnedEdit[] {
  if (put.length === 0 && removed.length === 0) return edits;
  const byId = new Map([...edits, ...put].map((edit) => [edit.mutation.mutationId, edit]));
  for (const id of removed) byId.delete(id);
  return [...byId.values()].sort(byReturn);
}

export function byReturn(one: ReturnedEdit, other: ReturnedEdit): number {
  if (one.returnedAt !== other.returnedAt) return one.returnedAt < other.returnedAt ? -1 : 1;
  const [a, b] = [one.mutation.mutationId, other.mutation.mutationId];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** [S2] What comes back to the person from one answer; null where the edit was taken. */
export function returnedEdit(mutation: Mutation, outcome: Outcome, returnedAt: string): ReturnedEdit | null {
  const { result, problems = [], conflicts = [] } = outcome;
  if (result === 'applied' || result === 'merged') return null;
  const returned = { mutation, parts: [mutation], returnedAt };
  if (result === 'rejected') return { ...returned, result, problems, conflicts: [] };
  return { ...returned, result, problems: conflictProblems(mutation, outcome), conflicts };
}

/** [S6] Both values of each field that another office changed meanwhile; of a correction the present value says nothing. */
export function conflictProblems(
  { kind, changes, effectiveOn }: Mutation,
  { record, conflicts = [] }: Pick<Outcome, 'record' | 'conflicts'>,
): Problem[] {
  const theirs = (field: string): string => shown(record?.fields[field]);
  const isPresent = (field: string): boolean => effectiveOn >= (record?.effective[groupOf(kind, field)] ?? '');
  const differing = Object.entries(changes).filter(
    ([field, { base }]) => isPresent(field) && theirs(field) !== shown(base),
  );
  const described = differing.map(([field, { value }]) => ({
    path: field,
    code: 'conflict',
    message: `${field} was changed meanwhile to ${theirs(field)}; yours is ${shown(value)}. Choose one of them, or a new value`,
  }));
  if (described.length > 0) return described;
  const message = 'This was changed meanwhile by somebody else; look at it and choose';
  return conflicts.map(({ group }) => ({ path: group, code: 'conflict', message }));
}

function shown(value: FieldValue | null | undefined): string {
  const text = typeof value === 'object' ? JSON.stringify(value ?? null) : String(value ?? '(nothing)');
  return text === 'null' ? '(nothing)' : text.slice(0, 200);
}
