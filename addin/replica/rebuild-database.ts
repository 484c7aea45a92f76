import type { IDBPTransaction, StoreNames } from 'idb';
import * as z from 'zod';
import {
  createStores,
  META_KEY,
  type Numbering,
  newMeta,
  numberingOf,
  type ReplicaDatabase,
  type ReplicaSchema,
  type UpgradeTransaction,
} from './indexeddb-schema.ts';
import { keptEntry, keptReturned } from './kept-edits.ts';
import { type OutboxEntry, ReplicaStoreError } from './replica-store.ts';
import type { ReturnedEdit } from './returned-edit.ts';

/** What of a replica cannot be fetched again: the edits, and what makes a push in flight the same push to the server. */
interface Irreplaceable {
  /** Above that of the earlier life, so that a window which still knows that one notices. */
  readonly version: number;
  readonly numbering: Numbering | null;
  readonly outbox: readonly OutboxEntry[];
  readonly returned: readonly ReturnedEdit[];
}

type Names = StoreNames<ReplicaSchema>[];
type Rebuilding = UpgradeTransaction | IDBPTransaction<ReplicaSchema, Names, 'readwrite'>;

/**
 * Rebuilds an older replica inside its upgrade: records and log are fetched again from the server, the outbox is carried
 * over with the client id and the push numbers, so that a push in flight is still known to the server as the same one.
 * Throws, and so leaves everything as it was, where an edit cannot be read.
 */
export async function rebuildOlder(
  database: ReplicaDatabase,
  transaction: UpgradeTransaction,
  clientId: string,
): Promise<void> {
  if (!database.objectStoreNames.contains('meta'))
    throw new ReplicaStoreError('unreadable', 'This database was not made by PEEL');
  const kept = await irreplaceableOf(transaction);
  for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name);
  createStores(database);
  await putIrreplaceable(transaction, clientId, kept);
}

/** The same for a damaged replica of the present version. */
export async function rebuildDamaged(database: ReplicaDatabase, clientId: string): Promise<void> {
  const transaction = database.transaction([...database.objectStoreNames], 'readwrite', { durability: 'strict' });
  transaction.done.catch(() => {}); // what fails below is told
  const kept = await irreplaceableOf(transaction).catch((cause: unknown) => {
    transaction.abort();
    throw cause;
  });
  for (const name of [...database.objectStoreNames]) await transaction.objectStore(name).clear();
  await putIrreplaceable(transaction, clientId, kept);
  await transaction.done;
}

async function irreplaceableOf(transaction: Rebuilding): Promise<Irreplaceable> {
  const rowsOf = async (name: 'outbox' | 'returned'): Promise<unknown[]> =>
    transaction.objectStoreNames.contains(name) ? transaction.objectStore(name).getAll() : [];
  const meta: unknown = await transaction.objectStore('meta').get(META_KEY);
  const numbering = numberingOf(meta);
  const { version = 0 } = z.looseObject({ version: z.int() }).safeParse(meta).data ?? {};
  const outbox = (await rowsOf('outbox')).map((row) => keptEntry(row, numbering !== null));
  return { version: version + 1, numbering, outbox, returned: (await rowsOf('returned')).map(keptReturned) };
}

async function putIrreplaceable(
  transaction: Rebuilding,
  clientId: string,
  { version, numbering, outbox, returned }: Irreplaceable,
): Promise<void> {
  const meta = { ...newMeta(clientId), ...numbering, version, snapshotVersion: version };
  await transaction.objectStore('meta').put(meta, META_KEY);
  for (const entry of outbox) await transaction.objectStore('outbox').put(entry);
  for (const edit of returned) await transaction.objectStore('returned').put(edit);
}
