import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { recordName } from '../record-name.ts';
import { changedFields } from './changed-fields.ts';

/** An edit that the server has not answered. */
export interface WaitingEdit {
  readonly mutationId: string;
  readonly name: string;
  /** Those that the person changed: the others of their group go with them. */
  readonly fields: readonly string[];
  readonly editedAt: string;
}

/** The records that the pane edits, and whose edits so can wait. */
export function editableRecordIds(reader: ReplicaReader): string[] {
  return [...reader.all('afi'), ...reader.all('call-month')].map(({ id }) => id);
}

/** What waits to be sent, oldest first. */
export function waitingEdits(
  recordIds: readonly string[],
  waiting: (recordId: string) => readonly Mutation[],
): WaitingEdit[] {
  return recordIds
    .flatMap(waiting)
    .map((mutation) => ({
      mutationId: mutation.mutationId,
      name: recordName(mutation.recordId),
      fields: changedFields(mutation),
      editedAt: mutation.editedAt,
    }))
    .sort((one, other) => (one.editedAt < other.editedAt ? -1 : 1));
}
