import { openDB } from 'idb';
import {
  createStores,
  hasEveryStore,
  isMeta,
  META_KEY,
  newMeta,
  type ReplicaDatabase,
  type ReplicaSchema,
  rebuildKeepingOutbox,
} from './indexeddb-schema.ts';
import { ReplicaStoreError } from './replica-store.ts';

const NEWER_MESSAGE =
  'The copy of the plan on this machine was written by a newer version of PEEL, and nothing of it was changed or deleted';
const UNREADABLE_MESSAGE =
  'The copy of the plan on this machine cannot be read by PEEL. Nothing was changed or deleted: ask your administrator to look at the browser data before clearing it, as unsent edits may be in it.';
const UNAVAILABLE_MESSAGE =
  'This browser gives PEEL no place to keep edits on this machine (a private window, or a full disk).';

/**
 * Opens the database of one replica at a schema version, makes it where there is none, and rebuilds an older one with
 * its outbox. Rejects with ReplicaStoreError, having changed nothing, where it is newer, unreadable or not allowed.
 * `onClosed` is called once it can be used no more: the browser cleared it, or a newer add-in needs it.
 */
export async function openReplicaDatabase(
  name: string,
  clientId: string,
  schemaVersion: number,
  onClosed: () => void,
): Promise<ReplicaDatabase> {
  const database = await opened(name, clientId, schemaVersion, onClosed);
  const meta = hasEveryStore(database) ? await database.get('meta', META_KEY) : undefined;
  if (isMeta(meta)) return database;
  database.close();
  throw new ReplicaStoreError('unreadable', UNREADABLE_MESSAGE);
}

async function opened(
  name: string,
  clientId: string,
  schemaVersion: number,
  onClosed: () => void,
): Promise<ReplicaDatabase> {
  let isRebuilding = false;
  try {
    const database: ReplicaDatabase = await openDB<ReplicaSchema>(name, schemaVersion, {
      upgrade: (upgrading, oldVersion, _newVersion, transaction) => {
        if (oldVersion === 0) {
          createStores(upgrading);
          void transaction.objectStore('meta').put(newMeta(clientId), META_KEY); // a failure aborts the upgrade
          return;
        }
        isRebuilding = true;
        transaction.done.catch(() => {}); // openDB tells the same failure
        rebuildKeepingOutbox(upgrading, transaction, clientId).catch(() => transaction.abort());
      },
      // a newer add-in in another window waits for this connection to end
      blocking: () => {
        database.close();
        onClosed();
      },
      terminated: onClosed,
    });
    return database;
  } catch (cause) {
    if (isRebuilding) throw new ReplicaStoreError('unreadable', UNREADABLE_MESSAGE, { cause });
    const isNewer = cause instanceof DOMException && cause.name === 'VersionError';
    if (isNewer) throw new ReplicaStoreError('newer', NEWER_MESSAGE, { cause });
    throw new ReplicaStoreError('unavailable', UNAVAILABLE_MESSAGE, { cause });
  }
}
