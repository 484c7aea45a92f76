import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import {
  clientOf,
  createTable,
  read,
  refusalOf,
  start,
  startWithTable,
  TABLE,
  temporaryFolder,
} from './embedded-dynamodb-table.ts';
import { type Actions, absent, cancelled, codes, put, write } from './embedded-dynamodb-transaction.ts';

describe('embedded DynamoDB: client request tokens', () => {
  const TEN_MINUTES_MS = 600_000;
  const increment: Actions = [
    {
      Update: {
        TableName: TABLE,
        Key: { PK: 'p', SK: 'counter' },
        UpdateExpression: 'ADD pushes :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  ];
  const pushes = async (client: DynamoDBDocumentClient) => (await read(client, 'p', 'counter'))?.pushes;

  it('does the work of a token once in ten minutes', async () => {
    let nowMs = Date.UTC(2022, 9, 31);
    const { client } = await startWithTable({ now: () => nowMs });
    await write(client, increment, 'token-1');
    await write(client, increment, 'token-1');
    expect(await pushes(client)).toBe(1);

    nowMs += TEN_MINUTES_MS;
    await write(client, increment, 'token-1');
    expect(await pushes(client)).toBe(2);
  });

  it('still knows the token after a restart', async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir });
    const before = clientOf(first.endpoint);
    await createTable(before);
    await write(before, increment, 'token-1');
    await first.close();

    const second = await start({ dataDir });
    const after = clientOf(second.endpoint);
    await write(after, increment, 'token-1');
    expect(await pushes(after)).toBe(1);
    const refusal = await refusalOf(write(after, [put('other')], 'token-1'));
    expect(refusal.name).toBe('IdempotentParameterMismatchException');
    expect(await read(after, 'p', 'other')).toBeUndefined();
  });

  it('does the work once when the same request comes eight times at the same moment', async () => {
    const { engine, client } = await startWithTable();
    const retrying = clientOf(engine.endpoint, 10);
    await Promise.all(Array.from({ length: 8 }, () => write(retrying, increment, 'token-1')));
    expect(await pushes(client)).toBe(1);
  });

  it('may use the token again after a cancelled transaction', async () => {
    const { client } = await startWithTable();
    const onlyNew: Actions = [{ Put: { ...put('a').Put, ...absent } }];
    await client.send(new PutCommand({ TableName: TABLE, Item: { PK: 'p', SK: 'a' } }));
    expect(codes(await cancelled(write(client, onlyNew, 'token-1')))).toEqual(['ConditionalCheckFailed']);
    await write(client, increment, 'token-1');
    expect(await pushes(client)).toBe(1);
  });

  it('forgets only tokens that have run out', async () => {
    let nowMs = Date.UTC(2022, 9, 31);
    const { engine, client } = await startWithTable({ now: () => nowMs });
    await write(client, increment, 'old');
    nowMs += TEN_MINUTES_MS - 1;
    await write(client, increment, 'recent');
    nowMs += 1;
    await engine.sweep();
    await write(client, increment, 'recent');
    expect(await pushes(client)).toBe(2);
    const { Item } = await client.send(new GetCommand({ TableName: TABLE, Key: { PK: 'p', SK: 'counter' } }));
    expect(Item).toEqual({ PK: 'p', SK: 'counter', pushes: 2 });
  });

  it('refuses a token over 36 characters', async () => {
    const { client } = await startWithTable();
    expect((await refusalOf(write(client, increment, 'x'.repeat(37)))).name).toBe('ValidationException');
  });
});
