import type { RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { ReplicaReader } from '../../../replica/replica-port.ts';

/** Reads as another reader does, and notes of which kinds the records were that it was asked for. */
export function notingReader(reader: ReplicaReader, noted: Set<RecordKind>): ReplicaReader {
  return {
    record(kind, id) {
      noted.add(kind);
      return reader.record(kind, id);
    },
    all(kind) {
      noted.add(kind);
      return reader.all(kind);
    },
    deleted: () => reader.deleted(),
    deletion: (recordId) => reader.deletion(recordId),
    lastEdit: (recordId, group) => reader.lastEdit(recordId, group),
    asAt: (day) => reader.asAt(day),
    today: () => reader.today(),
    syncedAt: () => reader.syncedAt(),
    unsent: () => reader.unsent(),
    person: () => reader.person(),
  };
}
