import type { ProblemDetails } from '../../shared/sync/protocol.ts';
import type { Failure } from './transport.ts';

/**
 * What a refusal means for the sync loop. `details` is null where the body was no problem details.
 * Push-number codes are told by their code alone, since a stopped push has one inside a 200.
 */
export function failureOf(status: number, details: ProblemDetails | null, retryAfterMs: number | null): Failure {
  const detail = details?.detail ?? `The service answered ${status}`;
  const code = details?.code ?? `http-${status}`;
  const problems = details?.problems ?? [];
  switch (status) {
    case 400:
      // a new snapshot brings a good one
      if (code === 'bad-cursor') return { kind: 'gone' };
      return isAboutEdits(details) ? { kind: 'refused', code, detail, problems } : { kind: 'trouble', code, detail };
    case 401:
      return { kind: 'signed out' };
    case 403:
      return { kind: 'not permitted', detail };
    case 404:
      // a newer snapshot took its place between two of its pages
      return code === 'unknown-snapshot' ? { kind: 'gone' } : { kind: 'not found', detail };
    case 409:
      return code.startsWith('push-number') ? { kind: 'push number', detail } : { kind: 'trouble', code, detail };
    case 410:
      return { kind: 'gone' };
    case 413:
      return { kind: 'too large', detail };
    case 426:
      return { kind: 'update needed', detail };
    case 429:
    case 503:
      return { kind: 'busy', retryAfterMs };
    default:
      return { kind: 'trouble', code, detail };
  }
}

const NAMED_TWICE = ['record-named-twice', 'mutation-named-twice'];

/** A gateway or a proxy that answers 400 has not looked at the edits, and one about the rest of a request blames none. */
const isAboutEdits = (details: ProblemDetails | null): boolean =>
  NAMED_TWICE.includes(details?.code ?? '') ||
  (details?.problems ?? []).some(({ path }) => /^pushes\.\d+\.mutations\.\d+/.test(path));

/**
 * Retry-After as milliseconds from now: seconds or an HTTP date; null where it says neither. A date is counted from the
 * service's own Date where the browser lets it be read, since this machine's clock may be wrong.
 */
export function retryAfterMs(headers: Pick<Headers, 'get'>, nowMs: number): number | null {
  const header = headers.get('retry-after');
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  if (Number.isNaN(until)) return null;
  const answeredAt = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(answeredAt) ? nowMs : answeredAt));
}
