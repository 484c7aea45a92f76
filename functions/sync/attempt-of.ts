import type { Attempt } from '../../shared/domain/permissions.ts';
import { correctedFields } from '../../shared/sync/merge.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { ownerOf } from './figure-owners.ts';

/** [S19] What a mutation attempts, for the rules of permission; the records are those of the dataset, deleted ones too. */
export function attemptOf(mutation: Mutation, held: (recordId: string) => DatasetRecord | null): Attempt {
  const { recordId, op, kind, changes } = mutation;
  const record = held(recordId);
  const values = Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
  const corrected = correctedFields(record, mutation);
  const owner = ownerOf(mutation, held)?.fields ?? null;
  return { op, kind, fields: record?.fields ?? null, values, corrected, owner };
}
