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
import { timeLimit } from './time-limit.ts';
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

interface Message {
  readonly path: string;
  readonly body?: object;
  readonly signal: AbortSignal | undefined;
}
/** A response, read to its end. */
interface Reply {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | null;
}

const UNREACHABLE: Answer<never> = { ok: false, failure: { kind: 'unreachable' } };
const SIGNED_OUT: Answer<never> = { ok: false, failure: { kind: 'signed out' } };

/** The protocol over HTTP. A 401 is met once with a fresh token before it is told [S16]. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const { apiBaseUrl, datasetId, token, now = Date.now } = options;
  const send = options.fetch ?? ((...request: Parameters<typeof fetch>) => fetch(...request));
  const base = `${apiBaseUrl}/v1/datasets/${encodeURIComponent(datasetId)}`;

  const request = async (message: Message, bearer: string): Promise<Reply> => {
    const limit = timeLimit(TIMEOUT_MS, message.signal);
    try {
      const response = await send(`${base}${message.path}`, requestInit(message, bearer, limit.signal));
      const { status, headers } = response;
      return { status, text: await response.text(), retryAfterMs: retryAfterMs(headers, now()) };
    } finally {
      limit.lift();
    }
  };
  const authorised = async (message: Message): Promise<Reply | null> => {
    const bearer = await token();
    if (bearer === null) return null;
    const reply = await request(message, bearer);
    if (reply.status !== 401) return reply;
    const fresh = await token({ renew: true });
    return fresh === null ? null : request(message, fresh);
  };
  const ask = async <T>(schema: z.ZodType<T>, message: Message): Promise<Answer<T | null>> => {
    let reply: Reply | null;
    try {
      reply = await authorised(message);
    } catch {
      // fetch, the time limit and the sign-in service reject alike: nobody answered
      return UNREACHABLE;
    }
    if (reply === null) return SIGNED_OUT;
    if (reply.status === 204) return { ok: true, value: null };
    if (reply.status < 200 || reply.status > 299) return { ok: false, failure: refusal(reply) };
    const parsed = schema.safeParse(jsonOf(reply.text));
    return parsed.success ? { ok: true, value: parsed.data } : notUnderstood(parsed.error.message);
  };

  return {
    snapshot: async (signal) => present(await ask(snapshotResponseSchema, { path: '/snapshot', signal })),
    snapshotPage: async (sequence, page, signal) => {
      const path = `/snapshot/${sequence}/${page}`;
      const answer = present(await ask(snapshotPageSchema, { path, signal }));
      // the schema leaves `deleted?: true | undefined`; JSON holds no undefined
      return answer.ok ? { ok: true, value: answer.value.records as DatasetRecord[] } : answer;
    },
    changes: (after, signal) => {
      const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
      return ask(changesResponseSchema, { path: `/changes${query}`, signal });
    },
    push: async (body, signal) => present(await ask(pushResponseSchema, { path: '/push', body, signal })),
  };
}

function requestInit({ body }: Message, bearer: string, signal: AbortSignal): RequestInit {
  const headers = { authorization: `Bearer ${bearer}`, [PROTOCOL_HEADER]: String(PROTOCOL) };
  if (body === undefined) return { headers, signal, cache: 'no-store' };
  const jsonHeaders = { ...headers, 'content-type': 'application/json' };
  return { method: 'POST', headers: jsonHeaders, body: JSON.stringify(body), signal };
}

function present<T>(answer: Answer<T | null>): Answer<T> {
  if (!answer.ok) return answer;
  return answer.value === null ? notUnderstood('an empty answer') : { ok: true, value: answer.value };
}

function refusal({ status, text, retryAfterMs: waitMs }: Reply): Failure {
  const details = problemDetailsSchema.safeParse(jsonOf(text));
  return failureOf(status, details.success ? details.data : null, waitMs);
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
