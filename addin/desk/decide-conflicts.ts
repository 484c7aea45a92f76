import type { EditRequest, Replica } from '../replica/replica-port.ts';
import type { ReturnedEdit } from '../replica/returned-edit.ts';
import { sentence } from '../taskpane/problem-text.ts';
import { conflictOf, editAgain } from '../taskpane/unsent/conflict.ts';
import { heldRecord } from '../taskpane/unsent/held-record.ts';

interface Decision {
  readonly edit: ReturnedEdit;
  /** Null: nothing is left to save. */
  readonly request: EditRequest | null;
}

/** Decides returned edits as the pane's card of each does: what was chosen is saved, and only then is the edit taken off the list. */
export async function decideConflicts(
  replica: Replica,
  edits: readonly ReturnedEdit[],
  whose: 'mine' | 'theirs',
): Promise<void> {
  const problems: string[] = [];
  for (const some of oneARecord(edits)) {
    const decisions = some.map((edit) => decisionOf(replica, edit, whose));
    const wanted = decisions.flatMap(({ request }) => request ?? []);
    const results = wanted.length === 0 ? [] : await replica.editAll(wanted);
    const kept = new Map(wanted.map((request, index) => [request, results[index]]));
    for (const { edit, request } of decisions) {
      const result = request === null ? undefined : kept.get(request);
      if (result?.saved === false) problems.push(...result.problems.map(({ message }) => message));
      else await replica.dismiss(edit.mutation.mutationId);
    }
  }
  const [first] = problems;
  if (first !== undefined) throw new Error(`Not all could be decided: ${sentence(first)} Those are still listed`);
}

function decisionOf(replica: Replica, edit: ReturnedEdit, whose: 'mine' | 'theirs'): Decision {
  const { mutation } = edit;
  const held = heldRecord(replica, mutation);
  const { groups, untouched } = conflictOf(mutation, held);
  return { edit, request: editAgain(mutation, whose === 'mine' ? [...groups, ...untouched] : untouched, held) };
}

/** Edits of one record go one after the other: each is made on what the one before has left. */
function oneARecord(edits: readonly ReturnedEdit[]): ReturnedEdit[][] {
  const rounds: ReturnedEdit[][] = [];
  const seen = new Map<string, number>();
  for (const edit of edits) {
    const round = seen.get(edit.mutation.recordId) ?? 0;
    seen.set(edit.mutation.recordId, round + 1);
    rounds[round] = [...(rounds[round] ?? []), edit];
  }
  return rounds;
}
