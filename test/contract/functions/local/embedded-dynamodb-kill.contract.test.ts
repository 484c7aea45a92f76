import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type DynamoDBDocumentClient, paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DataFolderError } from '../../../../functions/local/embedded-dynamodb/data-folder-error.ts';
import { clientOf, createTable, read, refusalOf, start, TABLE, temporaryFolder } from './embedded-dynamodb-table.ts';

const ROUNDS = 5;
const DATASETS = 8;
const RECORDS = 20;

// Inside node_modules, so that the bundle finds the packages that it leaves out.
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/peel-embedded-dynamodb', import.meta.url));
const program = `${cache}/child-${process.pid}.mjs`;

beforeAll(async () => {
  await mkdir(cache, { recursive: true });
  const entry = fileURLToPath(new URL('embedded-dynamodb-child.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
});

afterAll(() => rm(program, { force: true }));

async function startChild(dataDir: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, endpoint: line.toString().trim() };
}

/** One push as the product writes it: head, commit and records together, on condition of the head. */
function push(dataset: string, sequence: number): TransactWriteCommand {
  const put = (SK: string, more: object = {}) => ({ Put: { TableName: TABLE, Item: { PK: dataset, SK, ...more } } });
  const records = Array.from({ length: RECORDS }, (_, n) => put(`record ${sequence}.${n}`, { text: 'x'.repeat(500) }));
  const head = {
    Update: {
      TableName: TABLE,
      Key: { PK: dataset, SK: 'head' },
      UpdateExpression: 'SET head = :next',
      ConditionExpression: sequence === 1 ? 'attribute_not_exists(head)' : 'head = :expected',
      ExpressionAttributeValues: { ':next': sequence, ...(sequence > 1 && { ':expected': sequence - 1 }) },
    },
  };
  return new TransactWriteCommand({ TransactItems: [head, put(`commit ${sequence}`), ...records] });
}

async function readHead(client: DynamoDBDocumentClient, dataset: string): Promise<number> {
  return ((await read(client, dataset, 'head'))?.head as number | undefined) ?? 0;
}

/** Pushes to a dataset until the server is gone; tells of each push that was acknowledged. */
async function pushUntilKilled(endpoint: string, dataset: string, acknowledge: (sequence: number) => void) {
  const client = clientOf(endpoint);
  let sequence = await readHead(client, dataset).catch(() => null);
  while (sequence !== null) {
    const next: number = sequence + 1;
    sequence = await client.send(push(dataset, next)).then(
      () => next,
      (error: Error) => {
        expect(error.name).not.toBe('TransactionCanceledException');
        return null;
      },
    );
    if (sequence !== null) acknowledge(sequence);
  }
}

async function sortKeys(client: DynamoDBDocumentClient, dataset: string): Promise<string[]> {
  const input = {
    TableName: TABLE,
    ConsistentRead: true,
    KeyConditionExpression: 'PK = :dataset',
    ExpressionAttributeValues: { ':dataset': dataset },
  };
  const keys: string[] = [];
  for await (const page of paginateQuery({ client }, input))
    keys.push(...(page.Items ?? []).map(({ SK }) => String(SK)));
  return keys.sort();
}

/** Every sort key of a dataset whose head is at the sequence. */
function wholePushes(head: number): string[] {
  const sequences = Array.from({ length: head }, (_, n) => n + 1);
  const records = Array.from({ length: RECORDS }, (_, n) => n);
  const keys = sequences.flatMap((sequence) => [
    `commit ${sequence}`,
    ...records.map((n) => `record ${sequence}.${n}`),
  ]);
  return ['head', ...keys].sort();
}

describe('embedded DynamoDB: kill -9', () => {
  it(`loses no acknowledged transaction and leaves no half of one, ${ROUNDS} times`, async () => {
    const dataDir = await temporaryFolder();
    const datasets = Array.from({ length: DATASETS }, (_, n) => `dataset ${n}`);
    const acknowledged = new Map<string, number>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { child, endpoint } = await startChild(dataDir);
      if (round === 1) await createTable(clientOf(endpoint));
      const exited = once(child, 'exit');
      let untilKill = 20 + 7 * round;
      const pushes = datasets.map((dataset) =>
        pushUntilKilled(endpoint, dataset, (sequence) => {
          acknowledged.set(dataset, sequence);
          untilKill -= 1;
          // The other datasets' transactions are under way at this moment.
          if (untilKill === 0) child.kill('SIGKILL');
        }),
      );
      await Promise.all(pushes);
      expect((await exited)[1]).toBe('SIGKILL');

      const engine = await start({ dataDir });
      const client = clientOf(engine.endpoint);
      for (const dataset of datasets) {
        const head = await readHead(client, dataset);
        expect(head).toBeGreaterThanOrEqual(acknowledged.get(dataset) ?? 0);
        expect(await sortKeys(client, dataset)).toEqual(head === 0 ? [] : wholePushes(head));
      }
      await engine.close();
    }
  });

  it('names the other process that serves the folder', async () => {
    const dataDir = await temporaryFolder();
    const { child } = await startChild(dataDir);
    const refusal = await refusalOf<DataFolderError>(start({ dataDir }));
    expect(refusal.code).toBe('data-folder-in-use');
    expect(refusal.message).toContain(`process ${child.pid}`);
  });
});
