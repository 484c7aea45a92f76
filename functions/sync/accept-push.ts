import { londonDay } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Commit, Push, PushResult } from '../../shared/sync/protocol.ts';
import type { ClientKey, CommitWrite, DatasetHead, Repository, StoredRecord } from '../data/repository.ts';
import { type DecidedPush, decidePush } from './decide-push.ts';
import { fullJitterMs } from './full-jitter.ts';
import { ledgerEntry, pushBodyHash, pushNumberState, recordedAnswer } from './ledger.ts';
import { writtenRecordsRefusal } from './push-limits.ts';
import { isRefusal, type Refusal, unknownDataset } from './refusal.ts';

export interface PushDependencies {
  readonly repository: Repository;
  readonly clock: () => Date;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface PushOrder {
  readonly datasetId: string;
  readonly clientId: string;
  /** From the token, never from the body. */
  readonly actor: Actor;
  /** Each within the limits of push-limits.ts. */
  readonly pushes: readonly Push[];
}

/** `stopped` says why the push after the last answered one could not be taken; the later ones were not tried. */
export interface AcceptedPushes {
  readonly results: readonly PushResult[];
  readonly stopped?: Refusal;
}

const MAX_ATTEMPTS = 12;
/** serverless.yml stops a handler after 10 seconds, and whoever is stopped answers nothing of what was taken. */
const RETRY_WITHIN_MS = 6000;

/** [S3] Takes pushes one after the other, each whole or not at all. */
export async function acceptPushes(dependencies: PushDependencies, order: PushOrder): Promise<AcceptedPushes> {
  const results: PushResult[] = [];
  const giveUpAt = dependencies.clock().getTime() + RETRY_WITHIN_MS;
  for (const push of order.pushes) {
    const taken = await takePush(dependencies, order, push, giveUpAt);
    if (isRefusal(taken)) return { results, stopped: taken };
    results.push(taken);
  }
  return { results };
}

async function takePush(
  dependencies: PushDependencies,
  order: PushOrder,
  push: Push,
  giveUpAt: number,
): Promise<PushResult | Refusal> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const taken = await tryPush(dependencies, order, push);
    if (taken !== 'moved') return taken;
    if (dependencies.clock().getTime() >= giveUpAt) break;
    await dependencies.sleep(fullJitterMs(attempt, dependencies.random));
  }
  return { refused: 'busy', detail: 'Many offices are saving at this moment; the add-in tries again by itself' };
}

async function tryPush(
  { repository, clock }: PushDependencies,
  { datasetId, clientId, actor }: PushOrder,
  push: Push,
): Promise<PushResult | Refusal | 'moved'> {
  const client: ClientKey = { datasetId, subject: actor.subject, clientId };
  const recordIds = push.mutations.map(({ recordId }) => recordId);
  // [S19] a reader's push is refused whatever the records hold, so they are not looked at
  const isRead = actor.role !== 'reader';
  const [head, clientHead, stored] = await Promise.all([
    repository.head(datasetId),
    repository.clientHead(client),
    repository.records(datasetId, isRead ? recordIds : []),
  ]);
  if (head === null) return unknownDataset(datasetId);
  const numbered = pushNumberState(clientHead, push);
  if (numbered === 'used') {
    return recordedAnswer(repository, datasetId, await repository.ledgerEntry(client, push.number), push);
  }
  if (numbered !== 'next') return numbered;

  const now = clock();
  const held = (recordId: string) => stored.get(recordId)?.record ?? null;
  const decided = decidePush(actor, push.mutations, held, londonDay(now));
  const tooLarge = writtenRecordsRefusal(push, decided.records);
  if (tooLarge !== null) return tooLarge;

  const write = decided.changes.length === 0 ? null : commitWrite(head, actor, decided, stored, now);
  const result = { number: push.number, sequence: write?.commit.sequence ?? null, outcomes: [...decided.outcomes] };
  const entry = ledgerEntry(result, recordIds, pushBodyHash(push), now);
  const written = await repository.writePush({ client, entry, write });
  return written === 'moved' ? 'moved' : result;
}

function commitWrite(
  head: DatasetHead,
  actor: Actor,
  { changes, records }: DecidedPush,
  stored: ReadonlyMap<string, StoredRecord>,
  now: Date,
): CommitWrite {
  const sequence = head.sequence + 1;
  const commit: Commit = {
    sequence,
    recordedAt: now.toISOString(),
    author: { subject: actor.subject, name: actor.name },
    office: actor.offices[0] ?? null,
    changes: [...changes],
  };
  const touched = records.map((record) => ({
    record,
    sequences: [...(stored.get(record.id)?.sequences ?? []), sequence],
  }));
  return { head, commit, records: touched };
}
