import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { onTestFinished } from 'vitest';
import {
  type EmbeddedDynamoDb,
  type EmbeddedDynamoDbOptions,
  startEmbeddedDynamoDb,
} from '../../../../functions/local/embedded-dynamodb/start-embedded-dynamodb.ts';

export const TABLE = 'peel-test';

/** A client of the engine with made-up credentials and, unless told, without retries. */
export function clientOf(endpoint: string, maxAttempts = 1): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts,
  });
  return DynamoDBDocumentClient.from(client);
}

export async function createTable(client: DynamoDBDocumentClient): Promise<void> {
  const key = (PK: string, SK: string) => [
    { AttributeName: PK, KeyType: 'HASH' as const },
    { AttributeName: SK, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['PK', 'SK', 'office'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: key('PK', 'SK'),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-office', KeySchema: key('office', 'SK'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
}

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peel-dynamodb-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the engine; it is closed when the test ends, if the test has not done so. */
export async function start(options: Partial<EmbeddedDynamoDbOptions> = {}): Promise<EmbeddedDynamoDb> {
  const engine = await startEmbeddedDynamoDb({ dataDir: null, ...options });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= engine.close();
    return closing;
  };
  onTestFinished(close);
  return { ...engine, close };
}

/** An engine in memory with the test table, and a client of it. */
export async function startWithTable(options: Partial<EmbeddedDynamoDbOptions> = {}) {
  const engine = await start(options);
  const client = clientOf(engine.endpoint);
  await createTable(client);
  return { engine, client };
}

export async function read(client: DynamoDBDocumentClient, PK: string, SK: string) {
  const { Item } = await client.send(new GetCommand({ TableName: TABLE, Key: { PK, SK }, ConsistentRead: true }));
  return Item;
}

/** What a promise was refused with. */
export async function refusalOf<E extends Error>(work: Promise<unknown>): Promise<E> {
  return work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: E) => error,
  );
}
