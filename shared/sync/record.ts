import type { Day } from '../domain/calendar.ts';
import type { KindFields, RecordKind } from '../domain/record-kinds.ts';

/** A value that a field may hold; an absent field is never null in a record. */
export type FieldValue = string | number | boolean | FieldValue[] | { [key: string]: FieldValue };
export type Fields = Readonly<Record<string, FieldValue>>;

/** A record of any kind as it is stored and sent. */
export interface DatasetRecord {
  readonly id: string;
  readonly kind: RecordKind;
  /** 1 for a new record, one more with each change. */
  readonly revision: number;
  readonly fields: Fields;
  /** For each field group, the day from which its present value holds. */
  readonly effective: Readonly<Record<string, Day>>;
  readonly deleted?: true;
}

/** A record whose kind is known. */
export interface RecordOf<K extends RecordKind> extends Omit<DatasetRecord, 'kind' | 'fields'> {
  readonly kind: K;
  readonly fields: Readonly<KindFields[K]>;
}

/** Narrows a record to a kind; null where it is another kind. Its fields were validated when it was accepted. */
export function asKind<K extends RecordKind>(record: DatasetRecord | null | undefined, kind: K): RecordOf<K> | null {
  if (record === null || record === undefined || record.kind !== kind) return null;
  // the only place where stored fields take their kind's type: every writer validates first
  return record as DatasetRecord & RecordOf<K>;
}

/** Whether two field values are the same, whatever the order of an object's keys; undefined and null both mean absent. */
export function sameValue(one: FieldValue | null | undefined, other: FieldValue | null | undefined): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: FieldValue | null | undefined): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) => {
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return isObject ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
  });
}
