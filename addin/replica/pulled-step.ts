import { groupFields } from '../../shared/domain/record-kinds.ts';
import { applyChange } from '../../shared/sync/fold.ts';
import type { Commit, ConflictGroup, LoggedChange, Provenance } from '../../shared/sync/protocol.ts';
import { provenanceOf, setsGroup } from '../../shared/sync/provenance.ts';
import { type DatasetRecord, sameValue } from '../../shared/sync/record.ts';
import { conflictProblems, type ReturnedEdit } from './returned-edit.ts';

export interface PulledStep {
  /** The records after the commits; only those that were not so already. */
  readonly records: readonly DatasetRecord[];
  /** The returned edits that now tell something else. */
  readonly returned: readonly ReturnedEdit[];
}

/** [S9] What pulled commits make of a replica. `gap`: one of them rests on a change that never came. */
export function pulledStep(
  commits: readonly Commit[],
  base: (recordId: string) => DatasetRecord | null,
  returned: readonly ReturnedEdit[],
): PulledStep | 'gap' {
  const records = new Map<string, DatasetRecord>();
  const told = new Map<string, ReturnedEdit>();
  const conflicts = returned.filter(({ result }) => result === 'conflict');
  for (const commit of commits) {
    for (const change of commit.changes) {
      const before = records.get(change.recordId) ?? base(change.recordId);
      const revision = before?.revision ?? 0;
      if (change.revision <= revision) continue;
      if (change.revision > revision + 1) return 'gap';
      const after = applyChange(before, change);
      records.set(change.recordId, after);
      for (const each of conflicts) {
        if (each.mutation.recordId !== change.recordId) continue;
        const edit = told.get(each.mutation.mutationId) ?? each;
        const news = toldAnew(edit, change, provenanceOf(commit, change), before, after);
        if (news !== edit) told.set(each.mutation.mutationId, news);
      }
    }
  }
  return { records: [...records.values()], returned: [...told.values()] };
}

/** [S6] A snapshot brings values without their authors: of a group that it changes, nobody is named any more. */
export function toldBySnapshot(
  records: readonly DatasetRecord[],
  base: (recordId: string) => DatasetRecord | null,
  returned: readonly ReturnedEdit[],
): readonly ReturnedEdit[] {
  const after = new Map(records.map((record) => [record.id, record]));
  return returned.flatMap((edit) => {
    const { recordId, kind } = edit.mutation;
    const record = after.get(recordId) ?? null;
    const isOther = ({ group }: ConflictGroup): boolean =>
      groupFields(kind, group).some((field) => !sameValue(base(recordId)?.fields[field], record?.fields[field]));
    if (!edit.conflicts.some(isOther)) return [];
    const conflicts = edit.conflicts.map((each) => (isOther(each) ? { group: each.group } : each));
    return [{ ...edit, conflicts, problems: conflictProblems(edit.mutation, { record, conflicts }) }];
  });
}

/** [S6] The conflict with who made the value that is held now; the same object where the change does not concern it. */
function toldAnew(
  edit: ReturnedEdit,
  change: LoggedChange,
  theirs: Provenance,
  before: DatasetRecord | null,
  after: DatasetRecord,
): ReturnedEdit {
  const { mutation } = edit;
  const isConcerned = (each: ConflictGroup): boolean => {
    // of a correction the value as at its day counts, which a later day's does not touch [S13]
    const isCorrection = mutation.effectiveOn < (before?.effective[each.group] ?? '');
    const isHeld = theirs.effectiveOn >= (each.theirs?.effectiveOn ?? '');
    return setsGroup(change, each.group) && isHeld && !(isCorrection && theirs.effectiveOn > mutation.effectiveOn);
  };
  if (!edit.conflicts.some(isConcerned)) return edit;
  const conflicts = edit.conflicts.map((each) => (isConcerned(each) ? { ...each, theirs } : each));
  return { ...edit, conflicts, problems: conflictProblems(mutation, { record: after, conflicts }) };
}
