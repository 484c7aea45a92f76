import { RECORD_KINDS } from '../../../shared/domain/record-kinds.ts';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { type NamedRecord, recordKindOf } from '../record-name.ts';

/** A record of any kind, a deleted one too. */
export interface AnyRecord extends NamedRecord {
  readonly deleted?: true;
  readonly effective: Readonly<Record<string, string>>;
}

/** The record of an id, whether or not it was deleted; null where there is none. */
export function anyRecord(reader: ReplicaReader, id: string): AnyRecord | null {
  const kind = recordKindOf(id);
  const present = kind === null ? null : reader.record(kind, id);
  return present ?? reader.deleted().find((record) => record.id === id) ?? null;
}

/** All records, deleted ones too. */
export function everyRecord(reader: ReplicaReader): AnyRecord[] {
  return [...RECORD_KINDS.flatMap((kind): readonly AnyRecord[] => reader.all(kind)), ...reader.deleted()];
}
