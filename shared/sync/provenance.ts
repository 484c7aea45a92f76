import { groupsOf } from './merge.ts';
import type { Commit, LoggedChange, Provenance } from './protocol.ts';

/** [S6] Who made the values of a logged change, when and why. */
export function provenanceOf(
  { author, recordedAt }: Pick<Commit, 'author' | 'recordedAt'>,
  change: LoggedChange,
): Provenance {
  const { office, effectiveOn, reason } = change;
  return { author, office, recordedAt, effectiveOn, ...(reason === undefined ? {} : { reason }) };
}

/** Whether a logged change set the field group. */
export function setsGroup(change: Pick<LoggedChange, 'op' | 'kind' | 'changes'>, group: string): boolean {
  return groupsOf(change).includes(group);
}
