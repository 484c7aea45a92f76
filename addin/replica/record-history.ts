import type { Day } from '../../shared/domain/calendar.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { type RecordChange, recordAsAt } from '../../shared/sync/fold.ts';
import type { Commit, Mutation, Provenance } from '../../shared/sync/protocol.ts';
import { provenanceOf, setsGroup } from '../../shared/sync/provenance.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { createRecordList, type RecordList } from './record-list.ts';
import type { LastEdit } from './replica-port.ts';
import { asChange, byKind, type VisibleRecords } from './visible-records.ts';

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
  /** Those that were deleted on a day, by kind, then by id. */
  deletedAsAt(day: Day): readonly DatasetRecord[];
  /** [S12] Who last deleted a record; null where the log tells of nobody. */
  deletion(id: string): Provenance | null;
  /** [S6] The edit that made what a record holds, or held on a day, of a group (any where it is null). */
  lastEdit(id: string, group: string | null, day: Day | null): LastEdit | null;
  clear(): void;
}

/** A week's figures of a year are as many days; each list of 50,000 takes 400 KB. */
const MAX_DAYS_OF_A_KIND = 64;

/** Between two days on which anything took effect a record stays the same, so that one value serves all days between. */
interface Remembered {
  readonly changes: readonly RecordChange[];
  readonly effectiveDays: readonly Day[];
  readonly values: Map<Day, DatasetRecord | null>;
  readonly edits: Map<string, LastEdit | null>;
}

/** Remembers what it answered until the record's log or waiting edits change. */
export function createRecordHistory(present: Pick<VisibleRecords, 'all' | 'edits' | 'deleted'>): RecordHistory {
  const logs = new Map<string, RecordChange[]>();
  const idsByKind = new Map<RecordKind, Set<string>>();
  const everDeleted = new Set<string>();
  const deletions = new Map<string, Provenance>();
  const commits = new WeakMap<RecordChange, Commit>();
  const remembered = new Map<string, Remembered>();
  const lists = new Map<RecordKind, Map<Day, RecordList>>();
  let lastSequence = 0;

  const touch = (id: string, kind: RecordKind): void => {
    remembered.delete(id);
    for (const list of lists.get(kind)?.values() ?? []) list.touch(id);
  };
  const put = (change: RecordChange): void => {
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
    if (change.op === 'delete') everDeleted.add(recordId);
    touch(recordId, kind);
  };

  const remember = (id: string): Remembered => {
    const logged = logs.get(id) ?? [];
    const revision = logged.at(-1)?.revision ?? 0;
    const changes = [...logged, ...present.edits(id).map(({ mutation }) => asChange(mutation, revision))];
    const effectiveDays = [...new Set(changes.map(({ effectiveOn }) => effectiveOn))].sort();
    const made = { changes, effectiveDays, values: new Map(), edits: new Map() };
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
  const lastEdit = (id: string, group: string | null, day: Day | null): LastEdit | null => {
    const known = remembered.get(id) ?? remember(id);
    const key = `${group ?? ''} ${day ?? ''}`;
    const noted = known.edits.get(key);
    if (noted !== undefined) return noted;
    const made = holderOf(known.changes, group, day);
    const edit = made === null ? null : editOf(made, commits.get(made));
    known.edits.set(key, edit);
    return edit;
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
    add(logged) {
      for (const commit of logged) {
        lastSequence = Math.max(lastSequence, commit.sequence);
        for (const change of commit.changes) {
          commits.set(change, commit);
          put(change);
          if (change.op === 'delete') deletions.set(change.recordId, provenanceOf(commit, change));
        }
      }
    },
    addTaken(mutation, revision) {
      const isLogged = (change: RecordChange): boolean =>
        change.revision === revision || change.mutationId === mutation.mutationId;
      // an edit that was sent twice is answered with the record as it is now, perhaps changed by others since
      if (!logs.get(mutation.recordId)?.some(isLogged)) put(asChange(mutation, revision));
    },
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
    deletedAsAt(day) {
      const ids = new Set([...everDeleted, ...present.deleted().map(({ id }) => id)]);
      const records = [...ids].sort().flatMap((id) => asAt(id, day) ?? []);
      return records.filter(({ deleted }) => deleted === true).sort(byKind);
    },
    deletion: (id) => deletions.get(id) ?? null,
    lastEdit,
    clear() {
      for (const held of [logs, everDeleted, deletions, idsByKind, remembered, lists]) held.clear();
      lastSequence = 0;
    },
  };
}

/** Of the changes that set a group by a day, the last by (effectiveOn, sequence): a correction of history makes no present value. */
function holderOf(changes: readonly RecordChange[], group: string | null, day: Day | null): RecordChange | null {
  let holder: RecordChange | null = null;
  for (const change of changes) {
    const isMeant = (group === null || setsGroup(change, group)) && (day === null || change.effectiveOn <= day);
    if (isMeant && change.effectiveOn >= (holder?.effectiveOn ?? '')) holder = change;
  }
  return holder;
}

/** `commit` is absent for an edit of this person's own that was not pulled yet. */
function editOf(change: RecordChange, commit: Commit | undefined): LastEdit {
  const { effectiveOn, reason, op } = change;
  const created = op === 'create' ? { created: true as const } : {};
  const office = commit?.changes.find(({ mutationId }) => mutationId === change.mutationId)?.office ?? null;
  const logged =
    commit === undefined
      ? null
      : { author: commit.author, office, recordedAt: commit.recordedAt, sequence: commit.sequence };
  return { logged, effectiveOn, ...(reason === undefined ? {} : { reason }), ...created };
}
