import type { Day } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { asKind, type DatasetRecord, type RecordOf } from '../../shared/sync/record.ts';
import type { RecordHistory } from './record-history.ts';
import type { ReplicaReader } from './replica-port.ts';
import type { VisibleRecords } from './visible-records.ts';
import { onKind, onLog, onRecord, type Track } from './watchers.ts';

export interface ReadableParts {
  readonly records: VisibleRecords;
  /** Null until the log is here; asking for it starts the fetch. */
  readonly history: () => RecordHistory | null;
  readonly today: () => Day;
  readonly syncedAt: () => string | null;
  readonly person: () => Actor | null;
}

/** A reader that tells `track` what was read, so that only changes of that wake the one who read. */
export function trackedReader(parts: ReadableParts, track: Track): ReplicaReader {
  const { records } = parts;
  return {
    ...onAnyDay(parts, track, null),
    record(kind, id) {
      track(onRecord(id));
      return existing(records.visible(id), kind);
    },
    all(kind) {
      track(onKind(kind));
      return records.all(kind);
    },
    deleted() {
      track('deleted');
      return records.deleted();
    },
    asAt(day) {
      track('history');
      const history = parts.history();
      return history === null ? null : asAtReader(parts, history, day, track);
    },
  };
}

function asAtReader(parts: ReadableParts, history: RecordHistory, day: Day, track: Track): ReplicaReader {
  return {
    ...onAnyDay(parts, track, day),
    record(kind, id) {
      track(onRecord(id));
      return existing(history.asAt(id, day), kind);
    },
    all<K extends RecordKind>(kind: K): readonly RecordOf<K>[] {
      track(onKind(kind));
      // the history tells the records of a kind apart by that kind
      return history.allAsAt(kind, day) as readonly DatasetRecord[] as readonly RecordOf<K>[];
    },
    deleted() {
      track('deleted');
      return history.deletedAsAt(day);
    },
    asAt: (otherDay) => asAtReader(parts, history, otherDay, track),
  };
}

type OnAnyDay = Pick<ReplicaReader, 'deletion' | 'lastEdit' | 'today' | 'syncedAt' | 'unsent' | 'person'>;

/** What is read alike of the present and of a day; `day` is null for the present. */
function onAnyDay(
  { records, history, today, syncedAt, person }: ReadableParts,
  track: Track,
  day: Day | null,
): OnAnyDay {
  return {
    deletion(recordId) {
      track('history');
      return history()?.deletion(recordId) ?? null;
    },
    lastEdit(recordId, group) {
      for (const each of ['history', onLog(recordId), onRecord(recordId)] as const) track(each);
      return history()?.lastEdit(recordId, group ?? null, day);
    },
    today() {
      track('today');
      return today();
    },
    syncedAt() {
      track('session');
      return syncedAt();
    },
    unsent() {
      track('session');
      return records.unsent;
    },
    person() {
      track('session');
      return person();
    },
  };
}

function existing<K extends RecordKind>(record: DatasetRecord | null, kind: K): RecordOf<K> | null {
  const found = asKind(record, kind);
  return found?.deleted === true ? null : found;
}
