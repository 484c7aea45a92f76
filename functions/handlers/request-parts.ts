import { isUtf8 } from 'node:buffer';
import type * as z from 'zod';
import { problemsOf } from '../../shared/domain/problem.ts';
import { MAX_PUSH_BYTES, MAX_PUSHES_PER_REQUEST } from '../../shared/sync/protocol.ts';
import type { ServiceRefusal } from './problem-details.ts';
import type { ServiceEvent } from './signed-in-handler.ts';

/** Four whole pushes and what is around them. */
const MAX_BODY_BYTES = MAX_PUSHES_PER_REQUEST * MAX_PUSH_BYTES + 16 * 1024;
const MAX_PROBLEMS = 20;

/** The request's JSON body, not yet checked against a schema. */
export function readJsonBody({
  headers,
  body = '',
  isBase64Encoded,
}: ServiceEvent): { json: unknown } | ServiceRefusal {
  const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isPlainJson = contentType === 'application/json' && headers['content-encoding'] === undefined;
  if (!isPlainJson) {
    return { refused: 'wrong-content-type', detail: 'Send the body as application/json, not compressed' };
  }
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) {
    return {
      refused: 'too-large',
      detail: `The body has ${bytes.length} bytes; at most ${MAX_BODY_BYTES} are taken: send fewer edits at once`,
    };
  }
  if (!isUtf8(bytes)) return { refused: 'not-json', detail: 'The body is not UTF-8 text; nothing was saved' };
  try {
    return { json: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { refused: 'not-json', detail: 'The body could not be read as JSON; nothing was saved' };
  }
}

/** Parses a part of the request; what is wrong with it is told field by field. */
export function parsePart<T extends object>(schema: z.ZodType<T>, part: unknown): T | ServiceRefusal {
  const parsed = schema.safeParse(part);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error).slice(0, MAX_PROBLEMS);
  const first = problems[0]?.message ?? '';
  const isTooMuch = parsed.error.issues.some(({ code, path }) => code === 'too_big' && isCounted(path));
  return { refused: isTooMuch ? 'too-large' : 'invalid-request', detail: `${first}; nothing was saved`, problems };
}

/** [S3] Pushes of a request, mutations of a push. */
function isCounted(path: readonly PropertyKey[]): boolean {
  return path[0] === 'pushes' && (path.length === 1 || (path.length === 3 && path[2] === 'mutations'));
}
