import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '../../../../functions/local/embedded-dynamodb/data-folder.ts';
import { DataFolderError } from '../../../../functions/local/embedded-dynamodb/data-folder-error.ts';
import { clientOf, createTable, read, refusalOf, start, TABLE, temporaryFolder } from './embedded-dynamodb-table.ts';

/** A folder in which the engine has run three times, so that tables, log and manifest all hold something. */
async function usedFolder(): Promise<string> {
  const dataDir = await temporaryFolder();
  for (let run = 1; run <= 3; run += 1) {
    const { endpoint, close } = await start({ dataDir });
    const client = clientOf(endpoint);
    if (run === 1) await createTable(client);
    for (let item = 1; item <= 20; item += 1) {
      const Item = { PK: `run ${run}`, SK: `item ${item}`, text: `${run} ${item} `.repeat(100) };
      await client.send(new PutCommand({ TableName: TABLE, Item }));
    }
    await close();
  }
  return dataDir;
}

/** Every file below the folder with a digest of its content; without LevelDB's diary and lock, which hold no data. */
async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/^(LOG|LOG\.old|LOCK)$/.test(entry.name));
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [
      path,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ] as const;
  });
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function databaseFile(dataDir: string, pattern: RegExp): Promise<string> {
  const names = (await readdir(join(dataDir, 'dynamodb'))).filter((name) => pattern.test(name));
  const name = names.sort().at(-1);
  if (!name) throw new Error(`no file ${pattern} in ${dataDir}`);
  return join(dataDir, 'dynamodb', name);
}

async function size(path: string): Promise<number> {
  return (await readFile(path)).length;
}

async function overwriteMiddle(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0xa5, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 40);
  await writeFile(path, bytes);
}

const CURRENT = /^CURRENT$/;
const MANIFEST = /^MANIFEST-/;
const TABLE_FILE = /\.ldb$/;
const LOG_FILE = /\.log$/;

