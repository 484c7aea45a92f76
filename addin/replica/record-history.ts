import type { Day } from '../../shared/domain/calendar.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { recordAsAt } from '../../shared/sync/fold.ts';
import type { Commit, LoggedChange, Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { asChange } from './visible-records.ts';

/** The log of a dataset by record, for as-at answers. */
export interface RecordHistory {
  add(commits: readonly Commit[]): void;
  /** An edit that the server has taken but whose commit is still to be pulled; the commit replaces it. */
  addTaken(mutation: Mutation, revision: number): void;
  /** [S13] The record as it was on a day, waiting edits laid over; a deleted one too. */
  asAt(id: string, day: Day, waiting: readonly Mutation[]): DatasetRecord | null;
  /** The ids of all records that the log names. */
  idsOf(kind: RecordKind): readonly string[];
  clear(): void;
}

export function createRecordHistory(): RecordHistory {
  const changes = new Map<string, LoggedChange[]>();
  const idsByKind = new Map<RecordKind, Set<string>>();

  const put = (change: LoggedChange): void => {
    const logged = changes.get(change.recordId) ?? [];
    changes.set(change.recordId, logged);
    const ids = idsByKind.get(change.kind) ?? new Set<string>();
    idsByKind.set(change.kind, ids.add(change.recordId));
    // commits come in order but may come twice: a revision names one change of a record
    let index = logged.length;
    while (index > 0 && (logged[index - 1]?.revision ?? 0) >= change.revision) index -= 1;
    const isKnown = logged[index]?.revision === change.revision;
    logged.splice(index, isKnown ? 1 : 0, change);
  };

  return {
    add(commits) {
      for (const commit of commits) for (const change of commit.changes) put(change);
    },
    addTaken: (mutation, revision) => put(asChange(mutation, revision)),
    asAt(id, day, waiting) {
      const logged = changes.get(id) ?? [];
      const revision = logged.at(-1)?.revision ?? 0;
      return recordAsAt([...logged, ...waiting.map((mutation) => asChange(mutation, revision))], day);
    },
    idsOf: (kind) => [...(idsByKind.get(kind) ?? [])].sort(),
    clear() {
      changes.clear();
      idsByKind.clear();
    },
  };
}
