import type { Problem } from '../../shared/domain/problem.ts';
import type { Mutation, Outcome } from '../../shared/sync/protocol.ts';
import type { FieldValue } from '../../shared/sync/record.ts';

/** An edit that the server answered with a refusal or a conflict; kept until the person has dealt with it. */
export interface ReturnedEdit {
  readonly mutation: Mutation;
  readonly result: 'rejected' | 'conflict';
  readonly problems: readonly Problem[];
  readonly returnedAt: string;
}

/** [S2] What comes back to the person from one answer; null where the edit was taken. */
export function returnedEdit(mutation: Mutation, outcome: Outcome, returnedAt: string): ReturnedEdit | null {
  const { result } = outcome;
  if (result === 'applied' || result === 'merged') return null;
  const problems = result === 'conflict' ? conflictProblems(mutation, outcome) : (outcome.problems ?? []);
  return { mutation, result, problems, returnedAt };
}

/** [S6] Both values of each field that another office changed meanwhile. */
function conflictProblems({ changes }: Mutation, { record, conflicts = [] }: Outcome): Problem[] {
  const theirs = (field: string): string => shown(record?.fields[field]);
  const differing = Object.entries(changes).filter(([field, { base }]) => theirs(field) !== shown(base));
  const described = differing.map(([field, { value }]) => ({
    path: field,
    code: 'conflict',
    message: `${field} was changed meanwhile to ${theirs(field)}; yours is ${shown(value)}. Choose one of them, or a new value`,
  }));
  if (described.length > 0) return described;
  const message = 'This was changed meanwhile by somebody else; look at it and choose';
  return conflicts.map((group) => ({ path: group, code: 'conflict', message }));
}

function shown(value: FieldValue | null | undefined): string {
  const text = typeof value === 'object' ? JSON.stringify(value ?? null) : String(value ?? '(nothing)');
  return text === 'null' ? '(nothing)' : text.slice(0, 200);
}
