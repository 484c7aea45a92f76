import { type Actor, refusalOf } from '../../shared/domain/permissions.ts';
import { recordAsAt } from '../../shared/sync/fold.ts';
import { needsHistory, type RecordOn } from '../../shared/sync/merge.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import type { Repository, StoredRecord } from '../data/repository.ts';
import { attemptOf } from './attempt-of.ts';
import { commitsToCheck, isSameMutation } from './logged-mutation.ts';
import { type LogEntry, readLog } from './record-log.ts';

/** What the log says that a mutation is decided on. */
export interface Past {
  /** [S4] This very mutation, where the record had it before. */
  readonly logged: LogEntry | null;
  /** [S13] Where the mutation is about the record's past. */
  readonly recordOn?: RecordOn;
}

const NO_PAST: Past = { logged: null };

/** Reads of the log what the mutations of a push are decided on: for nearly all of them nothing. */
export async function pastOfPush(
  repository: Repository,
  { datasetId, actor }: { readonly datasetId: string; readonly actor: Actor },
  mutations: readonly Mutation[],
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<(recordId: string) => Past> {
  const heldRecord = (recordId: string) => stored.get(recordId)?.record ?? null;
  const wanted = mutations.flatMap((mutation) => {
    const held = stored.get(mutation.recordId);
    if (held === undefined) return [];
    // [S19] who may not do it makes the service read no history; [S4] what they did when they might is still found
    const isPermitted = refusalOf(actor, attemptOf(mutation, heldRecord)) === null;
    const isAboutPast = isPermitted && needsHistory(held.record, mutation);
    const sequences = isAboutPast ? held.sequences : commitsToCheck(held, mutation.mutationId);
    return sequences.length === 0 ? [] : [{ mutation, isAboutPast, recordId: mutation.recordId, sequences }];
  });
  if (wanted.length === 0) return () => NO_PAST;
  const log = await readLog(repository, datasetId, wanted);
  const pasts = wanted.map(({ mutation, isAboutPast, recordId }): [string, Past] => {
    const entries = log.get(recordId) ?? [];
    const logged = entries.find(({ change }) => isSameMutation(change, mutation)) ?? null;
    const changes = entries.map(({ change }) => change);
    return [recordId, isAboutPast ? { logged, recordOn: (day) => recordAsAt(changes, day) } : { logged }];
  });
  const byRecord = new Map(pasts);
  return (recordId) => byRecord.get(recordId) ?? NO_PAST;
}
