import { createHash } from 'node:crypto';
import { applyChange } from '../../shared/sync/fold.ts';
import type { Outcome, Push, PushResult } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type {
  ClientHead,
  LedgerEntry,
  RecordedConflict,
  RecordedOutcome,
  Repository,
  StoredRecord,
} from '../data/repository.ts';
import { type ConflictOrigin, conflictGroup, recordedConflict } from './conflict-origins.ts';
import { type LogEntry, readLog, type WantedLog } from './record-log.ts';
import type { Refusal } from './refusal.ts';

/** [S4] "outcomes for 90 days" */
const KEPT_SECONDS = 90 * 86_400;

function pushBodyHash(push: Push): string {
  return createHash('sha256').update(JSON.stringify(push.mutations)).digest('base64url');
}

/** [S4] `next`: to be taken; `used`: taken before, or by a copy of this client. */
export function pushNumberState(head: ClientHead | null, { number }: Push): 'next' | 'used' | Refusal {
  const expected = (head?.lastNumber ?? 0) + 1;
  if (number === expected) return 'next';
  if (number < expected) return 'used';
  return {
    refused: 'push-number-gap',
    detail: `Push ${number} came, but the next from this client is ${expected}; send from ${expected} on`,
    expected,
  };
}

/** [S2] What is kept of an answer: records by their revision and conflicts by their commits, which keeps the item under 400 KB. */
export function ledgerEntry(
  result: PushResult,
  push: Push,
  origins: ReadonlyMap<string, readonly ConflictOrigin[]>,
  now: Date,
): LedgerEntry {
  const outcomes = result.outcomes.map(({ record, conflicts, ...outcome }, index): RecordedOutcome => {
    const recordId = push.mutations[index]?.recordId ?? '';
    const recorded = { ...outcome, recordId, revision: record?.revision ?? null };
    if (conflicts === undefined) return recorded;
    return { ...recorded, conflicts: (origins.get(recordId) ?? []).map(recordedConflict) };
  });
  const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_SECONDS;
  const { number, sequence } = result;
  return { number, bodyHash: pushBodyHash(push), sequence, outcomes, expiresAt };
}

/** [S4] The answer that a push got before; a number used for something else is refused. */
export async function recordedAnswer(
  repository: Repository,
  datasetId: string,
  entry: LedgerEntry | null,
  push: Push,
): Promise<PushResult | Refusal> {
  const isSamePush = entry !== null && entry.bodyHash === pushBodyHash(push);
  if (!isSamePush) {
    return {
      refused: 'push-number-used',
      detail: `Push ${push.number} of this client was taken before with other contents, or over 90 days ago; take a new client id and send again`,
    };
  }
  const known = entry.outcomes.filter(({ revision }) => revision !== null).map(({ recordId }) => recordId);
  const stored = await repository.records(datasetId, known);
  // all of it at once: record by record, a large push's answer would not fit the seconds of a handler
  const wanted = entry.outcomes.flatMap((outcome) => [
    ...conflictLog(outcome),
    ...revisionLog(stored.get(outcome.recordId), outcome),
  ]);
  const log = await readLog(repository, datasetId, wanted);
  const outcomes = entry.outcomes.map(({ recordId, revision, conflicts, ...outcome }): Outcome => {
    const entries = log.get(recordId) ?? [];
    const record = recordAtRevision(stored.get(recordId), revision, entries);
    const told = conflicts?.map((conflict) => conflictGroup(originIn(entries, conflict)));
    return { ...outcome, record, ...(told === undefined ? {} : { conflicts: told }) };
  });
  return { number: entry.number, sequence: entry.sequence, outcomes };
}

function conflictLog({ recordId, conflicts = [] }: RecordedOutcome): WantedLog[] {
  const sequences = conflicts.flatMap(({ sequence }) => sequence ?? []);
  return sequences.length === 0 ? [] : [{ recordId, sequences }];
}

function originIn(entries: readonly LogEntry[], { group, sequence }: RecordedConflict): ConflictOrigin {
  return { group, entry: entries.find((entry) => entry.sequence === sequence) ?? null };
}

/** Of a record that went on since, the commits up to the revision: each that touched it gave it one more. */
function revisionLog(stored: StoredRecord | undefined, { recordId, revision }: RecordedOutcome): WantedLog[] {
  if (stored === undefined || revision === null || stored.record.revision === revision) return [];
  return [{ recordId, sequences: stored.sequences.slice(0, revision) }];
}

function recordAtRevision(
  stored: StoredRecord | undefined,
  revision: number | null,
  entries: readonly LogEntry[],
): DatasetRecord | null {
  if (stored === undefined || revision === null) return null;
  if (stored.record.revision === revision) return stored.record;
  return (
    entries
      // another record's commits may hold later changes of this one
      .filter(({ change }) => change.revision <= revision)
      .reduce<DatasetRecord | null>((folded, { change }) => applyChange(folded, change), null)
  );
}
