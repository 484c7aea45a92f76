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
import { type LogEntry, readLog } from './record-log.ts';
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
  const [stored, log] = await Promise.all([
    repository.records(datasetId, known),
    readLog(repository, datasetId, entry.outcomes.flatMap(conflictLog)),
  ]);
  const outcomes: Outcome[] = [];
  for (const { recordId, revision, conflicts, ...outcome } of entry.outcomes) {
    const record = await recordAtRevision(repository, datasetId, stored.get(recordId), revision);
    const told = conflicts?.map((conflict) => conflictGroup(originIn(log.get(recordId) ?? [], conflict)));
    outcomes.push({ ...outcome, record, ...(told === undefined ? {} : { conflicts: told }) });
  }
  return { number: entry.number, sequence: entry.sequence, outcomes };
}

function conflictLog({ recordId, conflicts = [] }: RecordedOutcome) {
  const sequences = conflicts.flatMap(({ sequence }) => sequence ?? []);
  return sequences.length === 0 ? [] : [{ recordId, sequences }];
}

function originIn(entries: readonly LogEntry[], { group, sequence }: RecordedConflict): ConflictOrigin {
  return { group, entry: entries.find((entry) => entry.sequence === sequence) ?? null };
}

async function recordAtRevision(
  repository: Repository,
  datasetId: string,
  stored: StoredRecord | undefined,
  revision: number | null,
): Promise<DatasetRecord | null> {
  if (stored === undefined || revision === null) return null;
  const { record, sequences } = stored;
  if (record.revision === revision) return record;
  // each commit that touched the record gave it one more revision
  const wanted = { recordId: record.id, sequences: sequences.slice(0, revision) };
  const entries = (await readLog(repository, datasetId, [wanted])).get(record.id) ?? [];
  return entries.reduce<DatasetRecord | null>((folded, { change }) => applyChange(folded, change), null);
}
