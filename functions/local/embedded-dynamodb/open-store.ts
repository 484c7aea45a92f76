import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findDamagedLog } from './damaged-log.ts';
import type { DataFolder } from './data-folder.ts';
import { folderCorrupt, folderInUse, folderUnusable } from './data-folder-error.ts';
import {
  type DynaliteStore,
  dynaliteDb,
  type LevelDatabase,
  type LevelIterator,
  type TableDescription,
} from './dynalite-engine.ts';

const FAULT_OUTSIDE = /permission denied|read-only|no space|too many open files/i;
const TABLES = { gte: 'table~', lt: 'table~\uffff' };

type LevelError = Error & { code?: string; cause?: LevelError };

function levelCode(error: unknown): string | undefined {
  const { cause, code } = error as LevelError;
  return cause?.code ?? code;
}

/** Refuses what LevelDB would open and lose data over. */
async function refuseDamagedDatabase(folder: DataFolder): Promise<void> {
  const names = await readdir(folder.databasePath).catch((): string[] => []);
  const hasData = names.some((name) => /\.(ldb|log)$/.test(name));
  // Without this file LevelDB takes the folder for empty, starts a new database in it and deletes the old tables.
  if (hasData && !names.includes('CURRENT')) throw folderCorrupt(folder.path, 'the file dynamodb/CURRENT is missing');
  const log = await findDamagedLog(folder.databasePath);
  if (log) throw folderCorrupt(folder.path, `the file dynamodb/${log} does not match its checksums`);
}

function translateOpenError(folder: DataFolder, error: unknown): Error {
  const lockFile = join(folder.path, 'server.lock');
  const detail = (error as LevelError).cause?.message ?? (error as Error).message;
  if (levelCode(error) === 'LEVEL_LOCKED') return folderInUse(folder.path, 'another server', lockFile);
  // LevelDB calls a missing or shortened file an I/O error as well.
  const isForeignFault = levelCode(error) === 'LEVEL_IO_ERROR' && FAULT_OUTSIDE.test(detail);
  return isForeignFault ? folderUnusable(folder.path, detail, error) : folderCorrupt(folder.path, detail, error);
}

/** Reads everything once: a damaged table would otherwise show only when one of its records is asked for. */
async function readAll(db: LevelDatabase): Promise<void> {
  for await (const entry of db.iterator()) void entry;
}

/** dynalite's streams end an iterator by `return`, which LevelDB's iterators lack: each query would leave one open. */
function endIteratorsWithStreams(db: LevelDatabase): void {
  const endWithStream = (iterator: LevelIterator): LevelIterator =>
    Object.assign(iterator, { return: () => iterator.close() });
  const { keys, values } = db;
  db.keys = (options) => endWithStream(keys.call(db, options));
  db.values = (options) => endWithStream(values.call(db, options));
}

/** A table that was being created when the process died would stay so for ever: dynalite finishes by a timer. */
async function finishTables(db: LevelDatabase): Promise<void> {
  for await (const [key, value] of db.iterator(TABLES)) {
    const table = value as TableDescription;
    if (table.TableStatus !== 'ACTIVE') await db.put(key, activated(table));
  }
}

/** The table as it is once dynalite's timer has run. */
export function activated(table: TableDescription): TableDescription {
  const indexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
  return { ...table, TableStatus: 'ACTIVE', ...(indexes && { GlobalSecondaryIndexes: indexes }) };
}

/** Opens dynalite's store in the folder, or in memory when there is none. Throws DataFolderError. */
export async function openStore(folder: DataFolder | null): Promise<DynaliteStore> {
  const timing = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  if (!folder) {
    const store = dynaliteDb.create(timing);
    endIteratorsWithStreams(store.db);
    return store;
  }
  await refuseDamagedDatabase(folder);
  const store = dynaliteDb.create({ ...timing, path: folder.databasePath });
  try {
    await store.db.open();
    await readAll(store.db);
    await finishTables(store.db);
  } catch (error) {
    await store.db.close().catch(() => undefined);
    throw translateOpenError(folder, error);
  }
  endIteratorsWithStreams(store.db);
  return store;
}
