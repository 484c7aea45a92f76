import type { RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { DatasetRecord, RecordOf } from '../../../../shared/sync/record.ts';

/** A record whose kind matters no more. */
export function anyRecord<K extends RecordKind>(record: RecordOf<K>): DatasetRecord {
  // the other way round from `asKind`: the fields of every kind hold field values only
  return record as RecordOf<K> & DatasetRecord;
}
