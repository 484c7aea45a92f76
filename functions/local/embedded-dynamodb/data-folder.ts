import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type DataFolderError, folderCorrupt, folderInUse, folderNewer, folderUnusable } from './data-folder-error.ts';
import { takeFolderLock } from './folder-lock.ts';

const PRODUCT = 'peel-for-excel';
const FORMAT = 1;
const FORMAT_FILE = 'format.json';
const FORMAT_DRAFT = 'format.json.new';
const LOCK_FILE = 'server.lock';
const DATABASE_FOLDER = 'dynamodb';

// What a start that was killed half way may leave in a folder without a format file.
const FILES_OF_A_START = new Set([FORMAT_DRAFT, LOCK_FILE, '.DS_Store']);

const formatSchema = z.object({ product: z.literal(PRODUCT), format: z.int().positive() });

/** A data folder that this process alone may write to until `close`. */
export interface DataFolder {
  path: string;
  /** Where LevelDB keeps its files. */
  databasePath: string;
  /** Gives the folder back; nothing may write to it afterwards. */
  close(): Promise<void>;
}

const PROBLEMS = new Map([
  ['ENOTDIR', 'it is a file, or stands below one'],
  ['EEXIST', 'it is a file, or stands below one'],
  ['EACCES', 'it cannot be written to'],
  ['EPERM', 'it cannot be written to'],
  ['EROFS', 'it cannot be written to'],
  ['ENOSPC', 'the disk is full'],
]);

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return PROBLEMS.get(code ?? '') ?? message;
}

async function orUnusable<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw folderUnusable(folder, describe(error), error);
  }
}

function formatProblem(folder: string, text: string): DataFolderError | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return folderCorrupt(folder, `${FORMAT_FILE} is not JSON`, error);
  }
  const format = formatSchema.safeParse(content);
  if (!format.success) return folderUnusable(folder, `its ${FORMAT_FILE} is not one of PEEL for Excel`);
  return format.data.format > FORMAT ? folderNewer(folder, format.data.format, FORMAT) : null;
}

/** Whether the folder is new. Throws when it belongs to something else. */
async function isNewFolder(folder: string): Promise<boolean> {
  const names = await orUnusable(folder, readdir(folder));
  if (!names.includes(FORMAT_FILE)) {
    const foreign = names.find((name) => !FILES_OF_A_START.has(name));
    if (foreign === undefined) return true;
    throw folderUnusable(folder, `it holds other files (${foreign}) and no ${FORMAT_FILE}`);
  }
  const problem = formatProblem(folder, await orUnusable(folder, readFile(join(folder, FORMAT_FILE), 'utf8')));
  if (problem) throw problem;
  return false;
}

async function writeFormat(folder: string): Promise<void> {
  const draft = join(folder, FORMAT_DRAFT);
  await writeFile(draft, `${JSON.stringify({ product: PRODUCT, format: FORMAT })}\n`);
  await rename(draft, join(folder, FORMAT_FILE));
}

/**
 * Opens the folder for this process alone, creating it if need be, and checks that it is one of ours.
 *
 * Throws DataFolderError; a folder that is refused is left as it was.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = resolve(path);
  await orUnusable(folder, mkdir(folder, { recursive: true }));
  const isNew = await isNewFolder(folder);

  const lockFile = join(folder, LOCK_FILE);
  const lock = await orUnusable(folder, takeFolderLock(lockFile));
  if (!lock.taken) {
    const { pid, startedAt } = lock.holder;
    throw folderInUse(folder, `another server (process ${pid}, started ${startedAt})`, lockFile);
  }
  try {
    if (isNew) await orUnusable(folder, writeFormat(folder));
  } catch (error) {
    await lock.release();
    throw error;
  }
  return { path: folder, databasePath: join(folder, DATABASE_FOLDER), close: () => lock.release() };
}
