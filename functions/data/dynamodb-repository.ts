import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
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
} from './dynamodb-requests.ts';
import type { Repository, WriteResult } from './repository.ts';

const MAX_KEYS_PER_READ = 100;
/** The conflict is what a single write gets while a transaction holds its item: the SDK does not try it again. */
const MOVES = [ConditionalCheckFailedException, TransactionInProgressException, TransactionConflictException];
/** Other reasons (a broken request, a throttled table) are failures, not somebody else's write. */
const REASONS_OF_A_MOVE = ['None', 'ConditionalCheckFailed', 'TransactionConflict'];

/** Keeps datasets in one DynamoDB table, laid out as dynamodb-items.ts says. */
export function createDynamoDbRepository(client: DynamoDBDocumentClient, tableName: string): Repository {
  async function item(key: ItemKey): Promise<Item | null> {
    return (await client.send(new GetCommand(getRequest(tableName, key)))).Item ?? null;
  }

  async function items(keys: readonly ItemKey[]): Promise<Item[]> {
    const found: Item[] = [];
    for (let start = 0; start < keys.length; start += MAX_KEYS_PER_READ) {
      let Keys: Item[] = keys.slice(start, start + MAX_KEYS_PER_READ).map((key) => ({ ...key }));
      while (Keys.length > 0) {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } }),
        );
        found.push(...(Responses?.[tableName] ?? []));
        Keys = UnprocessedKeys?.[tableName]?.Keys ?? [];
      }
    }
    return found;
  }

  return {
    head: async (datasetId) => mapped(await item(headKey(datasetId)), readHead),
    createDataset: async (datasetId, epoch) => {
      const send = client.send(new PutCommand(createDatasetRequest(tableName, datasetId, epoch)));
      return (await writtenOrMoved(send)) === 'written' ? 'created' : 'exists';
    },
    records: async (datasetId, recordIds) => {
      const found = await items([...new Set(recordIds)].map((recordId) => recordKey(datasetId, recordId)));
      return new Map(found.map(readRecord).map((stored) => [stored.record.id, stored]));
    },
    commitsAfter: async (datasetId, sequence, limit) => {
      const request = commitsAfterRequest(tableName, datasetId, sequence, limit);
      return ((await client.send(new QueryCommand(request))).Items ?? []).map(readCommit);
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
      await client.send(new PutCommand({ TableName: tableName, Item }));
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

async function writtenOrMoved(send: Promise<unknown>): Promise<WriteResult> {
  try {
    await send;
    return 'written';
  } catch (error) {
    if (isMove(error)) return 'moved';
    throw error;
  }
}

function isMove(error: unknown): boolean {
  if (MOVES.some((move) => error instanceof move)) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).every(({ Code }) => REASONS_OF_A_MOVE.includes(Code ?? 'None'));
}
