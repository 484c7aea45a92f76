import { applyChange, type RecordChange } from '../../shared/sync/fold.ts';
import type { RecordOn } from '../../shared/sync/merge.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { type EditContext, type PreparedEdit, prepareEdit } from './prepare-edit.ts';
import type { RecordHistory } from './record-history.ts';
import type { EditRequest } from './replica-port.ts';
import { asChange, type VisibleRecords } from './visible-records.ts';

/** What many edits are prepared against. */
export interface EditsContext extends Pick<EditContext, 'actor' | 'today' | 'now'> {
  readonly records: Pick<VisibleRecords, 'visible'>;
  /** Null until the log is here; asking for it starts the fetch. */
  readonly history: () => RecordHistory | null;
  readonly newId: () => string;
}

/** What edits that are not kept yet would make of a record. */
interface Draft {
  readonly record: DatasetRecord;
  readonly changes: readonly RecordChange[];
}

/** Prepares edits one after the other, each on what those before it would make of the records; nothing is kept yet. */
export function prepareEdits(requests: readonly EditRequest[], context: EditsContext): PreparedEdit[] {
  const { records, history, newId, ...person } = context;
  const drafts = new Map<string, Draft>();
  const record = (id: string): DatasetRecord | null => drafts.get(id)?.record ?? records.visible(id);
  const recordOn = (id: string): RecordOn | undefined => {
    const log = history();
    if (log === null) return undefined;
    return (day) => {
      const changes = drafts.get(id)?.changes ?? [];
      return changes.filter(({ effectiveOn }) => effectiveOn <= day).reduce(applyChange, log.asAt(id, day));
    };
  };
  const draw = (mutation: Mutation): void => {
    const before = record(mutation.recordId);
    const change = asChange(mutation, before?.revision ?? 0);
    const changes = [...(drafts.get(mutation.recordId)?.changes ?? []), change];
    drafts.set(mutation.recordId, { record: applyChange(before, change), changes });
  };
  return requests.map((request) => {
    const prepared = prepareEdit(request, {
      ...person,
      record,
      recordOn: () => recordOn(request.recordId),
      mutationId: newId(),
    });
    if ('mutation' in prepared) draw(prepared.mutation);
    return prepared;
  });
}
