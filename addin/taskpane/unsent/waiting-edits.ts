import type { ReplicaReader } from '../../replica/replica-port.ts';
import { recordName } from '../record-name.ts';

/** A record that holds edits which the server has not answered. */
export interface WaitingEdit {
  readonly recordId: string;
  readonly name: string;
  readonly fields: readonly string[];
}

/** The records that the pane edits, and whose edits so can wait. */
export function editableRecordIds(reader: ReplicaReader): string[] {
  return [...reader.all('afi'), ...reader.all('call-month')].map(({ id }) => id);
}

/** What waits to be sent, by record. */
export function waitingEdits(
  recordIds: readonly string[],
  pendingFields: (recordId: string) => ReadonlySet<string>,
): WaitingEdit[] {
  return recordIds
    .map((recordId) => ({ recordId, name: recordName(recordId), fields: [...pendingFields(recordId)] }))
    .filter(({ fields }) => fields.length > 0);
}
