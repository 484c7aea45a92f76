import { describe, expect, it, vi } from 'vitest';
import { retryAfterMs } from '../../../../addin/sync/failure-of.ts';
import { createHttpTransport } from '../../../../addin/sync/http-transport.ts';
import type { ProblemDetails } from '../../../../shared/sync/protocol.ts';
import { FIRST_COMMIT, noteEdit, recordsOf } from '../replica/replica-fixtures.ts';

const NOW_MS = Date.parse('2022-11-01T10:00:00Z');
const REQUEST = {
  clientId: '00000000-0000-4000-8000-000000000009',
  pushes: [{ number: 1, mutations: [noteEdit('00000000-0000-4000-8000-000000000008', 7, null, 'x')] }],
};

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const problem = (status: number, code: string, headers: Record<string, string> = {}): Response => {
  const details: ProblemDetails = { type: 'about:blank', title: code, status, code, detail: `Because of ${code}` };
  return json(details, status, headers);
};

/** A transport whose service gives these answers in turn, and what it was asked. */
function answering(...answers: readonly (Response | Error)[]) {
  const asked: { readonly url: string; readonly init: RequestInit }[] = [];
  const rest = [...answers];
  const send = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    asked.push({ url: String(url), init });
    const answer = rest.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? problem(500, 'no-more-answers');
  };
  const token = vi.fn(
    async ({ renew = false }: { renew?: boolean } = {}): Promise<string | null> => (renew ? 'new' : 'old'),
  );
  const options = { apiBaseUrl: 'https://api.example', datasetId: 'kent-2021-22', token, now: () => NOW_MS };
  return { transport: createHttpTransport({ ...options, fetch: send as typeof fetch }), asked, token };
}
const headersOf = (init: RequestInit | undefined) => init?.headers as Record<string, string>;

describe('the protocol over HTTP', () => {
  it('[S18] every request says who and which protocol, at the dataset’s address', async () => {
    const { transport, asked } = answering(json({ sequence: 3, pages: 1, cursor: 'abc' }));
    expect(await transport.snapshot()).toEqual({ ok: true, value: { sequence: 3, pages: 1, cursor: 'abc' } });
    expect(asked[0]?.url).toBe('https://api.example/v1/datasets/kent-2021-22/snapshot');
    expect(headersOf(asked[0]?.init)).toMatchObject({ authorization: 'Bearer old', 'peel-protocol': '1' });
  });

  it('reads pages of records and commits, and an empty answer as nothing new', async () => {
    const records = recordsOf([FIRST_COMMIT]);
    const changes = { commits: [FIRST_COMMIT], cursor: 'c1', more: false };
    const { transport, asked } = answering(json({ records }), json(changes), new Response(null, { status: 204 }));
    expect(await transport.snapshotPage(3, 0)).toEqual({ ok: true, value: records });
    expect(await transport.changes(null)).toEqual({ ok: true, value: changes });
    expect(await transport.changes('a+b')).toEqual({ ok: true, value: null });
    expect(asked.map(({ url }) => url.slice(url.indexOf('kent-2021-22') + 12))).toEqual([
      '/snapshot/3/0',
      '/changes',
      '/changes?after=a%2Bb',
    ]);
  });

  it('posts pushes as JSON', async () => {
    const { transport, asked } = answering(json({ results: [] }));
    expect(await transport.push(REQUEST)).toEqual({ ok: true, value: { results: [] } });
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual(REQUEST);
    expect(asked[0]?.init).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
  });

  it('[S16] meets a 401 once with a fresh token', async () => {
    const { transport, asked } = answering(problem(401, 'not-signed-in'), new Response(null, { status: 204 }));
    expect(await transport.changes('c')).toEqual({ ok: true, value: null });
    expect(asked.map(({ init }) => headersOf(init).authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('is signed out where the fresh token is refused too, or there is none', async () => {
    const twice = answering(problem(401, 'not-signed-in'), json({ message: 'Unauthorized' }, 401));
    expect(await twice.transport.changes('c')).toEqual({ ok: false, failure: { kind: 'signed out' } });
    const none = answering();
    none.token.mockResolvedValueOnce(null);
    expect(await none.transport.changes('c')).toEqual({ ok: false, failure: { kind: 'signed out' } });
    expect(none.asked).toEqual([]);
  });

  it.each([
    [problem(403, 'no-role'), { kind: 'not permitted', detail: 'Because of no-role' }],
    [problem(404, 'unknown-dataset'), { kind: 'not found', detail: 'Because of unknown-dataset' }],
    [problem(409, 'push-number-gap'), { kind: 'push number', detail: 'Because of push-number-gap' }],
    [problem(409, 'push-number-used'), { kind: 'push number', detail: 'Because of push-number-used' }],
    [problem(410, 'epoch-changed'), { kind: 'gone' }],
    [problem(413, 'too-large'), { kind: 'too large', detail: 'Because of too-large' }],
    [problem(426, 'update-needed'), { kind: 'update needed', detail: 'Because of update-needed' }],
    [problem(503, 'busy', { 'retry-after': '7' }), { kind: 'busy', retryAfterMs: 7000 }],
    [json({ message: 'Too Many Requests' }, 429), { kind: 'busy', retryAfterMs: null }],
    [problem(500, 'internal-error'), { kind: 'trouble', code: 'internal-error', detail: 'Because of internal-error' }],
    [
      new Response('<html>', { status: 502 }),
      { kind: 'trouble', code: 'http-502', detail: 'The service answered 502' },
    ],
    [new TypeError('fetch failed'), { kind: 'unreachable' }],
    [new DOMException('timed out', 'TimeoutError'), { kind: 'unreachable' }],
  ])('[S16] tells %s apart', async (answer, failure) => {
    expect(await answering(answer).transport.push(REQUEST)).toEqual({ ok: false, failure });
  });

  it.each([
    ['an unknown field', { results: [], surprise: 1 }],
    ['a missing field', {}],
    ['a wrong type', { results: 'none' }],
  ])('[S17] an answer with %s is not taken', async (_what, body) => {
    const answer = await answering(json(body)).transport.push(REQUEST);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'trouble', code: 'answer-not-understood' } });
  });

  it('a sign-in service that cannot be reached is no sign-out', async () => {
    const { transport, token } = answering();
    token.mockRejectedValueOnce(new Error('offline'));
    expect(await transport.changes('c')).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  });
});

describe('Retry-After', () => {
  it.each([
    ['12', 12_000],
    ['Tue, 01 Nov 2022 10:00:30 GMT', 30_000],
    ['Tue, 01 Nov 2022 09:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('%s is %s ms', (header, expected) => {
    expect(retryAfterMs(header, NOW_MS)).toBe(expected);
  });
});
