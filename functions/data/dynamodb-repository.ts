import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { isMove, isPassing } from './dynamodb-failures.ts';
import {
  clientHeadKey,
  commitKey,
  headKey,
  type Item,
  type ItemKey,
  ledgerKey,
  readClientHead,
  readCommit,
  readHead,
  readLedgerEntry,
  readRecord,
  recordKey,
  snapshotPageKey,
} from './dynamodb-items.ts';
import {
  advanceSnapshotRequest,
  commitsAfterRequest,
  createDatasetRequest,
  expirePageRequest,
  getRequest,
  pushTransaction,
  renewEpochRequest,
} from './dynamodb-requests.ts';
import { type Repository, RepositoryBusyError, type WriteResult } from './repository.ts';

const MAX_KEYS_PER_READ = 100;
/** How often a batch is asked for the keys that a busy table left out, and the first pause; later ones grow. */
const MAX_TRIES_PER_BATCH = 6;
const FIRST_PAUSE_MS = 10;

/** Keeps datasets in one DynamoDB table, laid out as dynamodb-items.ts says. */
export function createDynamoDbRepository(client: DynamoDBDocumentClient, tableName: string): Repository {
  async function item(key: ItemKey): Promise<Item | null> {
    return (await sent(client.send(new GetCommand(getRequest(tableName, key))))).Item ?? null;
  }

  async function items(keys: readonly ItemKey[]): Promise<Item[]> {
    const batches: Item[][] = [];
    for (let start = 0; start < keys.length; start += MAX_KEYS_PER_READ)
      batches.push(keys.slice(start, start + MAX_KEYS_PER_READ).map((key) => ({ ...key })));
    return (await Promise.all(batches.map(batch))).flat();
  }

  /** DynamoDB leaves keys out above 16 MB (100 of the largest items are 40), and where the table is busy. */
  async function batch(wanted: Item[]): Promise<Item[]> {
    const found: Item[] = [];
    let Keys = wanted;
    for (let tries = 0; tries < MAX_TRIES_PER_BATCH; tries++) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** tries));
      const { Responses, UnprocessedKeys } = await sent(
        client.send(new BatchGetCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } })),
      );
      found.push(...(Responses?.[tableName] ?? []));
      Keys = UnprocessedKeys?.[tableName]?.Keys ?? [];
      if (Keys.length === 0) return found;
    }
    throw new RepositoryBusyError(`The table left ${Keys.length} keys of a batch unread`);
  }

  return {
    head: async (datasetId) => mapped(await item(headKey(datasetId)), readHead),
    createDataset: async (datasetId, epoch) => {
      const send = client.send(new PutCommand(createDatasetRequest(tableName, datasetId, epoch)));
      return (await writtenOrMoved(send)) === 'written' ? 'created' : 'exists';
    },
    renewEpoch: (datasetId, from, to) =>
      writtenOrMoved(client.send(new UpdateCommand(renewEpochRequest(tableName, datasetId, from, to)))),
    records: async (datasetId, recordIds) => {
      const found = await items([...new Set(recordIds)].map((recordId) => recordKey(datasetId, recordId)));
      return new Map(found.map(readRecord).map((stored) => [stored.record.id, stored]));
    },
    commitsAfter: async (datasetId, sequence, limit) => {
      const request = commitsAfterRequest(tableName, datasetId, sequence, limit);
      return ((await sent(client.send(new QueryCommand(request)))).Items ?? []).map(readCommit);
    },
    commits: async (datasetId, sequences) => {
      const found = await items(sequences.map((sequence) => commitKey(datasetId, sequence)));
      return found.map(readCommit).sort((one, other) => one.sequence - other.sequence);
    },
    clientHead: async (key) => mapped(await item(clientHeadKey(key)), readClientHead),
    ledgerEntry: async (key, number) => mapped(await item(ledgerKey(key, number)), readLedgerEntry),
    writePush: (plan) => writtenOrMoved(client.send(new TransactWriteCommand(pushTransaction(tableName, plan)))),
    writeSnapshotPage: async (datasetId, sequence, page, bytes) => {
      const Item = { ...snapshotPageKey(datasetId, sequence, page), body: bytes };
      await sent(client.send(new PutCommand({ TableName: tableName, Item })));
    },
    snapshotPage: async (datasetId, sequence, page) =>
      mapped(await item(snapshotPageKey(datasetId, sequence, page)), ({ body }) => body as Uint8Array),
    advanceSnapshot: (datasetId, from, to) =>
      writtenOrMoved(client.send(new UpdateCommand(advanceSnapshotRequest(tableName, datasetId, from, to)))),
    expireSnapshot: async (datasetId, { sequence, pages }, expiresAt) => {
      const numbers = Array.from({ length: pages }, (_, page) => page);
      await Promise.all(
        numbers.map((page) =>
          // a page that is already gone counts as moved, which is as good as expired
          writtenOrMoved(
            client.send(new UpdateCommand(expirePageRequest(tableName, datasetId, sequence, page, expiresAt))),
          ),
        ),
      );
    },
  };
}

function mapped<T>(found: Item | null, read: (item: Item) => T): T | null {
  return found === null ? null : read(found);
}

/** What the SDK answered; throws RepositoryBusyError where the failure will pass. */
async function sent<T>(sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    if (isPassing(error)) throw new RepositoryBusyError('The table is busy', { cause: error });
    throw error;
  }
}

async function writtenOrMoved(sending: Promise<unknown>): Promise<WriteResult> {
  try {
    await sent(sending);
    return 'written';
  } catch (error) {
    if (isMove(error)) return 'moved';
    throw error;
  }
}
