import { groupOf } from '../../shared/domain/record-kinds.ts';
import type { ConflictGroup, Mutation, Outcome, PushRequest, PushResult } from '../../shared/sync/protocol.ts';
import { type Rebased, rebase } from '../../shared/sync/rebase.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { AcknowledgeWrite, OutboxEntry } from './replica-store.ts';
import { conflictProblems, type ReturnedEdit, returnedEdit } from './returned-edit.ts';

/** A sent edit and its answer. */
export interface AnsweredEdit {
  readonly mutation: Mutation;
  readonly outcome: Outcome;
}

/** What is held when an answer comes. */
export interface HeldMeanwhile {
  readonly base: (recordId: string) => DatasetRecord | null;
  readonly edits: (recordId: string) => readonly OutboxEntry[];
  readonly returned: readonly ReturnedEdit[];
}

/** The answers of a request's pushes, in the order in which they were given. */
export function answersOf(request: PushRequest, results: readonly PushResult[]): AnsweredEdit[] {
  const sent = new Map(request.pushes.flatMap(({ mutations }) => mutations).map((each) => [each.mutationId, each]));
  return results
    .flatMap(({ outcomes }) => outcomes)
    .flatMap((outcome) => {
      const mutation = sent.get(outcome.mutationId);
      return mutation === undefined ? [] : [{ mutation, outcome }];
    });
}

/**
 * [S2] [S6] What answers make of a replica. Edits are told by their mutation ids: one that waits no more was answered
 * before, in another window perhaps, whose person has dealt with what came back.
 */
export function answerWrite(answers: readonly AnsweredEdit[], held: HeldMeanwhile, at: string): AcknowledgeWrite {
  const settled = new Set<string>();
  const back = new Map<string, ReturnedEdit>();
  const open = conflictsByRecord(held.returned);
  const superseded = new Set<string>();
  for (const { mutation, outcome } of answers) {
    const entries = held.edits(mutation.recordId).filter((entry) => !settled.has(entry.mutation.mutationId));
    if (!entries.some((entry) => entry.mutation.mutationId === mutation.mutationId)) continue;
    settled.add(mutation.mutationId);
    const returned = returnedEdit(mutation, outcome, at);
    if (returned?.result === 'rejected') back.set(mutation.mutationId, returned);
    if (returned?.result !== 'conflict') continue;
    const waiting = entries.filter(({ pushNumber }) => pushNumber === null).map((entry) => entry.mutation);
    const openHere = open.get(mutation.recordId) ?? [];
    const rebased = rebase(openHere, mutation, waiting);
    for (const part of rebased.parts) settled.add(part.mutationId);
    for (const edit of rebased.superseded) {
      back.delete(edit.mutation.mutationId);
      superseded.add(edit.mutation.mutationId);
    }
    const conflict = joined(returned, rebased, outcome);
    open.set(mutation.recordId, [...openHere.filter((edit) => !rebased.superseded.includes(edit)), conflict]);
    back.set(conflict.mutation.mutationId, conflict);
  }
  const records = newerRecords(answers, held);
  // one conflict may have taken over the id of another
  const gone = [...superseded].filter((id) => !back.has(id));
  return { settled: [...settled], records, returned: [...back.values()], superseded: gone };
}

/** An edit is made on what others made of the same record only; a paste may leave thousands in conflict. */
function conflictsByRecord(returned: readonly ReturnedEdit[]): Map<string, ReturnedEdit[]> {
  const byRecord = new Map<string, ReturnedEdit[]>();
  for (const edit of returned) {
    if (edit.result !== 'conflict') continue;
    const { recordId } = edit.mutation;
    const others = byRecord.get(recordId) ?? [];
    others.push(edit);
    byRecord.set(recordId, others);
  }
  return byRecord;
}

/** One conflict of all that it is made of; what this answer tells of a group is the latest news of it. */
function joined(returned: ReturnedEdit, rebased: Rebased<ReturnedEdit>, outcome: Outcome): ReturnedEdit {
  const { mutation, parts, superseded } = rebased;
  const byGroup = new Map<string, ConflictGroup>();
  for (const edit of [...superseded, returned])
    for (const each of edit.conflicts) byGroup.set(groupOf(mutation.kind, each.group), each);
  const conflicts = [...byGroup.values()];
  const { record } = outcome;
  return { ...returned, mutation, parts, conflicts, problems: conflictProblems(mutation, { record, conflicts }) };
}

function newerRecords(answers: readonly AnsweredEdit[], { base }: HeldMeanwhile): DatasetRecord[] {
  const newest = new Map<string, DatasetRecord>();
  for (const { outcome } of answers) {
    if (outcome.record === null) continue;
    // the schema leaves `deleted?: true | undefined`; JSON holds no undefined
    const record = outcome.record as DatasetRecord;
    const known = newest.get(record.id)?.revision ?? base(record.id)?.revision ?? 0;
    if (record.revision > known) newest.set(record.id, record);
  }
  return [...newest.values()];
}
