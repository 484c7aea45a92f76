import { describe, expect, it, vi } from 'vitest';
import { retryAfterMs } from '../../../../addin/sync/failure-of.ts';
import { createHttpTransport } from '../../../../addin/sync/http-transport.ts';
import { PROTOCOL, type ProblemDetails } from '../../../../shared/sync/protocol.ts';
import { FIRST_COMMIT, noteEdit, recordsOf } from '../replica/replica-fixtures.ts';

const NOW_MS = Date.parse('2022-11-01T10:00:00Z');
const REQUEST = {
  clientId: '00000000-0000-4000-8000-000000000009',
  cursor: 'c1',
  pushes: [{ number: 1, mutations: [noteEdit('00000000-0000-4000-8000-000000000008', 7, null, 'x')] }],
};

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const problem = (status: number, code: string, headers: Record<string, string> = {}): Response => {
  const details: ProblemDetails = { type: 'about:blank', title: code, status, code, detail: `Because of ${code}` };
  return json(details, status, headers);
};
/** A refusal that says what is wrong where. */
const refusing = (status: number, code: string, path: string): Response => {
  const problems = [{ path, code: 'custom', message: 'is wrong' }];
  const details: ProblemDetails = {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: `Because of ${code}`,
    problems,
  };
  return json(details, status);
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
    expect(headersOf(asked[0]?.init)).toMatchObject({ authorization: 'Bearer old', 'peel-protocol': String(PROTOCOL) });
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

  it('[S16] is signed out where the fresh token is refused too, or there is none', async () => {
    const twice = answering(problem(401, 'not-signed-in'), json({ message: 'Unauthorized' }, 401));
    expect(await twice.transport.changes('c')).toEqual({ ok: false, failure: { kind: 'signed out' } });
    const none = answering();
    none.token.mockResolvedValueOnce(null);
    expect(await none.transport.changes('c')).toEqual({ ok: false, failure: { kind: 'signed out' } });
    expect(none.asked).toEqual([]);
  });

  it.each([
    ['a 403', problem(403, 'no-role'), { kind: 'not permitted', detail: 'Because of no-role' }],
    ['a 404', problem(404, 'unknown-dataset'), { kind: 'not found', detail: 'Because of unknown-dataset' }],
    ['a 404 for a snapshot', problem(404, 'unknown-snapshot'), { kind: 'gone' }],
    ['a 409 for a gap', problem(409, 'push-number-gap'), { kind: 'push number', detail: 'Because of push-number-gap' }],
    [
      'a 409 for a used number',
      problem(409, 'push-number-used'),
      { kind: 'push number', detail: 'Because of push-number-used' },
    ],
    ['a 400 for the cursor', problem(400, 'bad-cursor'), { kind: 'gone' }],
    [
      'another 400',
      problem(400, 'bad-request'),
      { kind: 'trouble', code: 'bad-request', detail: 'Because of bad-request' },
    ],
    [
      'a 400 for an edit',
      refusing(400, 'invalid-request', 'pushes.0.mutations.0.changes.note.value'),
      {
        kind: 'refused',
        code: 'invalid-request',
        detail: 'Because of invalid-request',
        problems: [{ path: 'pushes.0.mutations.0.changes.note.value', code: 'custom', message: 'is wrong' }],
      },
    ],
    [
      'a 400 for edits that do not go together',
      problem(400, 'record-named-twice'),
      { kind: 'refused', code: 'record-named-twice', detail: 'Because of record-named-twice', problems: [] },
    ],
    [
      'a 400 for the rest of a request',
      refusing(400, 'invalid-request', 'clientId'),
      { kind: 'trouble', code: 'invalid-request', detail: 'Because of invalid-request' },
    ],
    [
      'a 400 of a machine between',
      new Response('<html>', { status: 400 }),
      { kind: 'trouble', code: 'http-400', detail: 'The service answered 400' },
    ],
    [
      'a 422, which the service never answers, whatever a machine between says in it',
      problem(422, 'not-taken'),
      { kind: 'trouble', code: 'not-taken', detail: 'Because of not-taken' },
    ],
    [
      'a 422 of a machine between',
      new Response('<html>', { status: 422 }),
      { kind: 'trouble', code: 'http-422', detail: 'The service answered 422' },
    ],
    ['a 410', problem(410, 'epoch-changed'), { kind: 'gone' }],
    ['a 413', problem(413, 'too-large'), { kind: 'too large', detail: 'Because of too-large' }],
    ['a 426', problem(426, 'update-needed'), { kind: 'update needed', detail: 'Because of update-needed' }],
    [
      'a 503 with a number of seconds',
      problem(503, 'busy', { 'retry-after': '7' }),
      { kind: 'busy', retryAfterMs: 7000 },
    ],
    [
      'a 503 with a date',
      problem(503, 'busy', { 'retry-after': 'Tue, 01 Nov 2022 10:00:30 GMT' }),
      { kind: 'busy', retryAfterMs: 30_000 },
    ],
    [
      'a 429 with a number of seconds',
      json({ message: 'Too Many Requests' }, 429, { 'retry-after': '2' }),
      { kind: 'busy', retryAfterMs: 2000 },
    ],
    ['a 429 without', json({ message: 'Too Many Requests' }, 429), { kind: 'busy', retryAfterMs: null }],
    [
      'a 500',
      problem(500, 'internal-error'),
      { kind: 'trouble', code: 'internal-error', detail: 'Because of internal-error' },
    ],
    [
      'a 502 of a machine between',
      new Response('<html>', { status: 502 }),
      { kind: 'trouble', code: 'http-502', detail: 'The service answered 502' },
    ],
    ['no network', new TypeError('fetch failed'), { kind: 'unreachable' }],
    ['no answer in time', new DOMException('timed out', 'TimeoutError'), { kind: 'unreachable' }],
  ])('[S16] tells %s apart', async (_what, answer, failure) => {
    expect(await answering(answer).transport.push(REQUEST)).toEqual({ ok: false, failure });
  });

  it.each(['snapshot', 'snapshotPage', 'changes', 'push'] as const)(
    '[S16] a signal that aborts ends the request of %s itself, and leaves no timer',
    async (message) => {
      vi.useFakeTimers();
      const hanging: typeof fetch = (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
        });
      const token = async () => 'token';
      const transport = createHttpTransport({ apiBaseUrl: '', datasetId: 'kent-2021-22', token, fetch: hanging });
      const giveUp = new AbortController();
      const asked = {
        snapshot: () => transport.snapshot(giveUp.signal),
        snapshotPage: () => transport.snapshotPage(1, 0, giveUp.signal),
        changes: () => transport.changes('c', giveUp.signal),
        push: () => transport.push(REQUEST, giveUp.signal),
      }[message]();
      await Promise.resolve();
      giveUp.abort();
      expect(await asked).toEqual({ ok: false, failure: { kind: 'unreachable' } });
      expect(vi.getTimerCount()).toBe(0);
      vi.useRealTimers();
    },
  );

  it.each([
    ['an unknown field', { results: [], surprise: 1 }],
    ['a missing field', {}],
    ['a wrong type', { results: 'none' }],
  ])('[S17] an answer with %s is not taken', async (_what, body) => {
    const answer = await answering(json(body)).transport.push(REQUEST);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'trouble', code: 'answer-not-understood' } });
  });

  it('[S16] a sign-in service that cannot be reached is no sign-out', async () => {
    const { transport, token } = answering();
    token.mockRejectedValueOnce(new Error('offline'));
    expect(await transport.changes('c')).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  });
});

describe('[S16] Retry-After', () => {
  it.each([
    ['12', 12_000],
    ['Tue, 01 Nov 2022 10:00:30 GMT', 30_000],
    ['Tue, 01 Nov 2022 09:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('%s is %s ms', (header, expected) => {
    const headers = new Headers(header === null ? {} : { 'retry-after': header });
    expect(retryAfterMs(headers, NOW_MS)).toBe(expected);
  });

  it('a date counts from the service’s clock where that is told: this machine’s may be an hour behind', () => {
    const headers = { 'retry-after': 'Tue, 01 Nov 2022 10:00:30 GMT', date: 'Tue, 01 Nov 2022 10:00:00 GMT' };
    expect(retryAfterMs(new Headers(headers), NOW_MS - 3_600_000)).toBe(30_000);
  });
});
