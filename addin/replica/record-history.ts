import type { Day } from '../../shared/domain/calendar.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { recordAsAt } from '../../shared/sync/fold.ts';
import type { Commit, LoggedChange, Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { createRecordList, type RecordList } from './record-list.ts';
import { asChange, type VisibleRecords } from './visible-records.ts';

/** The log of a dataset by record, for as-at answers. */
export interface RecordHistory {
  /** The last commit that it holds; 0 where it holds none. */
  readonly lastSequence: number;
  add(commits: readonly Commit[]): void;
  /** An edit that the server has taken but whose commit is still to be pulled; the commit replaces it. */
  addTaken(mutation: Mutation, revision: number): void;
  /** The waiting edits of a record are others now. */
  noteEdits(id: string, kind: RecordKind): void;
  /** [S13] The record as it was on a day, waiting edits laid over; a deleted one too. */
  asAt(id: string, day: Day): DatasetRecord | null;
  /** Those of a kind on a day, without the deleted ones, in the order of their ids. */
  allAsAt(kind: RecordKind, day: Day): readonly DatasetRecord[];
  clear(): void;
}

/** A week's figures of a year are as many days; each list of 50,000 takes 400 KB. */
const MAX_DAYS_OF_A_KIND = 64;

/** Between two days on which anything took effect a record stays the same, so that one value serves all days between. */
interface Remembered {
  readonly changes: readonly LoggedChange[];
  readonly effectiveDays: readonly Day[];
  readonly values: Map<Day, DatasetRecord | null>;
}

/** Remembers what it answered until the record's log or waiting edits change. */
export function createRecordHistory(present: Pick<VisibleRecords, 'all' | 'edits'>): RecordHistory {
  const logs = new Map<string, LoggedChange[]>();
  const idsByKind = new Map<RecordKind, Set<string>>();
  const remembered = new Map<string, Remembered>();
  const lists = new Map<RecordKind, Map<Day, RecordList>>();
  let lastSequence = 0;

  const touch = (id: string, kind: RecordKind): void => {
    remembered.delete(id);
    for (const list of lists.get(kind)?.values() ?? []) list.touch(id);
  };
  const put = (change: LoggedChange): void => {
    const { recordId, kind, revision } = change;
    const logged = logs.get(recordId) ?? [];
    logs.set(recordId, logged);
    const ids = idsByKind.get(kind) ?? new Set<string>();
    idsByKind.set(kind, ids.add(recordId));
    // commits come in order but may come twice: a revision names one change of a record
    let index = logged.length;
    while (index > 0 && (logged[index - 1]?.revision ?? 0) >= revision) index -= 1;
    const isKnown = logged[index]?.revision === revision;
    logged.splice(index, isKnown ? 1 : 0, change);
    touch(recordId, kind);
  };

  const remember = (id: string): Remembered => {
    const logged = logs.get(id) ?? [];
    const revision = logged.at(-1)?.revision ?? 0;
    const changes = [...logged, ...present.edits(id).map(({ mutation }) => asChange(mutation, revision))];
    const effectiveDays = [...new Set(changes.map(({ effectiveOn }) => effectiveOn))].sort();
    const made = { changes, effectiveDays, values: new Map() };
    remembered.set(id, made);
    return made;
  };
  const asAt = (id: string, day: Day): DatasetRecord | null => {
    const known = remembered.get(id) ?? remember(id);
    const since = known.effectiveDays.filter((effectiveOn) => effectiveOn <= day).at(-1);
    if (since === undefined) return null;
    const value = known.values.get(since);
    if (value !== undefined) return value;
    const folded = recordAsAt(known.changes, since);
    known.values.set(since, folded);
    return folded;
  };
  const newList = (kind: RecordKind, day: Day): RecordList => {
    const list = createRecordList((id) => {
      const record = asAt(id, day);
      return record?.kind === kind && record.deleted !== true ? record : null;
    });
    for (const id of idsByKind.get(kind) ?? []) list.touch(id);
    for (const { id } of present.all(kind)) list.touch(id);
    return list;
  };

  return {
    get lastSequence() {
      return lastSequence;
    },
    add(commits) {
      for (const { sequence, changes } of commits) {
        lastSequence = Math.max(lastSequence, sequence);
        for (const change of changes) put(change);
      }
    },
    addTaken: (mutation, revision) => put(asChange(mutation, revision)),
    noteEdits: touch,
    asAt,
    allAsAt(kind, day) {
      const ofKind = lists.get(kind) ?? new Map<Day, RecordList>();
      lists.set(kind, ofKind);
      const list = ofKind.get(day) ?? newList(kind, day);
      // a Map keeps the order of insertion: the day that was asked for longest ago stands first
      ofKind.delete(day);
      ofKind.set(day, list);
      const [oldest] = ofKind.keys();
      if (ofKind.size > MAX_DAYS_OF_A_KIND && oldest !== undefined) ofKind.delete(oldest);
      return list.read();
    },
    clear() {
      for (const held of [logs, idsByKind, remembered, lists]) held.clear();
      lastSequence = 0;
    },
  };
}
