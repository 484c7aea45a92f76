import type { z } from 'zod';
import {
  changesResponseSchema,
  PROTOCOL,
  PROTOCOL_HEADER,
  problemDetailsSchema,
  pushResponseSchema,
  snapshotPageSchema,
  snapshotResponseSchema,
} from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { failureOf, retryAfterMs } from './failure-of.ts';
import type { Answer, Failure, Transport } from './transport.ts';

const TIMEOUT_MS = 30_000;

export interface HttpTransportOptions {
  /** Without a slash at its end. */
  readonly apiBaseUrl: string;
  readonly datasetId: string;
  /** Null where the person has to sign in; rejects where the sign-in service cannot be reached. */
  readonly token: (options?: { readonly renew?: boolean }) => Promise<string | null>;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

const UNREACHABLE: Answer<never> = { ok: false, failure: { kind: 'unreachable' } };
const SIGNED_OUT: Answer<never> = { ok: false, failure: { kind: 'signed out' } };

/** The protocol over HTTP. A 401 is met once with a fresh token before it is told [S16]. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const { apiBaseUrl, datasetId, token, now = Date.now } = options;
  const send = options.fetch ?? ((...request: Parameters<typeof fetch>) => fetch(...request));
  const base = `${apiBaseUrl}/v1/datasets/${encodeURIComponent(datasetId)}`;

  const request = (path: string, bearer: string, body: object | undefined): Promise<Response> => {
    const headers = { authorization: `Bearer ${bearer}`, [PROTOCOL_HEADER]: String(PROTOCOL) };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if (body === undefined) return send(`${base}${path}`, { headers, signal, cache: 'no-store' });
    const jsonHeaders = { ...headers, 'content-type': 'application/json' };
    return send(`${base}${path}`, { method: 'POST', headers: jsonHeaders, body: JSON.stringify(body), signal });
  };
  const authorised = async (path: string, body: object | undefined): Promise<Response | null> => {
    const bearer = await token();
    if (bearer === null) return null;
    const response = await request(path, bearer, body);
    if (response.status !== 401) return response;
    const fresh = await token({ renew: true });
    return fresh === null ? null : request(path, fresh, body);
  };
  const ask = async <T>(schema: z.ZodType<T>, path: string, body?: object): Promise<Answer<T | null>> => {
    let response: Response | null;
    let text: string;
    try {
      response = await authorised(path, body);
      text = response === null ? '' : await response.text();
    } catch {
      // fetch, the timeout and the sign-in service reject alike: nobody answered
      return UNREACHABLE;
    }
    if (response === null) return SIGNED_OUT;
    if (response.status === 204) return { ok: true, value: null };
    if (!response.ok) return { ok: false, failure: refusal(response, text, now()) };
    const parsed = schema.safeParse(jsonOf(text));
    return parsed.success ? { ok: true, value: parsed.data } : notUnderstood(parsed.error.message);
  };

  return {
    snapshot: async () => present(await ask(snapshotResponseSchema, '/snapshot')),
    snapshotPage: async (sequence, page) => {
      const answer = present(await ask(snapshotPageSchema, `/snapshot/${sequence}/${page}`));
      // the schema leaves `deleted?: true | undefined`; JSON holds no undefined
      return answer.ok ? { ok: true, value: answer.value.records as DatasetRecord[] } : answer;
    },
    changes: (after) =>
      ask(changesResponseSchema, after === null ? '/changes' : `/changes?after=${encodeURIComponent(after)}`),
    push: async (pushes) => present(await ask(pushResponseSchema, '/push', pushes)),
  };
}

function present<T>(answer: Answer<T | null>): Answer<T> {
  if (!answer.ok) return answer;
  return answer.value === null ? notUnderstood('an empty answer') : { ok: true, value: answer.value };
}

function refusal(response: Response, text: string, nowMs: number): Failure {
  const details = problemDetailsSchema.safeParse(jsonOf(text));
  const retryAfter = retryAfterMs(response.headers.get('retry-after'), nowMs);
  return failureOf(response.status, details.success ? details.data : null, retryAfter);
}

function notUnderstood(detail: string): Answer<never> {
  return { ok: false, failure: { kind: 'trouble', code: 'answer-not-understood', detail: detail.slice(0, 500) } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no schema accepts it
  }
}
