import type { Day } from '../../shared/domain/calendar.ts';
import { type Actor, refusalOf } from '../../shared/domain/permissions.ts';
import { boundedProblem, type Problem } from '../../shared/domain/problem.ts';
import { correctedFields, decide } from '../../shared/sync/merge.ts';
import type { LoggedChange, Mutation, Outcome } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';

/** The ledger item that keeps a push's problems holds 400 KB at most. */
const MAX_PROBLEMS_PER_PUSH = 200;
const MAX_PROBLEMS_PER_OUTCOME = 20;

export interface DecidedPush {
  readonly outcomes: readonly Outcome[];
  /** The accepted changes with the records after them, in the same order. */
  readonly changes: readonly LoggedChange[];
  readonly records: readonly DatasetRecord[];
}

/** [S2] [S19] Answers every mutation of a push, against the records that the dataset holds now. */
export function decidePush(
  actor: Actor,
  mutations: readonly Mutation[],
  held: (recordId: string) => DatasetRecord | null,
  today: Day,
): DecidedPush {
  const outcomes: Outcome[] = [];
  const changes: LoggedChange[] = [];
  const records: DatasetRecord[] = [];
  const most = Math.max(2, Math.min(MAX_PROBLEMS_PER_OUTCOME, Math.floor(MAX_PROBLEMS_PER_PUSH / mutations.length)));
  for (const mutation of mutations) {
    const { mutationId } = mutation;
    const record = held(mutation.recordId);
    const refusal = refusalOf(actor, attemptOf(mutation, record));
    if (refusal !== null) {
      outcomes.push({ mutationId, result: 'rejected', record, problems: [notPermitted(refusal)] });
      continue;
    }
    const decision = decide(record, mutation, today);
    switch (decision.result) {
      case 'applied':
      case 'merged':
        outcomes.push({ mutationId, result: decision.result, record: decision.record });
        changes.push(decision.change);
        records.push(decision.record);
        break;
      case 'conflict':
        outcomes.push({ mutationId, result: 'conflict', record, conflicts: decision.groups });
        break;
      case 'rejected':
        outcomes.push({
          mutationId,
          result: 'rejected',
          record,
          problems: decision.problems.slice(0, most).map(boundedProblem),
        });
        break;
    }
  }
  return { outcomes, changes, records };
}

function attemptOf(mutation: Mutation, record: DatasetRecord | null) {
  const { op, kind, changes } = mutation;
  const values = Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
  return { op, kind, fields: record?.fields ?? null, values, corrected: correctedFields(record, mutation) };
}

function notPermitted(message: string): Problem {
  return boundedProblem({ path: '', code: 'not-permitted', message });
}
