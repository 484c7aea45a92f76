import type { Mutation } from '../../../shared/sync/protocol.ts';
import { type NamedRecord, recordName } from '../record-name.ts';
import { editSummary } from './changed-fields.ts';

/** An edit that the server has not answered. */
export interface WaitingEdit {
  readonly mutationId: string;
  readonly name: string;
  /** What it changes, in words. */
  readonly what: string;
  readonly editedAt: string;
}

/** What waits to be sent, oldest first. */
export function waitingEdits(
  records: readonly NamedRecord[],
  waiting: (recordId: string) => readonly Mutation[],
): WaitingEdit[] {
  return records
    .flatMap((record) =>
      waiting(record.id).map((mutation) => ({
        mutationId: mutation.mutationId,
        name: recordName(record),
        what: editSummary(mutation),
        editedAt: mutation.editedAt,
      })),
    )
    .sort((one, other) => (one.editedAt < other.editedAt ? -1 : 1));
}
