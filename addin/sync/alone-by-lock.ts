import type { Surroundings } from './surroundings.ts';
import type { Turn } from './turn.ts';

/** How long a window waits for another's round before it tells the person. */
const LOCK_WAIT_MS = 45_000;

/**
 * [S16] Runs work under a Web Lock, which the browser takes back from a window that dies. 'no locks' where the browser
 * has them but gives none, as Firefox does where cookies are blocked.
 */
export async function aloneByLock<T>(
  locks: Pick<LockManager, 'request'>,
  after: Surroundings['after'],
  name: string,
  work: () => Promise<T>,
  turn: Turn,
): Promise<T | 'not alone' | 'no locks'> {
  const waiting = new AbortController();
  const giveUp = (): void => waiting.abort();
  const cancel = after(LOCK_WAIT_MS, giveUp);
  turn.signal.addEventListener('abort', giveUp);
  let hasBegun = false;
  try {
    return await locks.request(name, { signal: waiting.signal }, () => {
      hasBegun = true;
      cancel();
      return work();
    });
  } catch (cause) {
    if (hasBegun) throw cause;
    return waiting.signal.aborted ? 'not alone' : 'no locks';
  } finally {
    cancel();
    turn.signal.removeEventListener('abort', giveUp);
  }
}
