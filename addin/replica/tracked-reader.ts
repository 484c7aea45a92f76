import type { Day } from '../../shared/domain/calendar.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { asKind, type DatasetRecord, type RecordOf } from '../../shared/sync/record.ts';
import type { RecordHistory } from './record-history.ts';
import type { ReplicaReader } from './replica-port.ts';
import type { VisibleRecords } from './visible-records.ts';
import { onKind, onRecord, type Track } from './watchers.ts';

export interface ReadableParts {
  readonly records: VisibleRecords;
  /** Null until the log is here; asking for it starts the fetch. */
  readonly history: () => RecordHistory | null;
  readonly today: () => Day;
}

/** A reader that tells `track` what was read, so that only changes of that wake the one who read. */
export function trackedReader(parts: ReadableParts, track: Track): ReplicaReader {
  const { records } = parts;
  return {
    record(kind, id) {
      track(onRecord(id));
      return existing(records.visible(id), kind);
    },
    all(kind) {
      track(onKind(kind));
      return records.all(kind);
    },
    asAt(day) {
      track('history');
      const history = parts.history();
      return history === null ? null : asAtReader(parts, history, day, track);
    },
    today() {
      track('today');
      return parts.today();
    },
  };
}

function asAtReader(parts: ReadableParts, history: RecordHistory, day: Day, track: Track): ReplicaReader {
  return {
    record(kind, id) {
      track(onRecord(id));
      return existing(history.asAt(id, day), kind);
    },
    all<K extends RecordKind>(kind: K): readonly RecordOf<K>[] {
      track(onKind(kind));
      // the history tells the records of a kind apart by that kind
      return history.allAsAt(kind, day) as readonly DatasetRecord[] as readonly RecordOf<K>[];
    },
    asAt: (otherDay) => asAtReader(parts, history, otherDay, track),
    today() {
      track('today');
      return parts.today();
    },
  };
}

function existing<K extends RecordKind>(record: DatasetRecord | null, kind: K): RecordOf<K> | null {
  const found = asKind(record, kind);
  return found?.deleted === true ? null : found;
}
