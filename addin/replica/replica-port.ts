import type { Day } from '../../shared/domain/calendar.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import type { Mutation } from '../../shared/sync/protocol.ts';
import type { FieldValue, RecordOf } from '../../shared/sync/record.ts';
import type { LastChange } from './last-changes.ts';

/** Reads records as this person sees them: what the server holds, with their own unsent edits laid over. Deleted records are left out. */
export interface ReplicaReader {
  record<K extends RecordKind>(kind: K, id: string): RecordOf<K> | null;
  /** In the order of their ids; the same array until a record of the kind changes. */
  all<K extends RecordKind>(kind: K): readonly RecordOf<K>[];
  /** [S13] The same as it was on a day; null until the log is here, which the first call asks for. */
  asAt(day: Day): ReplicaReader | null;
  /** The person's day in Europe/London; a new day is a change. */
  today(): Day;
}

/** `empty`: nothing was ever loaded here; `loaded`: there is a plan to show, however old. */
export type ReplicaState = 'empty' | 'loaded';

export interface EditRequest {
  readonly kind: RecordKind;
  readonly recordId: string;
  /** The fields to set; null removes one. A field group is completed with the values that the record holds. */
  readonly values: Readonly<Record<string, FieldValue | null>>;
  /** Today where it is left out. */
  readonly effectiveOn?: string;
  readonly reason?: string;
  /** What the person was shown of some fields when they chose: where the record holds other values by now, nothing is saved. */
  readonly seen?: Readonly<Record<string, FieldValue | null>>;
}

/** An edit is saved when it is on disk in the outbox; otherwise nothing was kept and the problems say why. */
export type EditResult =
  | { readonly saved: true; readonly mutationId: string }
  | { readonly saved: false; readonly problems: readonly Problem[] };

/** The local copy of one dataset for one person. */
export interface Replica extends ReplicaReader {
  readonly state: ReplicaState;
  /**
   * Computes at once and emits, then again after every change of a record or kind that the last run read, and of
   * `state`; nothing else wakes it, and a value equal to the last is not emitted. Returns what ends it.
   */
  live<T>(compute: (reader: ReplicaReader) => T, emit: (value: T) => void): () => void;
  /** Without a disk to keep it on, it resolves only when the server has answered. */
  edit(request: EditRequest): Promise<EditResult>;
  /** The fields of a record with edits that the server has not answered yet. */
  pendingFields(recordId: string): ReadonlySet<string>;
  /** The edits of a record that the server has not answered yet, oldest first. */
  waiting(recordId: string): readonly Mutation[];
  /**
   * Who made the value that the server holds of a field group; null where this window did not hear of it. It hears of
   * changes that come while an edit of the record waits or has come back.
   */
  lastChange(recordId: string, group: string): LastChange | null;
}
