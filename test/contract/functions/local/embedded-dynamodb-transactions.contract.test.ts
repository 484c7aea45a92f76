import { TransactWriteItemsCommand, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { QueryCommand, TransactGetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { read, refusalOf, startWithTable, TABLE, temporaryFolder } from './embedded-dynamodb-table.ts';
import { type Actions, absent, cancelled, codes, put, write } from './embedded-dynamodb-transaction.ts';

describe('embedded DynamoDB: transactions', () => {
  it('writes puts, updates and deletes together, indexes included', async () => {
    const { client } = await startWithTable();
    await write(client, [put('gone'), put('changed', { count: 1 })]);
    await write(client, [
      put('new', { office: 'fcir' }),
      { Delete: { TableName: TABLE, Key: { PK: 'p', SK: 'gone' } } },
      {
        Update: {
          TableName: TABLE,
          Key: { PK: 'p', SK: 'changed' },
          UpdateExpression: 'SET #count = #count + :one, office = :office',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': 1, ':office': 'fcir' },
        },
      },
      { ConditionCheck: { TableName: TABLE, Key: { PK: 'p', SK: 'never' }, ...absent } },
    ]);
    expect(await read(client, 'p', 'gone')).toBeUndefined();
    expect(await read(client, 'p', 'changed')).toMatchObject({ count: 2 });
    const { Items } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'by-office',
        KeyConditionExpression: 'office = :office',
        ExpressionAttributeValues: { ':office': 'fcir' },
      }),
    );
    expect(Items?.map(({ SK }) => SK)).toEqual(['changed', 'new']);
  });

  it('writes nothing when one condition fails, and gives the reasons in the order asked', async () => {
    const { client } = await startWithTable();
    await write(client, [put('taken', { by: 'kent' })]);
    const guarded = put('taken', { by: 'essex' });
    const refusal = await cancelled(
      write(client, [
        put('first'),
        { Put: { ...guarded.Put, ...absent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        { ConditionCheck: { TableName: TABLE, Key: { PK: 'p', SK: 'taken' }, ...absent } },
        put('last'),
      ]),
    );
    // The 'taken' item is named twice: refused as a whole.
    expect(refusal.name).toBe('ValidationException');

    const again = await cancelled(
      write(client, [
        put('first'),
        { Put: { ...guarded.Put, ...absent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        {
          ConditionCheck: {
            TableName: TABLE,
            Key: { PK: 'p', SK: 'none' },
            ConditionExpression: 'attribute_exists(PK)',
          },
        },
        put('last'),
      ]),
    );
    expect(again.name).toBe('TransactionCanceledException');
    expect(again.message).toContain('[None, ConditionalCheckFailed, ConditionalCheckFailed, None]');
    expect(codes(again)).toEqual(['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'None']);
    expect(again.CancellationReasons?.[1]?.Item).toMatchObject({ by: { S: 'kent' } });
    expect(again.CancellationReasons?.[2]?.Item).toBeUndefined();
    expect(await read(client, 'p', 'first')).toBeUndefined();
    expect(await read(client, 'p', 'last')).toBeUndefined();
    expect(await read(client, 'p', 'taken')).toMatchObject({ by: 'kent' });
  });

  it('gives a reason for an update that cannot be done and for a key of the wrong type', async () => {
    const { client } = await startWithTable();
    const wrong = await cancelled(
      write(client, [
        put('first'),
        { Delete: { TableName: TABLE, Key: { PK: 7, SK: 'b' } } },
        {
          Update: {
            TableName: TABLE,
            Key: { PK: 'p', SK: 'none' },
            UpdateExpression: 'SET pushes = pushes + :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ]),
    );
    expect(codes(wrong)).toEqual(['None', 'ValidationError', 'ValidationError']);
    expect(await read(client, 'p', 'first')).toBeUndefined();
  });

  it.each<[string, TransactWriteItemsCommandInput['TransactItems'], string]>([
    ['no action', [], 'ValidationException'],
    [
      'more than 100 actions',
      Array.from({ length: 101 }, (_, n) => ({
        Put: { TableName: TABLE, Item: { PK: { S: 'p' }, SK: { S: `${n}` } } },
      })),
      'ValidationException',
    ],
    [
      'two actions in one',
      [
        {
          Put: { TableName: TABLE, Item: { PK: { S: 'p' }, SK: { S: '1' } } },
          Delete: { TableName: TABLE, Key: { PK: { S: 'p' }, SK: { S: '2' } } },
        },
      ],
      'ValidationException',
    ],
    [
      'a condition check without a condition',
      [
        {
          ConditionCheck: { TableName: TABLE, Key: { PK: { S: 'p' }, SK: { S: '1' } }, ConditionExpression: undefined },
        },
      ],
      'ValidationException',
    ],
    [
      'a condition that cannot be read',
      [
        {
          Put: { TableName: TABLE, Item: { PK: { S: 'p' }, SK: { S: '1' } }, ConditionExpression: 'attribute_exists(' },
        },
      ],
      'ValidationException',
    ],
    ['an empty key', [{ Delete: { TableName: TABLE, Key: { PK: { S: '' }, SK: { S: '1' } } } }], 'ValidationException'],
    [
      'an unknown table',
      [{ Put: { TableName: 'nowhere', Item: { PK: { S: 'p' }, SK: { S: '1' } } } }],
      'ResourceNotFoundException',
    ],
  ])('refuses %s as a whole', async (_case, TransactItems, name) => {
    const { client } = await startWithTable();
    const refusal = await refusalOf(client.send(new TransactWriteItemsCommand({ TransactItems })));
    expect(refusal.name).toBe(name);
  });

  it('takes 100 items and up to 4 MB, and refuses more bytes', async () => {
    const { client } = await startWithTable();
    const items = (count: number, bytes: number): Actions =>
      Array.from({ length: count }, (_, n) => put(`item ${n}`, { text: 'x'.repeat(bytes) }));
    await write(client, items(100, 40_000));
    expect(await read(client, 'p', 'item 99')).toBeDefined();

    const refusal = await refusalOf(write(client, items(11, 390_000)));
    expect(refusal.name).toBe('ValidationException');
    expect(refusal.message).toContain('4 MB');
    expect((await read(client, 'p', 'item 0'))?.text).toHaveLength(40_000);
  });

  it('reads many items as of one moment', async () => {
    const { client } = await startWithTable({ dataDir: await temporaryFolder() });
    await write(client, [put('a', { count: 0 }), put('b', { count: 0 })]);
    const get = (SK: string) => ({ Get: { TableName: TABLE, Key: { PK: 'p', SK } } });
    const pairs: unknown[][] = [];
    const writer = async () => {
      for (let count = 1; count <= 20; count += 1) await write(client, [put('a', { count }), put('b', { count })]);
    };
    const reader = async () => {
      for (let round = 0; round < 20; round += 1) {
        const { Responses } = await client.send(
          new TransactGetCommand({ TransactItems: [get('a'), get('b'), get('c')] }),
        );
        pairs.push((Responses ?? []).map(({ Item }) => Item?.count));
      }
    };
    await Promise.all([writer(), reader()]);
    expect(pairs).toHaveLength(20);
    for (const [a, b, c] of pairs) expect([a, c]).toEqual([b, undefined]);
  });

  it('refuses a transactional read of a key of the wrong type', async () => {
    const { client } = await startWithTable();
    const wrong = new TransactGetCommand({ TransactItems: [{ Get: { TableName: TABLE, Key: { PK: 7, SK: 'a' } } }] });
    expect(codes(await cancelled(client.send(wrong)))).toEqual(['ValidationError']);
  });

  it('lets one of eight transactions win that meet on the same item at the same moment', async () => {
    const { client } = await startWithTable({ dataDir: await temporaryFolder() });
    const race = async (round: number) => {
      const writers = Array.from({ length: 8 }, (_, writer) =>
        write(client, [put(`${round} ${writer}`), { Put: { ...put(`head ${round}`).Put, ...absent } }]),
      );
      const results = await Promise.allSettled(writers);
      const won = results.map(({ status }) => status === 'fulfilled');
      const written = await Promise.all(won.map((_, writer) => read(client, 'p', `${round} ${writer}`)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(written.map((item) => item !== undefined)).toEqual(won);
    };
    for (let round = 1; round <= 10; round += 1) await race(round);
  });

  it('keeps the sum of all accounts while eight clients move amounts between them', async () => {
    // On disk: in memory a write is over before the next request is looked at.
    const { client } = await startWithTable({ dataDir: await temporaryFolder() });
    const accounts = ['a', 'b', 'c'];
    await write(
      client,
      accounts.map((SK) => put(SK, { amount: 100 })),
    );
    const move = (SK: string, amount: number, before: number) => ({
      Update: {
        TableName: TABLE,
        Key: { PK: 'p', SK },
        UpdateExpression: 'SET amount = :after',
        ConditionExpression: 'amount = :before',
        ExpressionAttributeValues: { ':before': before, ':after': before + amount },
      },
    });
    let moved = 0;
    const mover = async (seed: number) => {
      for (let round = 0; round < 10; round += 1) {
        const from = accounts[(seed + round) % 3] ?? 'a';
        const to = accounts[(seed + round + 1 + (seed % 2)) % 3] ?? 'b';
        const before = await Promise.all([from, to].map((SK) => read(client, 'p', SK)));
        const [fromBefore, toBefore] = before.map((item) => item?.amount as number);
        const work = write(client, [move(from, -1, fromBefore ?? 0), move(to, 1, toBefore ?? 0)]);
        await work.then(
          () => {
            moved += 1;
          },
          (error: Error) => expect(error.name).toBe('TransactionCanceledException'),
        );
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, seed) => mover(seed)));
    const amounts = await Promise.all(accounts.map((SK) => read(client, 'p', SK)));
    expect(amounts.reduce((sum, item) => sum + (item?.amount as number), 0)).toBe(300);
    expect(moved).toBeGreaterThan(0);
  });
});
