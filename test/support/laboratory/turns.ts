import { LEASE_MS, type Lease, type Leases } from '../../../addin/sync/leases.ts';
import type { Life } from './life.ts';

/** Whose turn it is among the windows over one replica, in a browser with Web Locks and in one without. */
export interface Turns {
  locksFor(life: Life): Pick<LockManager, 'request'>;
  leasesFor(life: Life, holder: string, now: () => number): Leases;
}

type Grant = (lock: Lock | null) => unknown;

export function createTurns(): Turns {
  let tail: Promise<unknown> = Promise.resolve();
  let row: Lease | null = null;

  /** One holder at a time; who dies lets go, and who is frozen does not. */
  const request = (life: Life, signal: AbortSignal | undefined, grant: Grant): Promise<unknown> => {
    if (!life.isAlive) return new Promise<never>(() => {});
    const dead = new Promise<void>((resolve) => life.onEnd(resolve));
    const givenUp = new Promise<'given up'>((resolve) => {
      signal?.addEventListener('abort', () => resolve('given up'));
    });
    const before = tail;
    const result = Promise.race([before, givenUp]).then(async () => {
      if (!life.isAlive) return new Promise<never>(() => {});
      if (signal?.aborted === true) throw signal.reason;
      return grant(null);
    });
    tail = Promise.all([before, Promise.race([result.catch(() => {}), dead])]);
    return result;
  };
  const isStill = ({ holder, fence }: Lease): boolean => row?.holder === holder && row.fence === fence;

  return {
    locksFor: (life) => {
      const asked = (_name: string, options: LockOptions, grant: Grant) => request(life, options.signal, grant);
      // the product asks in this one of the two ways that the browser offers
      return { request: asked } as Pick<LockManager, 'request'>;
    },
    leasesFor: (life, holder, now) => {
      const decide = (decision: () => Lease | null) =>
        life.operation('lease', async () => {
          const lease = decision();
          row = lease ?? row;
          return lease;
        });
      return {
        take: (replica) =>
          decide(() => {
            const leftMs = row === null || row.holder === holder ? 0 : row.expiresAtMs - now();
            if (leftMs > 0 && leftMs <= LEASE_MS) return null;
            return { replica, holder, fence: (row?.fence ?? 0) + 1, expiresAtMs: now() + LEASE_MS };
          }),
        renew: (lease) => decide(() => (isStill(lease) ? { ...lease, expiresAtMs: now() + LEASE_MS } : null)),
        release: async (lease) => void (await decide(() => (isStill(lease) ? { ...lease, expiresAtMs: 0 } : null))),
        close: () => {},
      };
    },
  };
}
