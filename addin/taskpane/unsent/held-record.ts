import { type Actor, refusalOf } from '../../../shared/domain/permissions.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { DatasetRecord, Fields } from '../../../shared/sync/record.ts';
import type { EditRequest, ReplicaReader } from '../../replica/replica-port.ts';
import { anyRecord } from '../record/any-record.ts';
import { recordName } from '../record-name.ts';

/** What a returned edit's record holds now. */
export type HeldRecord = Pick<DatasetRecord, 'fields' | 'effective'>;

/** The record of an edit as the person sees it now; null where there is none any more. */
export function heldRecord(reader: ReplicaReader, { kind, recordId }: Mutation): HeldRecord | null {
  const record = reader.record(kind, recordId);
  // every record was validated when it was accepted: its fields hold field values only
  return record === null ? null : { fields: record.fields as Fields, effective: record.effective };
}

/** What an edit's record is called: as it stands in the plan, or was deleted from it, or as the edit would have made it. */
export function editedName(reader: ReplicaReader, { kind, recordId, changes }: Mutation): string {
  const wanted = Object.entries(changes).flatMap(([field, { value }]) => (value === null ? [] : [[field, value]]));
  return recordName(anyRecord(reader, recordId) ?? { id: recordId, kind, fields: Object.fromEntries(wanted) });
}

/** Why this person may not make an edit of the record as it is now; null where they may. */
export function refusalNow(actor: Actor | null, { kind, values }: EditRequest, held: HeldRecord | null): string | null {
  if (actor === null) return 'Sign in to choose another value than theirs';
  return refusalOf(actor, { op: held === null ? 'create' : 'set', kind, fields: held?.fields ?? null, values });
}
