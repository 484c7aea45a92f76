import type { LocalCopy } from './local-copy.ts';
import { openReplicaStore } from './open-replica-store.ts';

/** Whose replica it is. */
export interface ReplicaOwner {
  readonly tenant: string;
  readonly actor: { readonly subject: string };
}

/** Opens a replica's store for whoever is signed in. */
export interface StoreDoor {
  /** What to tell of the store that is open. */
  readonly notice: string | undefined;
  /** Opens the owner's own store where another's or none is open; a message where it may not be opened. */
  openFor(owner: ReplicaOwner): Promise<string | null>;
}

/** [S16] The replica is keyed by tenant, user and dataset. */
export function createStoreDoor(copy: LocalCopy, datasetId: string, newId: () => string): StoreDoor {
  let openName: string | null = null;
  let notice: string | undefined;
  return {
    get notice() {
      return notice;
    },
    async openFor({ tenant, actor }) {
      const name = `peel:${tenant}:${actor.subject}:${datasetId}`;
      if (name === openName) return null;
      const opened = await openReplicaStore(name, newId);
      if ('refused' in opened) return opened.refused;
      await copy.open(opened.store);
      openName = name;
      notice = opened.notice;
      // asks the browser not to clear the store by itself; a no changes nothing
      if (opened.store.durable) void navigator.storage?.persist?.().catch(() => false);
      return null;
    },
  };
}
