import type { ProblemDetails } from '../../shared/sync/protocol.ts';
import type { Failure } from './transport.ts';

/**
 * What a refusal means for the sync loop. `details` is null where the body was no problem details.
 * Push-number codes are told by their code alone, since a stopped push has one inside a 200.
 */
export function failureOf(status: number, details: ProblemDetails | null, retryAfterMs: number | null): Failure {
  const detail = details?.detail ?? `The service answered ${status}`;
  const code = details?.code ?? `http-${status}`;
  switch (status) {
    case 401:
      return { kind: 'signed out' };
    case 403:
      return { kind: 'not permitted', detail };
    case 404:
      return { kind: 'not found', detail };
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

/** Retry-After as milliseconds from `nowMs`: seconds or an HTTP date; null where it says neither. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, until - nowMs);
}
