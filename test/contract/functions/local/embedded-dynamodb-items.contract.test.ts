import { request } from 'node:http';
import {
  type ConditionalCheckFailedException,
  DescribeTableCommand,
  ListTablesCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { clientOf, read, refusalOf, start, startWithTable, TABLE, temporaryFolder } from './embedded-dynamodb-table.ts';

const afi = (number: number) => ({ PK: 'DATASET#kent', SK: `RECORD#afi/${String(number).padStart(2, '0')}`, number });

async function putAfis(client: DynamoDBDocumentClient, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await client.send(new PutCommand({ TableName: TABLE, Item: afi(number) }));
  }
}

async function query(client: DynamoDBDocumentClient, input: Partial<QueryCommandInput>) {
  return client.send(
    new QueryCommand({
      TableName: TABLE,
      ConsistentRead: true,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': 'DATASET#kent' },
      ...input,
    }),
  );
}

const numbers = (items: Record<string, unknown>[] | undefined) => items?.map((item) => item.number);

describe('embedded DynamoDB: tables and items', () => {
  it('has a new table ready for use at once', async () => {
    const { client } = await startWithTable();
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([TABLE]);
  });

  it('keeps text, numbers, bytes, lists and maps as they were put', async () => {
    const { client } = await startWithTable();
    const Item = {
      PK: 'a',
      SK: 'b',
      text: 'Ünïted 10 000',
      bytes: new Uint8Array([0, 255]),
      list: [1, { deep: null }],
    };
    await client.send(new PutCommand({ TableName: TABLE, Item }));
    expect(await read(client, 'a', 'b')).toEqual(Item);
  });

  it('reads a partition forwards, backwards, by prefix, by range and in pages', async () => {
    const { client } = await startWithTable();
    await putAfis(client, 12);

    expect(numbers((await query(client, {})).Items)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(numbers((await query(client, { ScanIndexForward: false, Limit: 3 })).Items)).toEqual([12, 11, 10]);
    const byPrefix = await query(client, {
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
      ExpressionAttributeValues: { ':pk': 'DATASET#kent', ':prefix': 'RECORD#afi/1' },
    });
    expect(numbers(byPrefix.Items)).toEqual([10, 11, 12]);
    const after = await query(client, {
      KeyConditionExpression: 'PK = :pk AND SK > :after',
      ExpressionAttributeValues: { ':pk': 'DATASET#kent', ':after': afi(9).SK },
    });
    expect(numbers(after.Items)).toEqual([10, 11, 12]);
  });

  it('goes on where a page ended', async () => {
    const { client } = await startWithTable();
    await putAfis(client, 5);
    const first = await query(client, { Limit: 3 });
    const second = await query(client, { Limit: 3, ExclusiveStartKey: first.LastEvaluatedKey });
    expect(numbers(first.Items)).toEqual([1, 2, 3]);
    expect(numbers(second.Items)).toEqual([4, 5]);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('keeps an index in step with puts, updates and deletes', async () => {
    const { client } = await startWithTable();
    const byOffice = async (office: string) => {
      const { Items } = await query(client, {
        ConsistentRead: false,
        IndexName: 'by-office',
        KeyConditionExpression: 'office = :office',
        ExpressionAttributeValues: { ':office': office },
      });
      return Items?.map((item) => item.PK);
    };
    const Key = { PK: 'a', SK: 'b' };
    await client.send(new PutCommand({ TableName: TABLE, Item: { ...Key, office: 'fcir' } }));
    expect(await byOffice('fcir')).toEqual(['a']);

    const move = { UpdateExpression: 'SET office = :o', ExpressionAttributeValues: { ':o': 'planning' } };
    await client.send(new UpdateCommand({ TableName: TABLE, Key, ...move }));
    expect(await byOffice('fcir')).toEqual([]);
    expect(await byOffice('planning')).toEqual(['a']);

    await client.send(new DeleteCommand({ TableName: TABLE, Key }));
    expect(await byOffice('planning')).toEqual([]);
  });

  it('writes and reads many items at once', async () => {
    const { client } = await startWithTable();
    const items = [afi(1), afi(2)];
    const puts = items.map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
    const Keys = items.map(({ PK, SK }) => ({ PK, SK }));
    const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [TABLE]: { Keys } } }));
    expect(Responses?.[TABLE]).toHaveLength(2);
  });
});

