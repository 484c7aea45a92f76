import { LEASE_MS, type Lease, type Leases } from './leases.ts';
import type { Surroundings } from './surroundings.ts';
import { type Turn, whileItLasts } from './turn.ts';

const RETRY_MS = 1_000;
/** Longer than a dead window's lease lasts. Counted in tries, as a clock may jump. */
const TRIES = 45;

export interface LeasedWindow {
  readonly leases: Leases;
  readonly after: Surroundings['after'];
  /** Calls when the page is put away, perhaps for good; returns what ends it. */
  readonly onPutAway: (listener: () => void) => () => void;
}

/**
 * [S16] Runs work under the lease of a replica, for browsers without Web Locks:
 *
 *   take ---held by another--> wait 1 s ---> take (45 times, then 'not alone')
 *     '--ours--> work, renewing every 10 s --done, or page put away--> release
 *                  '--went to another, or expired unrenewed--> the turn ends
 *
 * A lease lost while a page was frozen may let two rounds overlap; the store's versions and the numbers of the pushes
 * keep that harmless. Where there is no IndexedDB nothing is shared, and work begins at once.
 */
export async function aloneByLease<T>(
  { leases, after, onPutAway }: LeasedWindow,
  replica: string,
  work: () => Promise<T>,
  turn: Turn,
): Promise<T | 'not alone'> {
  const lease = await waitForLease(leases, replica, after, turn);
  if (lease === 'not alone') return lease;
  if (lease === 'not needed') return work();
  const held = holdLease(leases, lease, after, turn);
  const stopListening = onPutAway(() => {
    turn.end();
    void held.letGo();
  });
  try {
    return await work();
  } finally {
    stopListening();
    await held.letGo();
  }
}

async function waitForLease(
  leases: Leases,
  replica: string,
  after: Surroundings['after'],
  turn: Turn,
): Promise<Lease | 'not alone' | 'not needed'> {
  for (let tries = 0; tries < TRIES && !turn.isOver; tries += 1) {
    if (tries > 0) await pause(RETRY_MS, after, turn);
    const lease = await leases.take(replica).catch(() => 'not needed' as const);
    if (lease !== null) return lease;
  }
  return 'not alone';
}

async function pause(delayMs: number, after: Surroundings['after'], turn: Turn): Promise<void> {
  let cancel = (): void => {};
  const passed = new Promise<void>((resolve) => {
    cancel = after(delayMs, resolve);
  });
  await whileItLasts(turn, passed);
  cancel();
}

/** Renews a lease until it is let go of; the turn rests on it. */
function holdLease(leases: Leases, taken: Lease, after: Surroundings['after'], turn: Turn) {
  let lease = taken;
  let isHeld = true;
  let cancel = (): void => {};
  let renewing: Promise<void> = Promise.resolve();
  turn.endBy(lease.expiresAtMs);

  const renew = async (): Promise<void> => {
    // a disk that fails once may work the next time; until then the lease runs on
    const renewed = await leases.renew(lease).catch(() => lease);
    if (renewed === null) turn.end();
    else lease = renewed;
    turn.endBy(lease.expiresAtMs);
    if (renewed !== null && isHeld) renewLater();
  };
  const renewLater = (): void => {
    cancel = after(LEASE_MS / 3, () => {
      renewing = renew();
    });
  };
  renewLater();

  return {
    async letGo(): Promise<void> {
      isHeld = false;
      cancel();
      await renewing; // a renewal under way would give the lease a new end afterwards
      await leases.release(lease).catch(() => {}); // then it expires
    },
  };
}
