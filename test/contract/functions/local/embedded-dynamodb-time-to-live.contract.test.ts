import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
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

const NOW_SECONDS = Date.UTC(2022, 9, 31) / 1000;
const now = () => NOW_SECONDS * 1000;

const setTimeToLive = (client: DynamoDBDocumentClient, AttributeName: string, Enabled = true) =>
  client.send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification: { AttributeName, Enabled } }));

const describeTimeToLive = async (client: DynamoDBDocumentClient) =>
  (await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }))).TimeToLiveDescription;

const put = (client: DynamoDBDocumentClient, SK: string, more: Record<string, unknown>) =>
  client.send(new PutCommand({ TableName: TABLE, Item: { PK: 'p', SK, ...more } }));

describe('embedded DynamoDB: time to live', () => {
  it('keeps the setting over a restart', async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir });
    const before = clientOf(first.endpoint);
    await createTable(before);
    expect(await describeTimeToLive(before)).toEqual({ TimeToLiveStatus: 'DISABLED' });
    const { TimeToLiveSpecification } = await setTimeToLive(before, 'expiresAt');
    expect(TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    await first.close();

    const second = await start({ dataDir });
    expect(await describeTimeToLive(clientOf(second.endpoint))).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    });
  });

  it('refuses a setting that changes nothing or names another attribute', async () => {
    const { client } = await startWithTable();
    const refusal = async (work: Promise<unknown>) => (await refusalOf(work)).message;
    expect(await refusal(setTimeToLive(client, 'expiresAt', false))).toBe('TimeToLive is already disabled');
    await setTimeToLive(client, 'expiresAt');
    expect(await refusal(setTimeToLive(client, 'expiresAt'))).toBe('TimeToLive is already enabled');
    expect(await refusal(setTimeToLive(client, 'other'))).toContain('current AttributeName is expiresAt');
    await setTimeToLive(client, 'expiresAt', false);
    expect(await describeTimeToLive(client)).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  it('sweeps expired items with their index entries, and only those', async () => {
    const { engine, client } = await startWithTable({ now });
    await setTimeToLive(client, 'expiresAt');
    const office = 'fcir';
    await put(client, 'expired', { office, expiresAt: NOW_SECONDS - 1 });
    await put(client, 'current', { office, expiresAt: NOW_SECONDS + 1 });
    await put(client, 'for ever', { office });
    await put(client, 'text', { office, expiresAt: '1' });
    await put(client, 'over five years', { office, expiresAt: NOW_SECONDS - 6 * 365 * 86_400 });
    expect(await read(client, 'p', 'expired')).toBeDefined();

    await engine.sweep();
    const { Items } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'by-office',
        KeyConditionExpression: 'office = :office',
        ExpressionAttributeValues: { ':office': office },
      }),
    );
    expect(Items?.map(({ SK }) => SK)).toEqual(['current', 'for ever', 'over five years', 'text']);
    expect(await read(client, 'p', 'expired')).toBeUndefined();
  });

  it('sweeps nothing where no time to live is set', async () => {
    const { engine, client } = await startWithTable({ now });
    await put(client, 'expired', { expiresAt: NOW_SECONDS - 1 });
    await engine.sweep();
    expect(await read(client, 'p', 'expired')).toBeDefined();
  });
});