describe('embedded DynamoDB: conditions on single writes', () => {
  const Key = { PK: 'DATASET#kent', SK: 'HEAD' };
  const stale = {
    ConditionExpression: '#sequence = :expected',
    ExpressionAttributeNames: { '#sequence': 'sequence' },
    ExpressionAttributeValues: { ':expected': 6 },
  };
  const writes = {
    put: new PutCommand({
      TableName: TABLE,
      Item: { ...Key, sequence: 1 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ...stale,
    }),
    update: new UpdateCommand({
      TableName: TABLE,
      Key,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      UpdateExpression: 'SET #sequence = :next',
      ...stale,
      ExpressionAttributeValues: { ':expected': 6, ':next': 7 },
    }),
    delete: new DeleteCommand({ TableName: TABLE, Key, ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...stale }),
  };

  it.each(Object.keys(writes) as (keyof typeof writes)[])('a refused %s says what is there', async (name) => {
    const { client } = await startWithTable();
    const stored = { ...Key, sequence: 7 };
    await client.send(new PutCommand({ TableName: TABLE, Item: stored }));

    // The three commands share no type that `send` takes.
    const refusal = await refusalOf<ConditionalCheckFailedException>(client.send(writes[name] as PutCommand));
    expect(refusal.name).toBe('ConditionalCheckFailedException');
    expect(refusal.Item).toEqual({ PK: { S: 'DATASET#kent' }, SK: { S: 'HEAD' }, sequence: { N: '7' } });
    expect(await read(client, Key.PK, Key.SK)).toEqual(stored);
  });

  it('says nothing of the old item when it was not asked to, or there is none', async () => {
    const { client } = await startWithTable();
    const unknown = await refusalOf<ConditionalCheckFailedException>(client.send(writes.put));
    expect(unknown.Item).toBeUndefined();

    await client.send(new PutCommand({ TableName: TABLE, Item: { ...Key, sequence: 7 } }));
    const quiet = new DeleteCommand({ TableName: TABLE, Key, ...stale });
    expect((await refusalOf<ConditionalCheckFailedException>(client.send(quiet))).Item).toBeUndefined();
  });

  it('lets one of eight writers win that write on the same condition at the same moment', async () => {
    // On disk: in memory a write is over before the next request is looked at.
    const { client } = await startWithTable({ dataDir: await temporaryFolder() });
    await client.send(new PutCommand({ TableName: TABLE, Item: { ...Key, sequence: 0 } }));
    for (let sequence = 0; sequence < 10; sequence += 1) {
      const next = () =>
        new UpdateCommand({
          TableName: TABLE,
          Key,
          UpdateExpression: 'SET #sequence = :next',
          ...stale,
          ExpressionAttributeValues: { ':expected': sequence, ':next': sequence + 1 },
        });
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => client.send(next())));
      const refusals = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason.name);
      expect(refusals).toEqual(Array.from({ length: 7 }, () => 'ConditionalCheckFailedException'));
    }
  });
});

describe('embedded DynamoDB: bad requests', () => {
  it('refuses an item over 400 KB, an empty key and an unknown table, and writes nothing', async () => {
    const { client } = await startWithTable();
    const put = (Item: Record<string, unknown>, TableName = TABLE) =>
      refusalOf(client.send(new PutCommand({ TableName, Item })));

    expect((await put({ PK: 'a', SK: 'b', text: 'x'.repeat(400 * 1024) })).name).toBe('ValidationException');
    expect((await put({ PK: '', SK: 'b' })).name).toBe('ValidationException');
    expect(await put({ PK: 'a', SK: 'b' }, 'nowhere')).toBeInstanceOf(ResourceNotFoundException);
    expect(await read(client, 'a', 'b')).toBeUndefined();
  });

  it.each([
    ['a body that is no JSON', '{', 'DynamoDB_20120810.GetItem', 'SerializationException'],
    ['an operation it does not have', '{}', 'DynamoDB_20120810.ExecuteStatement', 'UnknownOperationException'],
    ['no operation', '{}', 'GetItem', 'UnknownOperationException'],
  ])('answers %s with 400', async (_case, body, target, type) => {
    const { endpoint } = await start();
    const headers = { 'x-amz-target': target, authorization: 'AWS4-HMAC-SHA256 Credential=local' };
    const response = await fetch(endpoint, { method: 'POST', body, headers });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { __type: string }).__type).toContain(type);
  });

  it('does not answer a web page, which cannot sign', async () => {
    const { endpoint } = await start();
    const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables' };
    const response = await fetch(endpoint, { method: 'POST', body: '{}', headers });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.json()).toMatchObject({ __type: expect.stringContaining('MissingAuthenticationToken') });
  });

  it('goes on serving when a client goes away in the middle of a request', async () => {
    const failures: unknown[] = [];
    const { engine, client } = await startWithTable({ report: (error) => failures.push(error) });
    const halfSent = request(engine.endpoint, { method: 'POST', headers: { 'content-length': 100 } });
    await new Promise<void>((resolve) => {
      halfSent.on('error', () => undefined);
      halfSent.on('close', resolve);
      halfSent.write('{', () => halfSent.destroy());
    });
    expect(await read(client, 'a', 'b')).toBeUndefined();
    expect(failures).toEqual([]);
  });

  it('says so when the port is taken', async () => {
    const { endpoint } = await start();
    const refusal = await refusalOf<NodeJS.ErrnoException>(start({ port: Number(new URL(endpoint).port) }));
    expect(refusal.code).toBe('EADDRINUSE');
  });

  it('answers nobody once it is closed', async () => {
    const { endpoint, close } = await start();
    await close();
    const refusal = await refusalOf<NodeJS.ErrnoException>(clientOf(endpoint).send(new ListTablesCommand({})));
    expect(refusal.code).toBe('ECONNREFUSED');
  });
});
