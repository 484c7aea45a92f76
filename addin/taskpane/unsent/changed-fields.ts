import type { Mutation } from '../../../shared/sync/protocol.ts';
import { sameValue } from '../../../shared/sync/record.ts';
import { fieldLabel } from '../problem-text.ts';

/** The fields that somebody changed: the others of their group only go with them. */
export function changedFields({ changes }: Mutation): string[] {
  return Object.keys(changes).filter((field) => !sameValue(changes[field]?.base, changes[field]?.value));
}

/** Fields by name within a sentence: "status, forecast". */
export function listed(fields: readonly string[]): string {
  return fields.map((field) => fieldLabel(field).toLowerCase()).join(', ');
}
