import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { PROTOCOL, PROTOCOL_HEADER } from '../../shared/sync/protocol.ts';
import { type ProblemCode, problemDetails, type ServiceRefusal } from './problem-details.ts';

/** What a handler answers when it could do what was asked; `stoppedBy`: a part of it; `gzipped` is JSON, compressed before. */
export type Answer =
  | { readonly status: 200; readonly body: object; readonly stoppedBy?: ProblemCode }
  | { readonly status: 200; readonly gzipped: Uint8Array }
  | { readonly status: 204 };

const COMPRESSED_FROM_BYTES = 1024;
const RETRY_AFTER_SECONDS = '1';
const COMMON_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'accept-encoding' };

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** An answer as API Gateway takes it, compressed where the client accepts that: an HTTP API does not compress by itself. */
export async function httpAnswer(answer: Answer, acceptEncoding: string): Promise<APIGatewayProxyStructuredResultV2> {
  if (answer.status === 204) return { statusCode: 204, headers: COMMON_HEADERS };
  const headers = {
    ...COMMON_HEADERS,
    'content-type': 'application/json',
    ...('stoppedBy' in answer ? retryHeaders(answer.stoppedBy) : {}),
  };
  const acceptsGzip = /(^|[\s,])gzip\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/i.test(acceptEncoding);
  if ('gzipped' in answer) {
    if (acceptsGzip) return compressed(200, headers, answer.gzipped);
    return { statusCode: 200, headers, body: (await decompress(answer.gzipped)).toString() };
  }
  const body = JSON.stringify(answer.body);
  if (!acceptsGzip || Buffer.byteLength(body) <= COMPRESSED_FROM_BYTES) return { statusCode: 200, headers, body };
  return compressed(200, headers, await compress(body));
}

export function httpRefusal(refusal: ServiceRefusal): APIGatewayProxyStructuredResultV2 {
  const problem = problemDetails(refusal);
  const headers = {
    ...COMMON_HEADERS,
    'content-type': 'application/problem+json',
    ...retryHeaders(refusal.refused),
    // [S18] the least protocol that is spoken here
    ...(refusal.refused === 'update-needed' ? { [PROTOCOL_HEADER]: String(PROTOCOL) } : {}),
  };
  return { statusCode: problem.status, headers, body: JSON.stringify(problem) };
}

function retryHeaders(refused: ProblemCode | undefined): Record<string, string> {
  return refused === 'busy' ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
}

function compressed(statusCode: number, headers: Record<string, string>, bytes: Uint8Array) {
  return {
    statusCode,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}
