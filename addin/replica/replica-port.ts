import type { Day } from '../../shared/domain/calendar.ts';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import type { Mutation, Provenance } from '../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue, RecordOf } from '../../shared/sync/record.ts';
import type { ReturnedEdit } from './returned-edit.ts';

export type { ReturnedEdit } from './returned-edit.ts';

/** Who made a value that a record holds, when and why. */
export interface LastEdit {
  /** Null for an edit of this person's own that the log does not hold yet. */
  readonly logged:
    | (Pick<Provenance, 'author' | 'office' | 'recordedAt'> & {
        /** The number of the commit. */
        readonly sequence: number;
      })
    | null;
  readonly effectiveOn: Day;
  readonly reason?: string;
  /** The edit that created the record, as its provenance says; left out for every later one. */
  readonly created?: true;
}

/** Reads records as this person sees them: what the server holds, with their own unsent edits laid over. Deleted records are left out of all but `deleted`. */
export interface ReplicaReader {
  record<K extends RecordKind>(kind: K, id: string): RecordOf<K> | null;
  /** In the order of their ids; the same array until a record of the kind changes. */
  all<K extends RecordKind>(kind: K): readonly RecordOf<K>[];
  /** [S12] The deleted ones of every kind, by kind, then by id; the same array until one of them changes. */
  deleted(): readonly DatasetRecord[];
  /** [S12] Who last deleted a record, when and why; null where nobody did, and until the log is here, which the first call asks for. */
  deletion(recordId: string): Provenance | null;
  /**
   * [S6] The edit that made what a record holds of a field group (the latest of any group where it is left out); null
   * where nobody made one, undefined until the log is here, which the first call asks for.
   */
  lastEdit(recordId: string, group?: string): LastEdit | null | undefined;
  /** [S13] The same as it was on a day; null until the log is here, which the first call asks for. */
  asAt(day: Day): ReplicaReader | null;
  /** The person's day in Europe/London; a new day is a change. */
  today(): Day;
  /** When this copy last heard from the service, ISO; null: never. */
  syncedAt(): string | null;
  /** How many of this person's edits the service has not answered. */
  unsent(): number;
  /** Who is signed in; null where nobody is. */
  person(): Actor | null;
}

/** `empty`: nothing was ever loaded here; `loaded`: there is a plan to show, however old. */
export type ReplicaState = 'empty' | 'loaded';

export interface EditRequest {
  readonly kind: RecordKind;
  readonly recordId: string;
  /** [S12] Deletes or restores the record, and sets nothing; left out, the record is made or changed. */
  readonly op?: 'delete' | 'restore';
  /**
   * The fields to set; null removes one. A field group is completed with the values that the record holds, or held on
   * `effectiveOn`; until the log is here such a correction is refused with the code `history-loading`.
   */
  readonly values: Readonly<Record<string, FieldValue | null>>;
  /** Today where it is left out. */
  readonly effectiveOn?: string;
  readonly reason?: string;
  /**
   * What the person saw in the fields when they made the edit, where that may be older than what the record holds by
   * now: the edit is made on these values, and the service merges it or finds the conflict. Fields of a group that are
   * left out of `values` stay as they saw them.
   */
  readonly base?: Readonly<Record<string, FieldValue | null>>;
  /** What the person was shown of some fields when they chose: where the record holds other values by now, nothing is saved. */
  readonly seen?: Readonly<Record<string, FieldValue | null>>;
}

/** An edit is saved when it is on disk in the outbox; otherwise nothing was kept and the problems say why. */
export type EditResult =
  | { readonly saved: true; readonly mutationId: string }
  | { readonly saved: false; readonly problems: readonly Problem[] };

/** `already`: edits of the file that were here before, and stay as they are. */
export type ImportResult =
  | { readonly imported: number; readonly already: number }
  | { readonly problems: readonly Problem[] };

/** The local copy of one dataset for one person. */
export interface Replica extends ReplicaReader {
  readonly state: ReplicaState;
  /**
   * Computes at once and emits, then again after every change of a record or kind that the last run read, and of
   * `state`; nothing else wakes it, and a value equal to the last is not emitted. What the reader is asked after the
   * computation has returned does not count. Returns what ends it.
   */
  live<T>(compute: (reader: ReplicaReader) => T, emit: (value: T) => void): () => void;
  /** Without a disk to keep it on, it resolves only when the server has answered. */
  edit(request: EditRequest): Promise<EditResult>;
  /**
   * Many edits of different records at once, kept in one transaction of the disk; the results in the order of the
   * requests. What is wrong with one keeps none of the others back. Each is prepared on what those before it make of the
   * records; without a disk it resolves when the server has answered all of them.
   */
  editAll(requests: readonly EditRequest[]): Promise<readonly EditResult[]>;
  /**
   * [S6] [S8] This person's edits that the service refused or found in conflict, in the order in which they came back.
   * `live` is not woken by them: SyncControl.subscribe calls after each change of the list.
   */
  returned(): readonly ReturnedEdit[];
  /** Takes a returned edit off the list, here and in other windows; nothing happens where it is not there. */
  dismiss(mutationId: string): Promise<void>;
  /** The fields of a record with edits that the server has not answered yet. */
  pendingFields(recordId: string): ReadonlySet<string>;
  /** The edits of a record that the server has not answered yet, oldest first. */
  waiting(recordId: string): readonly Mutation[];
  /** What the server has not taken of this person's edits, as the text of a file. Nothing leaves the outbox. */
  exportUnsent(): Promise<string>;
  /** Takes up the whole of such a file, each edit under its own id, or nothing of it. */
  importUnsent(text: string): Promise<ImportResult>;
}