describe('data folder', () => {
  it('is created with its format, and given back on close', async () => {
    const path = join(await temporaryFolder(), 'new', 'data');
    const folder = await openDataFolder(path);
    expect(JSON.parse(await readFile(join(path, 'format.json'), 'utf8'))).toEqual({
      product: 'peel-for-excel',
      format: 1,
    });
    await folder.close();
    const again = await openDataFolder(path);
    await again.close();
    expect(await readdir(path)).toEqual(['format.json']);
  });

  it('keeps items over a restart', async () => {
    const dataDir = await usedFolder();
    const { endpoint } = await start({ dataDir });
    expect(await read(clientOf(endpoint), 'run 1', 'item 20')).toBeDefined();
    expect(await read(clientOf(endpoint), 'run 3', 'item 20')).toBeDefined();
  });

  it('has one server at a time', async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir });
    const refusal = await refusalOf<DataFolderError>(start({ dataDir }));
    expect(refusal).toBeInstanceOf(DataFolderError);
    expect(refusal.code).toBe('data-folder-in-use');
    expect(refusal.message).toContain(`process ${process.pid}`);
    expect(refusal.message).toContain('Stop that server, or set PEEL_DATA_DIR to another folder');
    await createTable(clientOf(first.endpoint));
    await first.close();
    await start({ dataDir });
  });

  it('has one server when several start at the same moment', async () => {
    const dataDir = await temporaryFolder();
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => start({ dataDir })));
    const refusals = starts.filter((result) => result.status === 'rejected').map(({ reason }) => reason.code);
    expect(refusals).toEqual(Array.from({ length: 4 }, () => 'data-folder-in-use'));
  });

  it.each([
    ['a dead process', { pid: 2 ** 22 + 1, startedAt: new Date().toISOString(), processStart: '1' }],
    [
      'an earlier process of the same id',
      { pid: process.pid, startedAt: '2000-01-01T00:00:00.000Z', processStart: '1' },
    ],
  ])('takes over the lock of %s', async (_case, holder) => {
    const dataDir = await temporaryFolder();
    const lockId = '9f0c2a0e-5f0e-4e0b-8c52-0d6b5a2f7c11';
    await writeFile(join(dataDir, 'server.lock'), JSON.stringify({ ...holder, lockId }));
    const folder = await openDataFolder(dataDir);
    expect(JSON.parse(await readFile(join(dataDir, 'server.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await folder.close();
  });

  it('takes over a lock file that was never finished', async () => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, 'server.lock'), '');
    const folder = await openDataFolder(dataDir);
    await folder.close();
    expect(await readdir(dataDir)).toEqual(['format.json']);
  });

  it('leaves a lock alone that somebody else has taken meanwhile', async () => {
    const dataDir = await temporaryFolder();
    const folder = await openDataFolder(dataDir);
    const lockFile = join(dataDir, 'server.lock');
    const other = { ...JSON.parse(await readFile(lockFile, 'utf8')), lockId: '9f0c2a0e-5f0e-4e0b-8c52-0d6b5a2f7c11' };
    await writeFile(lockFile, JSON.stringify(other));
    await folder.close();
    expect(JSON.parse(await readFile(lockFile, 'utf8'))).toEqual(other);
  });

  it.each<[string, string, string, (dataDir: string) => Promise<unknown>]>([
    [
      'other files and no format file',
      'data-folder-unusable',
      'it holds other files (letter.docx)',
      (dataDir) => writeFile(join(dataDir, 'letter.docx'), 'Dear Sir'),
    ],
    [
      "another product's format file",
      'data-folder-unusable',
      'not one of PEEL for Excel',
      (dataDir) => writeFile(join(dataDir, 'format.json'), '{"product":"other","format":1}'),
    ],
    [
      'a format file that is no JSON',
      'data-folder-corrupt',
      'format.json is not JSON',
      (dataDir) => writeFile(join(dataDir, 'format.json'), '{"product":"pe'),
    ],
    [
      'a newer format',
      'data-folder-newer',
      'format 2; this version knows 1',
      (dataDir) => writeFile(join(dataDir, 'format.json'), '{"product":"peel-for-excel","format":2}'),
    ],
  ])('refuses a folder with %s and leaves it as it was', async (_case, code, message, prepare) => {
    const dataDir = await temporaryFolder();
    await prepare(dataDir);
    const before = await contents(dataDir);
    const refusal = await refusalOf<DataFolderError>(start({ dataDir }));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(message);
    expect(refusal.message).toContain('set PEEL_DATA_DIR to another folder');
    expect(await contents(dataDir)).toEqual(before);
  });

  it('refuses a file, and a folder below a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'text');
    for (const path of [file, join(file, 'data')]) {
      const refusal = await refusalOf<DataFolderError>(openDataFolder(path));
      expect(refusal.code).toBe('data-folder-unusable');
      expect(refusal.message).toContain('it is a file, or stands below one');
    }
    expect(await readFile(file, 'utf8')).toBe('text');
  });

  it('refuses a folder that it may not write to', async () => {
    const dataDir = join(await temporaryFolder(), 'read-only');
    await mkdir(dataDir);
    await chmod(dataDir, 0o500);
    if (process.geteuid?.() === 0) {
      // The superuser may write anywhere.
      await chmod(join(dataDir, '..'), 0o755);
      process.seteuid?.(65_534);
      onTestFinished(() => process.seteuid?.(0));
    }
    const refusal = await refusalOf<DataFolderError>(openDataFolder(dataDir));
    expect(refusal.code).toBe('data-folder-unusable');
  });

  it.each<[string, RegExp, (path: string) => Promise<unknown>]>([
    ['CURRENT emptied', CURRENT, (path) => truncate(path, 0)],
    ['CURRENT overwritten', CURRENT, (path) => writeFile(path, 'garbage')],
    ['CURRENT naming a manifest that is not there', CURRENT, (path) => writeFile(path, 'MANIFEST-999999\n')],
    ['CURRENT removed', CURRENT, (path) => rm(path)],
    ['the manifest emptied', MANIFEST, (path) => truncate(path, 0)],
    ['the manifest cut in half', MANIFEST, async (path) => truncate(path, Math.floor((await size(path)) / 2))],
    ['the manifest cut by a byte', MANIFEST, async (path) => truncate(path, (await size(path)) - 1)],
    ['the manifest overwritten', MANIFEST, overwriteMiddle],
    ['the manifest removed', MANIFEST, (path) => rm(path)],
    ['the log overwritten', LOG_FILE, overwriteMiddle],
  ])('refuses a folder with %s, and neither loses nor deletes anything', async (_case, pattern, damage) => {
    const dataDir = await usedFolder();
    await damage(await databaseFile(dataDir, pattern));
    const before = await contents(dataDir);

    const refusal = await refusalOf<DataFolderError>(start({ dataDir }));
    expect(refusal).toBeInstanceOf(DataFolderError);
    expect(refusal.code).toBe('data-folder-corrupt');
    expect(refusal.message).toContain('Move the folder away and keep it');
    expect(await contents(dataDir)).toEqual(before);
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['a table cut in half', async (path) => truncate(path, Math.floor((await size(path)) / 2))],
    ['a table overwritten', overwriteMiddle],
    ['a table removed', (path) => rm(path)],
  ])('refuses a folder with %s, and leaves the tables as they are', async (_case, damage) => {
    const dataDir = await usedFolder();
    await damage(await databaseFile(dataDir, TABLE_FILE));
    const tables = [...(await contents(dataDir))].filter(([path]) => TABLE_FILE.test(path));

    const refusal = await refusalOf<DataFolderError>(start({ dataDir }));
    expect(refusal.code).toBe('data-folder-corrupt');
    const after = await contents(dataDir);
    expect(tables.map(([path]) => [path, after.get(path)])).toEqual(tables);
  });

  it('opens a folder whose log ends in the middle of a record, as a killed server leaves it', async () => {
    const dataDir = await usedFolder();
    const log = await databaseFile(dataDir, LOG_FILE);
    await truncate(log, (await size(log)) - 10);
    const client = clientOf((await start({ dataDir })).endpoint);
    expect(await read(client, 'run 3', 'item 19')).toBeDefined();
    expect(await read(client, 'run 3', 'item 20')).toBeUndefined();
  });
});
