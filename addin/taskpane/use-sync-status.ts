import { useSyncExternalStore } from 'react';
import type { Actor } from '../../shared/domain/permissions.ts';
import type { SyncControl, SyncStatus } from '../sync/sync-status.ts';
import { useServices } from './pane-context.ts';

interface StatusStore {
  readonly subscribe: (changed: () => void) => () => void;
  readonly snapshot: () => SyncStatus;
}

const stores = new WeakMap<SyncControl, StatusStore>();

/** React compares snapshots by identity, and a port need not hand out the same object twice: the last told is kept. */
function statusStore(sync: SyncControl): StatusStore {
  let latest = sync.status;
  return {
    snapshot: () => latest,
    subscribe: (changed) =>
      sync.subscribe((status) => {
        latest = status;
        changed();
      }),
  };
}

/** How the sync loop stands, kept up to date. */
export function useSyncStatus(): SyncStatus {
  const { sync } = useServices();
  const store = stores.get(sync) ?? statusStore(sync);
  stores.set(sync, store);
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

/** Who is signed in; read again whenever the sync status changes. */
export function useActor(): Actor | null {
  const services = useServices();
  useSyncStatus();
  return services.actor;
}
