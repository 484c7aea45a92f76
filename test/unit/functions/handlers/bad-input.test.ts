import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import { createHandlers } from '../../../../functions/handlers/create-handlers.ts';
import { PROTOCOL, problemDetailsSchema, pushResponseSchema } from '../../../../shared/sync/protocol.ts';
import {
  afiFields,
  CLAIMS,
  call,
  callMonthFields,
  claimsOf,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  mutation,
  noteEdit,
  pushOf,
  serviceOver,
} from '../service-fixtures.ts';

const CLIENT = '3e1f3f9e-5c3a-4e68-9df8-6e7f2f0f5a10';

let repository: Repository;
let service: ReturnType<typeof serviceOver>;

beforeEach(async () => {
  repository = createMemoryRepository();
  service = serviceOver(repository);
  await repository.createDataset(DATASET, EPOCH);
  await call(service.push, {
    claims: CLAIMS.dana,
    body: { clientId: randomUUID(), cursor: FIRST_CURSOR, pushes: [pushOf(1, creation('afi', 'afi/7', afiFields(7)))] },
  });
});

/** A repository that must not be asked anything. */
const UNTOUCHABLE = new Proxy({} as Repository, {
  get: (_target, name) => () => {
    throw new Error(`${String(name)} was asked`);
  },
});

async function refusalOf(answer: ReturnType<typeof call>) {
  const { status, headers, body, text } = await answer;
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  const problem = problemDetailsSchema.parse(body);
  expect(problem.status).toBe(status);
  expect(text).not.toMatch(/node_modules|\.ts:|Error:/);
  // nothing of it was written
  expect((await repository.head(DATASET))?.sequence).toBe(1);
  return problem;
}

const pushing = (...mutations: Parameters<typeof pushOf>[1][]) => ({
  clientId: CLIENT,
  cursor: FIRST_CURSOR,
  pushes: [pushOf(1, ...mutations)],
});

describe('[S17] push refuses', () => {
  it.each([
    ['a body that is no JSON', { rawBody: '{"clientId":' }, 400, 'not-json'],
    ['no body', { headers: { 'content-type': 'application/json' } }, 400, 'not-json'],
    ['JSON that is no request', { rawBody: '[]' }, 400, 'invalid-request'],
    [
      'a form',
      { rawBody: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'wrong-content-type',
    ],
    ['a compressed body', { rawBody: '{}', headers: { 'content-encoding': 'gzip' } }, 415, 'wrong-content-type'],
    [
      'an unknown query parameter',
      { body: pushing(noteEdit(7, null, 'x')), query: { force: 'true' } },
      400,
      'invalid-request',
    ],
    [
      'a dataset id that could be read as another key',
      { body: pushing(noteEdit(7, null, 'x')), path: { datasetId: 'kent#x' } },
      400,
      'invalid-request',
    ],
    [
      'a dataset that there is not',
      { body: pushing(noteEdit(7, null, 'x')), path: { datasetId: 'surrey' } },
      404,
      'unknown-dataset',
    ],
    [
      'an older protocol',
      { body: pushing(noteEdit(7, null, 'x')), headers: { 'peel-protocol': String(PROTOCOL - 1) } },
      426,
      'update-needed',
    ],
    [
      'a later protocol',
      { body: pushing(noteEdit(7, null, 'x')), headers: { 'peel-protocol': String(PROTOCOL + 1) } },
      426,
      'update-needed',
    ],
  ])('%s', async (_what, options, status, code) => {
    expect(await refusalOf(call(service.push, options))).toMatchObject({ status, code });
  });

  it('an unknown field, by its name', async () => {
    const body = { ...pushing(noteEdit(7, null, 'x')), office: 'fcir' };
    const problem = await refusalOf(call(service.push, { body }));
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid-request',
      problems: [{ path: 'office', code: 'unknown-field' }],
    });
  });

  it('a field name of any length, told in a bounded problem', async () => {
    const body = { ...pushing(noteEdit(7, null, 'x')), ['x'.repeat(5000)]: 1 };
    expect(await refusalOf(call(service.push, { body }))).toMatchObject({ code: 'invalid-request' });
  });

  it('a mutation that names more fields than any record has', async () => {
    const changes = Object.fromEntries(
      Array.from({ length: 61 }, (_, index) => [`field${index}`, { base: null, value: 1 }]),
    );
    const body = pushing(mutation({ kind: 'afi', recordId: 'afi/7', changes }));
    expect(await refusalOf(call(service.push, { body }))).toMatchObject({ code: 'invalid-request' });
  });

  it('[S3] a record that a push names twice', async () => {
    const body = pushing(noteEdit(7, null, 'x'), noteEdit(7, 'x', 'y'));
    expect(await refusalOf(call(service.push, { body }))).toMatchObject({ status: 400, code: 'record-named-twice' });
  });

  it.each([
    [
      'more than 4 pushes',
      {
        clientId: CLIENT,
        cursor: FIRST_CURSOR,
        pushes: [1, 2, 3, 4, 5].map((number) => pushOf(number, noteEdit(7, null, 'x'))),
      },
    ],
    ['more than 90 mutations', pushing(...Array.from({ length: 91 }, (_, index) => noteEdit(index + 1, null, 'x')))],
    [
      'a push of more than 256 KB',
      pushing(...Array.from({ length: 90 }, (_, index) => noteEdit(index + 1, null, 'x'.repeat(3000)))),
    ],
    [
      'a body of more than four pushes can have',
      { clientId: CLIENT, cursor: FIRST_CURSOR, pushes: [], padding: 'x'.repeat(1_100_000) },
    ],
  ])('[S3] %s', async (_what, body) => {
    expect(await refusalOf(call(service.push, { body }))).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('[S3] takes exactly 90 mutations, and 4 pushes', async () => {
    const creations = Array.from({ length: 90 }, (_, index) =>
      creation('afi', `afi/${index + 100}`, afiFields(index + 100)),
    );
    const pushes = [
      pushOf(1, ...creations),
      ...[2, 3, 4].map((number) => pushOf(number, noteEdit(number + 98, null, 'x'))),
    ];
    const { status, body } = await call(service.push, { body: { clientId: CLIENT, cursor: FIRST_CURSOR, pushes } });
    expect(status).toBe(200);
    expect(pushResponseSchema.parse(body).results.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5]);
  });

  it('takes a body that the gateway encoded', async () => {
    const rawBody = Buffer.from(JSON.stringify(pushing(noteEdit(7, null, 'Größe £'))), 'utf8').toString('base64');
    const { body } = await call(service.push, { rawBody, isBase64Encoded: true });
    expect(body.results[0].outcomes[0].record.fields.note).toBe('Größe £');
  });

  it.each([
    [
      'a month whose figures do not add up',
      creation('call-month', 'call-month/101/2022-07', { ...callMonthFields(), answered: 1 }),
      'does-not-add-up',
    ],
    [
      'a month that does not exist',
      creation('call-month', 'call-month/101/2022-13', callMonthFields('2022-13')),
      'invalid-format',
    ],
    [
      'a month that is not over',
      creation('call-month', 'call-month/101/2022-11', callMonthFields('2022-11')),
      'month-not-over',
    ],
    ['an unknown AFI', noteEdit(42, null, 'x'), 'unknown-record'],
    [
      'an unknown field of an AFI',
      mutation({ kind: 'afi', recordId: 'afi/7', changes: { colour: { base: null, value: 'red' } } }),
      'unknown-field',
    ],
    ['a text over its limit', noteEdit(7, null, 'x'.repeat(4001)), 'too-big'],
  ])('[S8] %s, as an answer to that mutation', async (_what, edit, code) => {
    const { status, body } = await call(service.push, { body: pushing(edit) });
    expect(status).toBe(200);
    const [outcome] = pushResponseSchema.parse(body).results[0]?.outcomes ?? [];
    expect(outcome?.result).toBe('rejected');
    expect(outcome?.problems?.map((problem) => problem.code)).toContain(code);
    expect((await repository.head(DATASET))?.sequence).toBe(1);
  });
});

