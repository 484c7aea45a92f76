import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { writeCursor } from '../../../../functions/sync/cursor.ts';
import { problemDetailsSchema } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  pushOf,
  serviceOver,
} from '../service-fixtures.ts';

let repository: Repository;
let service: ReturnType<typeof serviceOver>;

beforeEach(async () => {
  repository = createMemoryRepository();
  service = serviceOver(repository);
  await repository.createDataset(DATASET, EPOCH);
  await call(service.push, {
    claims: CLAIMS.dana,
    body: {
      clientId: randomUUID(),
      cursor: FIRST_CURSOR,
      pushes: [pushOf(1, creation('afi', 'afi/7', afiFields(7)))],
    },
  });
});

async function refusalOf(answer: ReturnType<typeof call>) {
  const { status, headers, body } = await answer;
  expect(headers['content-type']).toBe('application/problem+json');
  const problem = problemDetailsSchema.parse(body);
  expect(problem.status).toBe(status);
  return problem;
}

describe('[S9] changes refuses', () => {
  const after = FIRST_CURSOR;
  it.each([
    ['a cursor made by hand', { after: '1' }, 400, 'bad-cursor'],
    ['a cursor beyond the head', { after: writeCursor({ epoch: EPOCH, sequence: 2 }) }, 400, 'bad-cursor'],
    ['a limit of 0', { after, limit: '0' }, 400, 'invalid-request'],
    ['a limit over 500', { after, limit: '501' }, 400, 'invalid-request'],
    ['a limit that is no number', { after, limit: 'all' }, 400, 'invalid-request'],
    ['an unknown parameter', { after, since: '2022-10-31' }, 400, 'invalid-request'],
    ['a cursor of another epoch', { after: writeCursor({ epoch: 'another', sequence: 0 }) }, 410, 'epoch-changed'],
  ])('%s', async (_what, query, status, code) => {
    expect(await refusalOf(call(service.changes, { query }))).toMatchObject({ status, code });
  });
});

describe('the other routes refuse', () => {
  it.each([
    ['a page that is no number', { sequence: '1', page: 'all' }],
    ['a sequence that is no number', { sequence: '-1', page: '0' }],
  ])('%s', async (_what, path) => {
    expect(await refusalOf(call(service.snapshot, { path }))).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it.each([
    ['a limit of 0', { limit: '0' }],
    ['a limit over 500', { limit: '501' }],
    ['a sequence that is no number', { after: 'all' }],
    ['a sequence below 0', { after: '-1' }],
    ['an unknown parameter', { since: '2022-10-31' }],
  ])('[S17] a history with %s', async (_what, query) => {
    const answer = call(service.history, { path: { recordId: 'afi~7' }, query });
    expect(await refusalOf(answer)).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('the history of what is no record id', async () => {
    const answer = call(service.history, { path: { recordId: 'afi' } });
    expect(await refusalOf(answer)).toMatchObject({
      status: 400,
      code: 'invalid-request',
      problems: [{ path: 'recordId' }],
    });
  });
});

describe('an answer', () => {
  it.each([
    ['gzip, deflate, br', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=1.0, gzip;q=0.8', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    ['', undefined],
  ])('to accept-encoding "%s" is compressed with %s', async (acceptEncoding, encoding) => {
    const answer = await call(service.changes, {
      query: { after: FIRST_CURSOR },
      headers: { 'accept-encoding': acceptEncoding },
    });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.body.commits[0].sequence).toBe(1);
  });

  it('that is small is not compressed', async () => {
    const answer = await call(service.snapshot, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });
});
