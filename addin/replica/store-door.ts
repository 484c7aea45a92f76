import type { LocalCopy } from './local-copy.ts';
import { type OpenedStore, openReplicaStore } from './open-replica-store.ts';

/** Whose replica it is. */
export interface ReplicaOwner {
  readonly tenant: string;
  readonly actor: { readonly subject: string; readonly name: string };
}

/** Opens a replica's store for whoever is signed in. */
export interface StoreDoor {
  /** The name of the store that is open, one for each tenant, person and dataset; null while none is. */
  readonly openName: string | null;
  /** What to tell of the store that is open. */
  readonly notice: string | undefined;
  /**
   * Opens the owner's own store where another's or none is open; a message where it may not be opened. Nothing is
   * changed by a call that a later one has overtaken.
   */
  openFor(owner: ReplicaOwner): Promise<string | null>;
  /** Whether the store that is open is this owner's. */
  isOpenFor(owner: ReplicaOwner | null): boolean;
  /** Shows nothing of anybody until a store is opened again; what is on disk stays there. */
  close(): Promise<void>;
}

/** [S16] The replica is keyed by tenant, user and dataset. `open` brings the store of a name. */
export function createStoreDoor(
  copy: LocalCopy,
  datasetId: string,
  newId: () => string,
  open: (name: string, newId: () => string) => Promise<OpenedStore> = openReplicaStore,
): StoreDoor {
  let openName: string | null = null;
  let openOwner: ReplicaOwner | null = null;
  let notice: string | undefined;
  const nameFor = ({ tenant, actor }: ReplicaOwner): string => `peel:${tenant}:${actor.subject}:${datasetId}`;
  let calls = 0;
  const openAt = async (call: number, owner: ReplicaOwner): Promise<string | null> => {
    const name = nameFor(owner);
    if (name === openName && copy.isOpen) return null;
    const opened = await open(name, newId);
    if ('refused' in opened) return opened.refused;
    if (call !== calls) {
      await opened.store.close();
      return null;
    }
    if (name !== openName) [openName, openOwner] = [null, null]; // changes hands: no later call may rest on the old name
    const { subject, name: person } = owner.actor;
    await copy.open(opened.store, { datasetId, tenant: owner.tenant, subject, name: person });
    if (call !== calls) return null;
    openName = name;
    openOwner = owner;
    notice = opened.notice;
    return null;
  };
  /** The browser may have cleared the disk unseen: what is unsent goes back there before memory lets go of it. */
  const rescueUnsent = async (call: number, owner: ReplicaOwner): Promise<void> => {
    const { waiting, returned } = await copy.unsent();
    const isGone = !copy.isOpen && waiting.length + returned.length > 0;
    if (isGone) await openAt(call, owner).catch(() => null); // where no disk takes it, nothing can
  };
  return {
    get openName() {
      return openName;
    },
    get notice() {
      return copy.notice ?? notice;
    },
    isOpenFor: (owner) => owner !== null && nameFor(owner) === openName,
    async openFor(owner) {
      calls += 1;
      const call = calls;
      if (openOwner !== null && nameFor(openOwner) !== nameFor(owner)) await rescueUnsent(call, openOwner);
      return openAt(call, owner);
    },
    async close() {
      calls += 1;
      if (openOwner !== null) await rescueUnsent(calls, openOwner);
      openOwner = null;
      openName = null;
      notice = undefined;
      await copy.leave();
    },
  };
}
