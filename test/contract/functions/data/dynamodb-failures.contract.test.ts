import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDocumentClient } from '../../../../functions/data/document-client.ts';
import { createDynamoDbRepository } from '../../../../functions/data/dynamodb-repository.ts';
import { type Repository, RepositoryBusyError } from '../../../../functions/data/repository.ts';
import {
  call,
  DATASET,
  FIRST_CURSOR,
  noteEdit,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';

const POINTER = { sequence: 300, changes: 300, pages: 1 };
const CLIENT = '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10';
const PUSH = {
  client: { datasetId: DATASET, subject: 'asha', clientId: CLIENT },
  entry: { number: 1, bodyHash: 'hash', sequence: null, outcomes: [], expiresAt: 1_700_000_000 },
  write: null,
};

let close = (): void => {};
afterEach(() => close());

/** The repository over a server that answers everything alike, on the wire: the embedded engine is never busy. */
async function answeredWith(status: number, answer: object) {
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
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
  return { repository: createDynamoDbRepository(documents, 'peel'), requests: () => requests };
}

/** Refuses as DynamoDB does. */
const refusedWith = async (type: string, more: object = {}, status = 400): Promise<Repository> =>
  (await answeredWith(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more }))
    .repository;

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

describe('[S3] a table that is busy', () => {
  it.each([
    ['ThrottlingException', 400],
    ['ProvisionedThroughputExceededException', 400],
    ['RequestLimitExceeded', 400],
    ['InternalServerError', 500],
  ])('and says %s: every call may go well in a moment', async (type, status) => {
    const repository = await refusedWith(type, {}, status);
    await expect(repository.head(DATASET)).rejects.toThrow(RepositoryBusyError);
    await expect(repository.records(DATASET, ['afi/7'])).rejects.toThrow(RepositoryBusyError);
    await expect(repository.commitsAfter(DATASET, 0, 10)).rejects.toThrow(RepositoryBusyError);
    await expect(repository.writePush(PUSH)).rejects.toThrow(RepositoryBusyError);
    await expect(repository.advanceSnapshot(DATASET, null, POINTER)).rejects.toThrow(RepositoryBusyError);
  });

  it.each([['ThrottlingError'], ['ProvisionedThroughputExceeded']])('and cancels a push for %s', async (Code) => {
    const CancellationReasons = [{ Code: 'None' }, { Code }, { Code: 'TransactionConflict' }];
    const repository = await refusedWith('TransactionCanceledException', { CancellationReasons });
    await expect(repository.writePush(PUSH)).rejects.toThrow(RepositoryBusyError);
  });

  it('and leaves keys of a batch unread: asked a few times, not for ever', async () => {
    const keys = { Keys: [{ pk: { S: `DATASET#${DATASET}` }, sk: { S: 'RECORD#afi/7' } }] };
    const { repository, requests } = await answeredWith(200, { Responses: {}, UnprocessedKeys: { peel: keys } });
    await expect(repository.records(DATASET, ['afi/7'])).rejects.toThrow(RepositoryBusyError);
    expect(requests()).toBeGreaterThan(2);
    expect(requests()).toBeLessThan(10);
  });

  it('is answered with 503 and when to come again, in every route', async () => {
    const service = serviceOver(await refusedWith('ThrottlingException'));
    const body = { clientId: CLIENT, cursor: FIRST_CURSOR, pushes: [pushOf(1, noteEdit(7, null, 'x'))] };
    const answers = [
      await call(service.push, { body }),
      await call(service.changes),
      await call(service.snapshot),
      await call(service.history, { path: { recordId: 'afi~7' } }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 503, body: { code: 'busy' }, headers: { 'retry-after': '1' } });
    expect(service.lines.map(({ level, code }) => [level, code])).toEqual(answers.map(() => ['info', 'busy']));
  });

  it.each([['ResourceNotFoundException'], ['AccessDeniedException'], ['ValidationException']])(
    '[S17] but %s is a fault: 500',
    async (type) => {
      const service = serviceOver(await refusedWith(type));
      expect(await call(service.changes)).toMatchObject({ status: 500, body: { code: 'internal-error' } });
    },
  );
});
