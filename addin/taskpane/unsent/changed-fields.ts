import type { Mutation } from '../../../shared/sync/protocol.ts';
import { sameValue } from '../../../shared/sync/record.ts';
import { fieldLabel } from '../field-words.ts';

/** The fields that somebody changed: the others of their group only go with them. */
export function changedFields({ changes }: Pick<Mutation, 'changes'>): string[] {
  return Object.keys(changes).filter((field) => !sameValue(changes[field]?.base, changes[field]?.value));
}

/** Fields by name within a sentence: "status, forecast". */
export function listed(fields: readonly string[]): string {
  return fields.map((field) => fieldLabel(field).toLowerCase()).join(', ');
}

/** What an edit does to its record: "Status, Note", "added", "deleted", "restored". */
export function editSummary(mutation: Pick<Mutation, 'op' | 'changes'>): string {
  if (mutation.op === 'create') return 'added';
  if (mutation.op === 'delete') return 'deleted';
  return mutation.op === 'restore' ? 'restored' : changedFields(mutation).map(fieldLabel).join(', ');
}
