import type { Fate } from './schedule.ts';

export interface ServerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const BUSY_MS = 4000;

const without = (status: number, headers: Readonly<Record<string, string>> = {}, text = ''): ServerReply => {
  return { status, headers, text };
};

const ANSWERS: { readonly [F in Fate['fault']]?: (nowMs: number) => ServerReply } = {
  busy: () => without(503, { 'retry-after': '1' }),
  closed(nowMs) {
    const until = new Date(nowMs + BUSY_MS).toUTCString();
    return without(503, { 'retry-after': until, date: new Date(nowMs).toUTCString() });
  },
  'too many': () => without(429, { 'retry-after': '3' }, '{"message":"Too Many Requests"}'),
  'bad gateway': () => without(502, {}, '<html>Bad gateway</html>'),
  unauthorised: () => without(401, {}, '{"message":"Unauthorized"}'),
};

/** What the gateway answers in the server's place; null where it lets the request through. */
export function gatewayAnswer(fault: Fate['fault'], nowMs: number): ServerReply | null {
  return ANSWERS[fault]?.(nowMs) ?? null;
}

/** 413, as the service would say it of its own limit. */
export function tooLarge(edits: number, most: number): ServerReply {
  const detail = `${edits} edits came at once; at most ${most} fit`;
  const problem = { type: 'about:blank', title: 'Too large', status: 413, code: 'too-large', detail };
  return without(413, { 'content-type': 'application/problem+json' }, JSON.stringify(problem));
}
