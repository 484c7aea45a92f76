import { useMemo, useSyncExternalStore } from 'react';
import type { Replica, ReplicaReader } from '../replica/replica-port.ts';

interface LiveValue<T> {
  readonly subscribe: (changed: () => void) => () => void;
  readonly snapshot: () => T;
}

function liveValue<T>(replica: Replica, compute: (reader: ReplicaReader) => T): LiveValue<T> {
  let latest: { value: T } | null = null;
  return {
    snapshot: () => {
      latest ??= { value: compute(replica) };
      return latest.value;
    },
    // live() emits before it returns: React then sees a new snapshot once more, which it expects of any store
    subscribe: (changed) =>
      replica.live(compute, (value) => {
        latest = { value };
        changed();
      }),
  };
}

/** What `compute` makes of the replica, kept up to date. Give it a stable function: a new one starts a new subscription. */
export function useLive<T>(replica: Replica, compute: (reader: ReplicaReader) => T): T {
  const live = useMemo(() => liveValue(replica, compute), [replica, compute]);
  return useSyncExternalStore(live.subscribe, live.snapshot);
}
