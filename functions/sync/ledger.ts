import { createHash } from 'node:crypto';
import { applyChange } from '../../shared/sync/fold.ts';
import type { Outcome, Push, PushResult } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { ClientHead, LedgerEntry, RecordedOutcome, Repository, StoredRecord } from '../data/repository.ts';
import type { Refusal } from './refusal.ts';

/** [S4] "outcomes for 90 days" */
const KEPT_SECONDS = 90 * 86_400;

export function pushBodyHash(push: Push): string {
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

/** [S2] What is kept of an answer: the records by their revision only, which keeps the item under 400 KB. */
export function ledgerEntry(
  result: PushResult,
  recordIds: readonly string[],
  bodyHash: string,
  now: Date,
): LedgerEntry {
  const outcomes = result.outcomes.map(
    ({ record, ...outcome }, index): RecordedOutcome => ({
      ...outcome,
      recordId: recordIds[index] ?? '',
      revision: record?.revision ?? null,
    }),
  );
  const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_SECONDS;
  return { number: result.number, bodyHash, sequence: result.sequence, outcomes, expiresAt };
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
  const outcomes: Outcome[] = [];
  for (const { recordId, revision, ...outcome } of entry.outcomes) {
    outcomes.push({
      ...outcome,
      record: await recordAtRevision(repository, datasetId, stored.get(recordId), revision),
    });
  }
  return { number: entry.number, sequence: entry.sequence, outcomes };
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
  const commits = await repository.commits(datasetId, sequences.slice(0, revision));
  return commits
    .flatMap(({ changes }) => changes.filter(({ recordId }) => recordId === record.id))
    .reduce<DatasetRecord | null>(applyChange, null);
}
