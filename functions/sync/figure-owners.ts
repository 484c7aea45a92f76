import { ownerRecordIds } from '../../shared/domain/figure-owner.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';

/** [S19] The records that say whose the new figures of a push are. */
export function ownerIdsToRead(actor: Actor, mutations: readonly Mutation[]): string[] {
  // whoever may enter all figures and acts for one office is allowed and logged the same, whosever they are
  const isAskedFor = actor.role === 'contributor' || actor.offices.length > 1;
  return isAskedFor ? mutations.flatMap(candidateIds) : [];
}

export function ownerOf(mutation: Mutation, held: (recordId: string) => DatasetRecord | null): DatasetRecord | null {
  for (const id of candidateIds(mutation)) {
    const record = held(id);
    if (record !== null) return record;
  }
  return null;
}

function candidateIds({ op, kind, changes }: Mutation): readonly string[] {
  if (op !== 'create') return [];
  return ownerRecordIds(kind, Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value])));
}