describe('[S19] before anything is read, every route but health', () => {
  const routes = ['snapshot', 'changes', 'push', 'history'] as const;
  const untouched = serviceOver(UNTOUCHABLE);

  it.each(routes)('%s refuses a person without a role', async (route) => {
    const answer = await call(untouched[route], { claims: claimsOf('nobody', ['PEEL.Office.fcir']) });
    expect(answer).toMatchObject({ status: 403, body: { code: 'no-role' } });
    expect(answer.body.detail).toMatch(/administrator.*Entra/);
  });

  it.each(routes)('%s refuses a token of another tenant', async (route) => {
    const claims = { ...CLAIMS.maria, tid: '00000000-0000-4000-8000-000000000002' };
    expect(await call(untouched[route], { claims })).toMatchObject({ status: 403, body: { code: 'wrong-tenant' } });
  });

  it.each(routes)('[S18] %s tells a client of no protocol which one is spoken', async (route) => {
    const answer = await call(untouched[route], { headers: { 'peel-protocol': '' } });
    expect(answer).toMatchObject({
      status: 426,
      body: { code: 'update-needed' },
      headers: { 'peel-protocol': String(PROTOCOL) },
    });
  });

  it('health asks nobody who they are', async () => {
    const answer = await call(untouched.health, { claims: {}, headers: { 'peel-protocol': '' } });
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', protocol: PROTOCOL } });
  });
});

describe('[S17] when something fails inside', () => {
  it('the answer tells nothing of it, the log all', async () => {
    const failing = serviceOver(UNTOUCHABLE);
    const answer = await call(failing.push, { body: pushing(noteEdit(7, null, 'secret words')) });
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal-error' } });
    expect(answer.text).not.toContain('was asked');
    expect(failing.lines.at(-1)).toMatchObject({
      level: 'error',
      status: 500,
      error: expect.stringContaining('was asked'),
    });
  });

  it('[S3] a busy dataset is told with the time to wait', async () => {
    const busy = serviceOver({ ...repository, writePush: async () => 'moved' });
    const { push } = createHandlers({ ...busy.dependencies, sleep: async () => {} });
    const answer = await call(push, { body: pushing(noteEdit(7, null, 'x')) });
    expect(answer).toMatchObject({ status: 503, body: { code: 'busy' }, headers: { 'retry-after': '1' } });
    expect(busy.lines.at(-1)).toMatchObject({ route: 'push', status: 503, code: 'busy' });
  });

  it('the log holds a subject id, and nothing else of a person or of what they wrote', async () => {
    await call(service.push, { claims: CLAIMS.asha, body: pushing(noteEdit(7, null, 'Something confidential')) });
    const line = service.lines.at(-1);
    expect(line).toMatchObject({ level: 'info', route: 'push', status: 200, subject: 'asha', datasetId: DATASET });
    expect(JSON.stringify(line)).not.toMatch(/Asha|confidential/);
  });
});
