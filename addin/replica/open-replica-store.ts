import { openIndexedDbReplicaStore } from './indexeddb-replica-store.ts';
import { createMemoryReplicaStore } from './memory-replica-store.ts';
import { type ReplicaStore, ReplicaStoreError } from './replica-store.ts';

/** The store to use, with what the person should know of it; or why there is none to use until they act. */
export type OpenedStore = { readonly store: ReplicaStore; readonly notice?: string } | { readonly refused: string };

/**
 * The replica's store on this machine's disk, or one in memory where the browser keeps nothing or what it keeps cannot be
 * read. A copy that a newer add-in wrote is refused: it may hold edits that this one would not understand.
 */
export async function openReplicaStore(name: string, newId: () => string): Promise<OpenedStore> {
  try {
    const store = await openIndexedDbReplicaStore({ name, newId });
    // asks the browser not to clear the store by itself; a no changes nothing
    void navigator.storage?.persist?.().catch(() => false);
    return { store };
  } catch (error) {
    if (!(error instanceof ReplicaStoreError)) throw error;
    if (error.failure === 'newer') return { refused: error.message };
    return { store: createMemoryReplicaStore({ newId }), notice: error.message };
  }
}
