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
  /** Whether the store that is open is this owner's. */
  isOpenFor(owner: ReplicaOwner | null): boolean;
}

/** [S16] The replica is keyed by tenant, user and dataset. */
export function createStoreDoor(copy: LocalCopy, datasetId: string, newId: () => string): StoreDoor {
  let openName: string | null = null;
  let notice: string | undefined;
  const nameFor = ({ tenant, actor }: ReplicaOwner): string => `peel:${tenant}:${actor.subject}:${datasetId}`;
  return {
    get notice() {
      return notice;
    },
    isOpenFor: (owner) => owner !== null && nameFor(owner) === openName,
    async openFor(owner) {
      const name = nameFor(owner);
      if (name === openName && copy.isOpen) return null;
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
