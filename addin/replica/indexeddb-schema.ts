import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { type Commit, clientIdSchema } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { HistoryMark, OutboxEntry } from './replica-store.ts';
import type { ReturnedEdit } from './returned-edit.ts';

/** Raise it with every change of the stores or of what a row holds; an older replica is then rebuilt from the server. */
export const SCHEMA_VERSION = 3;

/** The one row of `meta`. */
export const META_KEY = 'replica';
export interface Meta extends Numbering {
  readonly version: number;
  /** The version with which all records were last replaced: what changed before it is not known. */
  readonly snapshotVersion: number;
  readonly cursor: string | null;
  readonly lastSyncedAt: string | null;
  readonly history: HistoryMark | null;
}

/** What makes a push in flight the same push to the server when it is sent again. */
export interface Numbering {
  readonly clientId: string;
  readonly nextPush: number;
}

/** A record, and the version of the replica that it was written with. */
export interface RecordRow {
  readonly version: number;
  readonly record: DatasetRecord;
}

export interface ReplicaSchema extends DBSchema {
  meta: { key: string; value: Meta };
  /** The last snapshot, many records a row: writing 50,000 rows one by one takes seconds. */
  chunks: { key: number; value: DatasetRecord[] };
  /** Records that changed since the snapshot; they come before the chunks'. */
  records: { key: string; value: RecordRow; indexes: { version: number } };
  outbox: { key: number; value: OutboxEntry; indexes: { recordId: string } };
  returned: { key: string; value: ReturnedEdit };
  commits: { key: number; value: Commit };
}
export type ReplicaDatabase = IDBPDatabase<ReplicaSchema>;
export type UpgradeTransaction = IDBPTransaction<ReplicaSchema, StoreNames<ReplicaSchema>[], 'versionchange'>;

const STORES = ['meta', 'chunks', 'records', 'outbox', 'returned', 'commits'] as const;

export const newMeta = (clientId: string): Meta => ({
  version: 0,
  snapshotVersion: 0,
  clientId,
  nextPush: 1,
  cursor: null,
  lastSyncedAt: null,
  history: null,
});

export const hasEveryStore = (database: ReplicaDatabase): boolean =>
  STORES.every((name) => database.objectStoreNames.contains(name));

export function createStores(database: ReplicaDatabase): void {
  database.createObjectStore('meta');
  database.createObjectStore('chunks', { autoIncrement: true });
  database.createObjectStore('records', { keyPath: 'record.id' }).createIndex('version', 'version');
  database.createObjectStore('outbox', { keyPath: 'position' }).createIndex('recordId', 'mutation.recordId');
  database.createObjectStore('returned', { keyPath: 'mutation.mutationId' });
  database.createObjectStore('commits', { keyPath: 'sequence' });
}

export function isMeta(row: unknown): row is Meta {
  const { version, snapshotVersion, cursor, lastSyncedAt, history } = (row ?? {}) as Partial<Meta>;
  const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
  const hasMarks = isTextOrNull(cursor) && isTextOrNull(lastSyncedAt);
  const hasHistory = history === null || (isTextOrNull(history?.cursor) && typeof history?.complete === 'boolean');
  const hasVersions = Number.isInteger(version) && Number.isInteger(snapshotVersion);
  return numberingOf(row) !== null && hasVersions && hasMarks && hasHistory;
}

export function numberingOf(row: unknown): Numbering | null {
  const { clientId, nextPush } = (row ?? {}) as Partial<Numbering>;
  const id = clientIdSchema.safeParse(clientId);
  return id.success && nextPush !== undefined && Number.isInteger(nextPush) ? { clientId: id.data, nextPush } : null;
}
