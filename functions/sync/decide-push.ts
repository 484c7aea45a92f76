import type { Day } from '../../shared/domain/calendar.ts';
import { type Actor, actingOffice, refusalOf } from '../../shared/domain/permissions.ts';
import { boundedProblem, type Problem } from '../../shared/domain/problem.ts';
import { decide, groupsOf } from '../../shared/sync/merge.ts';
import type { LoggedChange, Mutation, Outcome } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { attemptOf } from './attempt-of.ts';
import type { Conflict } from './conflict-origins.ts';
import { hasSameContent } from './logged-mutation.ts';
import type { Past } from './past-of-push.ts';
import type { LogEntry } from './record-log.ts';

/** The ledger item that keeps a push's problems holds 400 KB at most. */
const MAX_PROBLEMS_PER_PUSH = 200;
const MAX_PROBLEMS_PER_OUTCOME = 20;

/** What the mutations of a push are decided on. */
export interface PushContext {
  readonly actor: Actor;
  /** The server's day in Europe/London. */
  readonly today: Day;
  readonly held: (recordId: string) => DatasetRecord | null;
  readonly past: (recordId: string) => Past;
}

export interface DecidedPush {
  /** Of a conflict the groups only: who made the other values is looked up after. */
  readonly outcomes: readonly Outcome[];
  readonly conflicts: readonly Conflict[];
  /** The accepted changes with the records after them, in the same order. */
  readonly changes: readonly LoggedChange[];
  readonly records: readonly DatasetRecord[];
}

type Decided =
  | { readonly outcome: Outcome; readonly conflict?: Conflict }
  | { readonly outcome: Outcome; readonly change: LoggedChange; readonly record: DatasetRecord };

/** [S2] [S19] Answers every mutation of a push, against the records that the dataset holds now. */
export function decidePush(context: PushContext, mutations: readonly Mutation[]): DecidedPush {
  const outcomes: Outcome[] = [];
  const conflicts: Conflict[] = [];
  const changes: LoggedChange[] = [];
  const records = new Map<string, DatasetRecord>();
  const most = Math.max(2, Math.min(MAX_PROBLEMS_PER_OUTCOME, Math.floor(MAX_PROBLEMS_PER_PUSH / mutations.length)));
  // what an earlier mutation of the push makes is there for a later one
  const heldNow = (recordId: string) => records.get(recordId) ?? context.held(recordId);
  for (const mutation of mutations) {
    const decided = decideOne({ ...context, held: heldNow }, mutation, most);
    outcomes.push(decided.outcome);
    if ('change' in decided) {
      changes.push(decided.change);
      records.set(mutation.recordId, decided.record);
    } else if (decided.conflict !== undefined) conflicts.push(decided.conflict);
  }
  return { outcomes, conflicts, changes, records: [...records.values()] };
}

function decideOne({ actor, today, held, past }: PushContext, mutation: Mutation, mostProblems: number): Decided {
  const { mutationId } = mutation;
  const record = held(mutation.recordId);
  const { logged, recordOn } = past(mutation.recordId);
  if (logged !== null) return answerLogged(actor, mutation, record, logged);

  const attempt = attemptOf(mutation, held);
  const refusal = refusalOf(actor, attempt);
  if (refusal !== null) return rejected(mutation, record, 'not-permitted', refusal);

  const decision = decide(record, mutation, today, recordOn);
  switch (decision.result) {
    case 'applied':
    case 'merged': {
      const change: LoggedChange = { ...decision.change, office: actingOffice(actor, attempt) };
      return {
        outcome: { mutationId, result: decision.result, record: decision.record },
        change,
        record: decision.record,
      };
    }
    case 'conflict':
      return inConflict(mutation, record, decision.groups);
    case 'rejected': {
      const problems = decision.problems.slice(0, mostProblems).map(boundedProblem);
      return { outcome: { mutationId, result: 'rejected', record, problems } };
    }
  }
}

/** [S4] The log has this mutation's id already: it is never logged again. */
function answerLogged(actor: Actor, mutation: Mutation, record: DatasetRecord | null, logged: LogEntry): Decided {
  const { mutationId } = mutation;
  if (logged.author.subject !== actor.subject) {
    const message = 'Another person has made an edit under this id; make the edit again';
    return rejected(mutation, record, 'mutation-id-used', message, 'mutationId');
  }
  if (hasSameContent(logged.change, mutation)) return { outcome: { mutationId, result: 'merged', record } };
  return inConflict(mutation, record, groupsOf(mutation));
}

function inConflict(mutation: Mutation, record: DatasetRecord | null, groups: readonly string[]): Decided {
  const conflicts = groups.map((group) => ({ group }));
  const outcome: Outcome = { mutationId: mutation.mutationId, result: 'conflict', record, conflicts };
  return { outcome, conflict: { mutation, groups } };
}

function rejected(mutation: Mutation, record: DatasetRecord | null, code: string, message: string, path = ''): Decided {
  const problem: Problem = boundedProblem({ path, code, message });
  return { outcome: { mutationId: mutation.mutationId, result: 'rejected', record, problems: [problem] } };
}
