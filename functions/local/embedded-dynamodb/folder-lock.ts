import { randomUUID } from 'node:crypto';
import { readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const MAX_ATTEMPTS = 20;
const UNREADABLE_RETRY_MS = 50;

const lockHolderSchema = z.strictObject({
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
  /** The kernel's start time of the process, where `/proc` tells it: a process id is used again, this pair is not. */
  processStart: z.string().nullable(),
  lockId: z.uuid(),
});

/** The process that holds a lock file. */
type LockHolder = z.infer<typeof lockHolderSchema>;

type FolderLock = { taken: true; release(): Promise<void> } | { taken: false; holder: LockHolder };

async function processStart(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // Field 22 of proc(5); counted behind the command's closing bracket, because a command may hold spaces.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}

function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

async function isAlive(holder: LockHolder): Promise<boolean> {
  if (!processExists(holder.pid)) return false;
  const start = await processStart(holder.pid);
  if (start !== null && holder.processStart !== null) return start === holder.processStart;
  const bootedAtMs = Date.now() - uptime() * 1000;
  return Date.parse(holder.startedAt) > bootedAtMs;
}

async function readHolder(path: string): Promise<LockHolder | 'unreadable' | 'gone'> {
  try {
    return lockHolderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'gone';
    if (errorCode(error) !== undefined) throw error;
    return 'unreadable';
  }
}

async function removeIfStillHeldBy(path: string, lockId: string): Promise<void> {
  const holder = await readHolder(path);
  const isSame = typeof holder === 'object' && holder.lockId === lockId;
  // force: the folder may have been deleted under the server
  if (isSame) await rm(path, { force: true });
}

/**
 * Takes the lock file, or says who holds it. The lock of a process that has died is taken over.
 *
 * Two processes that take over the same dead lock at once are told apart by LevelDB's own lock. Throws file system errors.
 */
export async function takeFolderLock(path: string): Promise<FolderLock> {
  const mine: LockHolder = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    processStart: await processStart(process.pid),
    lockId: randomUUID(),
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(path, JSON.stringify(mine), { flag: 'wx' });
      return { taken: true, release: () => removeIfStillHeldBy(path, mine.lockId) };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || attempt >= MAX_ATTEMPTS) throw error;
    }
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (holder === 'unreadable') {
      // Its owner may be between creating and writing it; killed there, it leaves the file empty for ever.
      if (attempt === MAX_ATTEMPTS - 1) await unlink(path);
      else await delay(UNREADABLE_RETRY_MS);
    } else if (await isAlive(holder)) {
      return { taken: false, holder };
    } else {
      await removeIfStillHeldBy(path, holder.lockId);
    }
  }
}
