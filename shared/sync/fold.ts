import type { Day } from '../domain/calendar.ts';
import { groupOf } from '../domain/record-kinds.ts';
import type { LoggedChange } from './protocol.ts';
import type { DatasetRecord, FieldValue } from './record.ts';

/** A change without the office under which it was allowed, which only the service knows. */
export type RecordChange = Omit<LoggedChange, 'office'>;

/** The group under which a deletion and its undoing are ordered among a record's changes. */
export const EXISTENCE = 'deleted';

/**
 * [S13] A record after one more change of the log. A change effective before what a group already holds is a
 * correction of history: it leaves that group's present value alone. Pure; used for replicas, snapshots and as-at alike.
 */
export function applyChange(record: DatasetRecord | null, change: RecordChange): DatasetRecord {
  const fields: Record<string, FieldValue> = { ...record?.fields };
  const effective: Record<string, Day> = { ...record?.effective };
  const holds = (group: string): boolean => change.effectiveOn >= (effective[group] ?? '');
  for (const group of new Set(Object.keys(change.changes).map((field) => groupOf(change.kind, field)))) {
    if (!holds(group)) continue;
    for (const [field, { value }] of Object.entries(change.changes)) {
      if (groupOf(change.kind, field) !== group) continue;
      if (value === null) delete fields[field];
      else fields[field] = value;
    }
    effective[group] = change.effectiveOn;
  }
  let isDeleted = record?.deleted === true;
  const changesExistence = change.op === 'delete' || change.op === 'restore';
  if (changesExistence && holds(EXISTENCE)) {
    isDeleted = change.op === 'delete';
    effective[EXISTENCE] = change.effectiveOn;
  }
  const { recordId: id, kind, revision } = change;
  return { id, kind, revision, fields, effective, ...(isDeleted ? { deleted: true as const } : {}) };
}

/**
 * [S13] A record as it was on a day, from all its changes in sequence order: of each group, the last change by
 * (effectiveOn, sequence) that is not later than the day. Null where nothing had begun by then.
 */
export function recordAsAt(changes: readonly RecordChange[], day: Day): DatasetRecord | null {
  let record: DatasetRecord | null = null;
  for (const change of changes) if (change.effectiveOn <= day) record = applyChange(record, change);
  return record;
}
