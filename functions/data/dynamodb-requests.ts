import type {
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  clientHeadItem,
  commitItem,
  commitKey,
  headItem,
  headKey,
  type ItemKey,
  ledgerItem,
  recordItem,
  snapshotPageKey,
} from './dynamodb-items.ts';
import type { CommitWrite, DatasetHead, PushPlan, SnapshotPointer, StoredRecord } from './repository.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const NOT_THERE = 'attribute_not_exists(pk)';

export function getRequest(tableName: string, key: ItemKey): GetCommandInput {
  return { TableName: tableName, Key: key, ConsistentRead: true };
}

export function createDatasetRequest(tableName: string, datasetId: string, epoch: string): PutCommandInput {
  return {
    TableName: tableName,
    Item: headItem(datasetId, { epoch, sequence: 0, changes: 0, snapshot: null }),
    ConditionExpression: NOT_THERE,
  };
}

export function renewEpochRequest(
  tableName: string,
  datasetId: string,
  from: DatasetHead,
  to: Pick<DatasetHead, 'epoch' | 'snapshot'>,
): UpdateCommandInput {
  return {
    TableName: tableName,
    Key: headKey(datasetId),
    UpdateExpression: `SET #epoch = :to${to.snapshot === null ? ' REMOVE #snapshot' : ', #snapshot = :snapshot'}`,
    ConditionExpression: '#epoch = :from AND #sequence = :sequence',
    ExpressionAttributeNames: { '#epoch': 'epoch', '#sequence': 'sequence', '#snapshot': 'snapshot' },
    ExpressionAttributeValues: {
      ':to': to.epoch,
      ':from': from.epoch,
      ':sequence': from.sequence,
      ...(to.snapshot === null ? {} : { ':snapshot': to.snapshot }),
    },
  };
}

/** [S9] From the base table, consistently: never from an index or by timestamp. */
export function commitsAfterRequest(
  tableName: string,
  datasetId: string,
  sequence: number,
  limit: number,
): QueryCommandInput {
  const after = commitKey(datasetId, sequence);
  return {
    TableName: tableName,
    KeyConditionExpression: 'pk = :log AND sk > :after',
    ExpressionAttributeValues: { ':log': after.pk, ':after': after.sk },
    Limit: limit,
    ConsistentRead: true,
  };
}

/** [S3] A push in one transaction: at most 94 items, DynamoDB takes 100. */
export function pushTransaction(tableName: string, { client, entry, write }: PushPlan): TransactWriteCommandInput {
  const isFirst = entry.number === 1;
  return {
    TransactItems: [
      ...(write === null ? [] : commitWrites(tableName, client.datasetId, write)),
      {
        Put: {
          TableName: tableName,
          Item: clientHeadItem(client, { lastNumber: entry.number }),
          ...(isFirst
            ? { ConditionExpression: NOT_THERE }
            : {
                ConditionExpression: 'lastNumber = :before',
                ExpressionAttributeValues: { ':before': entry.number - 1 },
              }),
        },
      },
      { Put: { TableName: tableName, Item: ledgerItem(client, entry), ConditionExpression: NOT_THERE } },
    ],
  };
}

function commitWrites(tableName: string, datasetId: string, { head, commit, records }: CommitWrite): TransactItem[] {
  return [
    {
      Update: {
        TableName: tableName,
        Key: headKey(datasetId),
        UpdateExpression: 'SET #sequence = :next, #changes = :changes',
        ConditionExpression: '#sequence = :now AND #epoch = :epoch',
        ExpressionAttributeNames: { '#sequence': 'sequence', '#changes': 'changes', '#epoch': 'epoch' },
        ExpressionAttributeValues: {
          ':now': head.sequence,
          ':next': commit.sequence,
          ':changes': head.changes + commit.changes.length,
          ':epoch': head.epoch,
        },
      },
    },
    { Put: { TableName: tableName, Item: commitItem(datasetId, commit), ConditionExpression: NOT_THERE } },
    ...records.map((stored) => recordWrite(tableName, datasetId, stored)),
  ];
}

function recordWrite(tableName: string, datasetId: string, stored: StoredRecord): TransactItem {
  const before = stored.record.revision - 1;
  const condition =
    before === 0
      ? { ConditionExpression: NOT_THERE }
      : { ConditionExpression: 'revision = :before', ExpressionAttributeValues: { ':before': before } };
  return { Put: { TableName: tableName, Item: recordItem(datasetId, stored), ...condition } };
}

export function advanceSnapshotRequest(
  tableName: string,
  datasetId: string,
  from: SnapshotPointer | null,
  to: SnapshotPointer,
): UpdateCommandInput {
  return {
    TableName: tableName,
    Key: headKey(datasetId),
    UpdateExpression: 'SET #snapshot = :to',
    ConditionExpression:
      from === null ? 'attribute_exists(pk) AND attribute_not_exists(#snapshot)' : '#snapshot.#sequence = :from',
    ExpressionAttributeNames: { '#snapshot': 'snapshot', ...(from === null ? {} : { '#sequence': 'sequence' }) },
    ExpressionAttributeValues: { ':to': to, ...(from === null ? {} : { ':from': from.sequence }) },
  };
}

export function expirePageRequest(
  tableName: string,
  datasetId: string,
  sequence: number,
  page: number,
  expiresAt: number,
): UpdateCommandInput {
  return {
    TableName: tableName,
    Key: snapshotPageKey(datasetId, sequence, page),
    UpdateExpression: 'SET expiresAt = :at',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':at': expiresAt },
  };
}
