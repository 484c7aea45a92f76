import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** How long a window that died keeps the others waiting. */
export const LEASE_MS = 30_000;

/** The right to run rounds over one replica, until it expires. */
export interface Lease {
  /** The name of the replica's store. */
  readonly replica: string;
  readonly holder: string;
  /** One more with each taking: a holder that slept past its end sees by it that another came between. */
  readonly fence: number;
  readonly expiresAtMs: number;
}

/** [S16] The leases of a browser's windows. Rejects where the browser keeps nothing: then there is nothing to share. */
export interface Leases {
  /** Null while another window holds it. */
  take(replica: string): Promise<Lease | null>;
  /** The lease with a new end; null where it went to somebody else. */
  renew(lease: Lease): Promise<Lease | null>;
  /** Lets go of it, unless it went to somebody else before. */
  release(lease: Lease): Promise<void>;
  close(): void;
}

interface LeaseSchema extends DBSchema {
  leases: { key: string; value: Lease };
}
/** What becomes of the row in one transaction; null: it stays. */
type Decision = (row: Lease | undefined) => Lease | null;

export interface LeasesOptions {
  /** This window's own name among the holders. */
  readonly holder: string;
  readonly now: () => number;
  readonly databaseName?: string;
}

/** Leases in a small IndexedDB database of their own, one row a replica. */
export function createLeases({ holder, now, databaseName = 'peel-leases' }: LeasesOptions): Leases {
  let opening: Promise<IDBPDatabase<LeaseSchema>> | null = null;
  const close = (): void => {
    void opening?.then(
      (database) => database.close(),
      () => {}, // it was never open
    );
    opening = null;
  };
  const opened = (): Promise<IDBPDatabase<LeaseSchema>> => {
    opening ??= openDB<LeaseSchema>(databaseName, 1, {
      upgrade: (upgrading) => void upgrading.createObjectStore('leases', { keyPath: 'replica' }),
      blocking: close,
      terminated: close,
    });
    return opening;
  };
  const decide = async (replica: string, decision: Decision): Promise<Lease | null> => {
    try {
      const tx = (await opened()).transaction('leases', 'readwrite');
      const lease = decision(await tx.store.get(replica));
      if (lease !== null) await tx.store.put(lease);
      await tx.done;
      return lease;
    } catch (cause) {
      close(); // the next one opens it again
      throw cause;
    }
  };
  const ifStillHeld = (lease: Lease, expiresAtMs: number): Promise<Lease | null> =>
    decide(lease.replica, (row) => (isSame(row, lease) ? { ...lease, expiresAtMs } : null));

  return {
    take: (replica) =>
      decide(replica, (row) => {
        const isAnothers = row !== undefined && row.holder !== holder;
        if (isAnothers && isRunning(row, now())) return null;
        return { replica, holder, fence: (row?.fence ?? 0) + 1, expiresAtMs: now() + LEASE_MS };
      }),
    renew: (lease) => ifStillHeld(lease, now() + LEASE_MS),
    release: async (lease) => void (await ifStillHeld(lease, 0)),
    close,
  };
}

/** A lease that ends later than any can was written before the clock was set back, and nobody knows when it ends. */
function isRunning({ expiresAtMs }: Lease, nowMs: number): boolean {
  const leftMs = expiresAtMs - nowMs;
  return leftMs > 0 && leftMs <= LEASE_MS;
}

function isSame(row: Lease | undefined, { holder, fence }: Lease): boolean {
  return row?.holder === holder && row.fence === fence;
}
