import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { createGatewayAuthorizer } from './gateway-authorizer.ts';
import { gatewayEvent } from './gateway-event.ts';
import { type GatewayRoute, matchRoute } from './gateway-routes.ts';
import { BodyTooLargeError, readBody, sendJson } from './http-messages.ts';

/** Quotas of HTTP APIs and of Lambda's synchronous answers (AWS documentation, "Quotas for HTTP APIs", "Lambda quotas"). */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
const MAX_INVOCATION_BYTES = 6 * 1024 * 1024;

export type Handler = (event: APIGatewayProxyEventV2WithJWTAuthorizer) => Promise<APIGatewayProxyStructuredResultV2>;

export interface GatewayParts {
  readonly routes: readonly GatewayRoute[];
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly authorize: ReturnType<typeof createGatewayAuthorizer>;
  readonly clock: () => Date;
  /** Gets what a 5xx must not tell the caller. */
  readonly logError: (message: string, error: unknown) => void;
}

/** Answers a request as the deployed HTTP API and Lambda would, with the very handlers that are deployed. */
export function createLocalGateway({ routes, handlers, authorize, clock, logError }: GatewayParts) {
  return async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const matched = matchRoute(routes, request.method ?? 'GET', url.pathname);
    const handler = matched === null ? undefined : handlers[matched.route.functionName];
    if (matched === null || handler === undefined) return sendJson(response, 404, { message: 'Not Found' });

    const { scopes, timeoutMs } = matched.route;
    const authorization = scopes === null ? null : await authorize(request.headers.authorization, scopes);
    if (authorization !== null && !authorization.allowed) {
      const { status, description } = authorization;
      const error = status === 401 ? 'invalid_token' : 'insufficient_scope';
      response.setHeader(
        'www-authenticate',
        `Bearer scope="${scopes?.join(' ') ?? ''}" error="${error}" error_description="${description}"`,
      );
      return sendJson(response, status, { message: status === 401 ? 'Unauthorized' : 'Forbidden' });
    }
    try {
      const body = await readBody(request, MAX_REQUEST_BYTES);
      if (body.length > MAX_INVOCATION_BYTES) return sendJson(response, 413, { message: 'Request Entity Too Large' });
      const event = gatewayEvent({ request, url, body, matched, claims: authorization?.claims ?? null, now: clock() });
      send(response, await withinTime(handler(event), timeoutMs));
    } catch (error) {
      if (error instanceof BodyTooLargeError) return sendJson(response, 413, { message: 'Request Entity Too Large' });
      logError(`${request.method} ${url.pathname} failed`, error);
      sendJson(response, 500, { message: 'Internal Server Error' });
    }
  };
}

function send(response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  const body = Buffer.from(result.body ?? '', result.isBase64Encoded === true ? 'base64' : 'utf8');
  if (body.length > MAX_INVOCATION_BYTES)
    throw new Error(`the answer has ${body.length} bytes; Lambda allows ${MAX_INVOCATION_BYTES}`);
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
  response.statusCode = result.statusCode ?? 200;
  response.end(body);
}

async function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
