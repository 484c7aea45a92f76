import { MAX_PUSH_BYTES, type Push } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { Refusal } from './refusal.ts';

/** A transaction holds 4 MB at most (DynamoDB quotas); the rest is for the commit, the ledger and keys. */
const MAX_WRITTEN_BYTES = 3_500_000;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** [S3] Limits that only a look at the whole push shows; its counts are the schema's. */
export function pushRefusal(push: Push): Refusal<'too-large' | 'record-named-twice'> | null {
  const bytes = bytesOf(push);
  if (bytes > MAX_PUSH_BYTES) {
    return {
      refused: 'too-large',
      detail: `Push ${push.number} has ${bytes} bytes; at most ${MAX_PUSH_BYTES} fit: send fewer edits in each push`,
    };
  }
  const recordIds = push.mutations.map(({ recordId }) => recordId);
  const twice = recordIds.find((recordId, index) => recordIds.indexOf(recordId) !== index);
  if (twice === undefined) return null;
  return {
    refused: 'record-named-twice',
    detail: `Push ${push.number} names ${twice} twice; send the second edit in the next push`,
  };
}

/** [S14] Each mutation is in one commit at most, so one request does not name it twice. */
export function repeatedMutationRefusal(pushes: readonly Push[]): Refusal<'mutation-named-twice'> | null {
  const named = new Set<string>();
  for (const { number, mutations } of pushes) {
    for (const mutationId of mutations.map((mutation) => mutation.mutationId.toLowerCase())) {
      if (named.has(mutationId)) {
        return {
          refused: 'mutation-named-twice',
          detail: `Push ${number} names mutation ${mutationId}, which the request has already; give each edit its own id`,
        };
      }
      named.add(mutationId);
    }
  }
  return null;
}

export function writtenRecordsRefusal(push: Push, records: readonly DatasetRecord[]): Refusal | null {
  if (bytesOf(records) <= MAX_WRITTEN_BYTES) return null;
  return {
    refused: 'too-large',
    detail: `Push ${push.number} changes too much at once: send fewer edits in each push`,
  };
}
