import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createDocumentClient } from '../../../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../../../functions/data/dynamodb-repository.ts';

const DATASET = 'kent-2021-22';
const POINTER = { sequence: 300, changes: 300, pages: 1 };
const PUSH = {
  client: { datasetId: DATASET, subject: 'asha', clientId: '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10' },
  entry: { number: 1, bodyHash: 'hash', sequence: null, outcomes: [], expiresAt: 1_700_000_000 },
  write: null,
};

let close = (): void => {};
afterEach(() => close());

/** The repository over a server that refuses everything as DynamoDB does, on the wire: the embedded engine never conflicts so. */
async function refusedWith(type: string, more: object = {}) {
  const answer = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more });
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const documents = createDocumentClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  close = () => {
    documents.destroy();
    server.closeAllConnections();
    server.close();
  };
  return createDynamoDbRepository(documents, 'peel');
}

it('[S10] a snapshot pointer that a push holds at this moment has moved, it has not failed', async () => {
  const repository = await refusedWith('TransactionConflictException');
  expect(await repository.advanceSnapshot(DATASET, null, POINTER)).toBe('moved');
});

it.each([['ConditionalCheckFailed'], ['TransactionConflict']])('[S3] a push refused for %s has moved', async (Code) => {
  const CancellationReasons = [{ Code }, { Code: 'None' }];
  const repository = await refusedWith('TransactionCanceledException', { CancellationReasons });
  expect(await repository.writePush(PUSH)).toBe('moved');
});

it('[S17] a push that DynamoDB finds broken fails, and is not tried again for ever', async () => {
  const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }, { Code: 'ValidationError' }];
  const repository = await refusedWith('TransactionCanceledException', { CancellationReasons });
  await expect(repository.writePush(PUSH)).rejects.toThrow('TransactionCanceledException');
});
