import { openDB } from 'idb';
import {
  createStores,
  hasEveryStore,
  isMeta,
  META_KEY,
  newMeta,
  type ReplicaDatabase,
  type ReplicaSchema,
} from './indexeddb-schema.ts';
import { rebuildDamaged, rebuildOlder } from './rebuild-database.ts';
import { ReplicaStoreError } from './replica-store.ts';

const NEWER_MESSAGE =
  'The copy of the plan on this machine was written by a newer version of PEEL, and nothing of it was changed or deleted';
const UNREADABLE_MESSAGE =
  'The copy of the plan on this machine cannot be read by PEEL. Nothing was changed or deleted: ask your administrator to look at the browser data before clearing it, as unsent edits may be in it.';
const UNAVAILABLE_MESSAGE =
  'This browser gives PEEL no place to keep edits on this machine (a private window, or a full disk). Until it does, an edit is saved only once the service has it.';

export interface DatabaseOptions {
  readonly name: string;
  /** For a new database, or one that lost its own. */
  readonly clientId: string;
  readonly schemaVersion: number;
  /** Called once it can be used no more: the browser cleared it, or a newer add-in needs it. */
  readonly onClosed: () => void;
}

/**
 * Opens the database of one replica at a schema version, makes it where there is none, and rebuilds an older or a damaged
 * one with its outbox. Rejects with ReplicaStoreError, having changed nothing, where it is newer, unreadable or not allowed.
 */
export async function openReplicaDatabase(options: DatabaseOptions): Promise<ReplicaDatabase> {
  const database = await opened(options);
  try {
    await mend(database, options.clientId);
    return database;
  } catch (cause) {
    database.close();
    throw new ReplicaStoreError('unreadable', UNREADABLE_MESSAGE, { cause });
  }
}

async function mend(database: ReplicaDatabase, clientId: string): Promise<void> {
  if (!hasEveryStore(database)) throw new ReplicaStoreError('unreadable', 'Stores of this database are missing');
  if (!isMeta(await database.get('meta', META_KEY))) await rebuildDamaged(database, clientId);
}

async function opened({ name, clientId, schemaVersion, onClosed }: DatabaseOptions): Promise<ReplicaDatabase> {
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
        rebuildOlder(upgrading, transaction, clientId).catch(() => transaction.abort());
      },
      // a newer add-in in another window, or whoever clears the browser's data, waits for this connection to end
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
