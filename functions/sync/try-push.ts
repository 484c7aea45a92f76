import { londonDay } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Commit, Outcome, Push, PushResult } from '../../shared/sync/protocol.ts';
import type { ClientKey, CommitWrite, DatasetHead, Repository, StoredRecord } from '../data/repository.ts';
import { type ConflictOrigin, conflictGroup, conflictOrigins } from './conflict-origins.ts';
import { type Cursor, cursorRefusal } from './cursor.ts';
import { type DecidedPush, decidePush } from './decide-push.ts';
import { ownerIdsToRead } from './figure-owners.ts';
import { ledgerEntry, pushNumberState, recordedAnswer } from './ledger.ts';
import { mutationTail } from './logged-mutation.ts';
import { pastOfPush } from './past-of-push.ts';
import { writtenRecordsRefusal } from './push-limits.ts';
import { type Refusal, unknownDataset } from './refusal.ts';

/** Whose push it is, and from which place in which log. */
export interface Sender {
  readonly datasetId: string;
  readonly clientId: string;
  /** From the token, never from the body. */
  readonly actor: Actor;
  readonly cursor: Cursor;
}

/** [S3] Reads, decides and writes one push once; `moved`: somebody else wrote meanwhile, and nothing of it is there. */
export async function tryPush(
  repository: Repository,
  sender: Sender,
  push: Push,
  now: Date,
): Promise<PushResult | Refusal | 'moved'> {
  const { datasetId, actor } = sender;
  const client: ClientKey = { datasetId, subject: actor.subject, clientId: sender.clientId };
  const [head, clientHead, stored] = await Promise.all([
    repository.head(datasetId),
    repository.clientHead(client),
    repository.records(datasetId, idsToRead(actor, push)),
  ]);
  if (head === null) return unknownDataset(datasetId);
  // [S11] before the numbers: those of another epoch say nothing
  const elsewhere = cursorRefusal(sender.cursor, head);
  if (elsewhere !== null) return elsewhere;
  const numbered = pushNumberState(clientHead, push);
  if (numbered === 'used') {
    return recordedAnswer(repository, datasetId, await repository.ledgerEntry(client, push.number), push);
  }
  if (numbered !== 'next') return numbered;

  const past = await pastOfPush(repository, sender, push.mutations, stored);
  const held = (recordId: string) => stored.get(recordId)?.record ?? null;
  const decided = decidePush({ actor, today: londonDay(now), held, past }, push.mutations);
  const tooLarge = writtenRecordsRefusal(push, decided.records);
  if (tooLarge !== null) return tooLarge;

  const origins = await conflictOrigins(repository, datasetId, decided.conflicts, stored);
  const write = decided.changes.length === 0 ? null : commitWrite(head, actor, decided, stored, now);
  const outcomes = decided.outcomes.map((outcome, index) => toldOf(outcome, origins.get(recordIdAt(push, index))));
  const result = { number: push.number, sequence: write?.commit.sequence ?? null, outcomes };
  const entry = ledgerEntry(result, push, origins, now);
  const written = await repository.writePush({ client, entry, write });
  return written === 'moved' ? 'moved' : result;
}

function idsToRead(actor: Actor, { mutations }: Push): string[] {
  // [S19] a reader's push is refused whatever the records hold, so they are not looked at
  if (actor.role === 'reader') return [];
  return [...mutations.map(({ recordId }) => recordId), ...ownerIdsToRead(actor, mutations)];
}

const recordIdAt = ({ mutations }: Push, index: number): string => mutations[index]?.recordId ?? '';

function toldOf(outcome: Outcome, origins: readonly ConflictOrigin[] | undefined): Outcome {
  return origins === undefined ? outcome : { ...outcome, conflicts: origins.map(conflictGroup) };
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
    changes: [...changes],
  };
  const touched = records.map((record, index): StoredRecord => {
    const before = stored.get(record.id);
    return {
      record,
      sequences: [...(before?.sequences ?? []), sequence],
      mutationTails: [...(before?.mutationTails ?? []), mutationTail(changes[index]?.mutationId ?? '')],
    };
  });
  return { head, commit, records: touched };
}
