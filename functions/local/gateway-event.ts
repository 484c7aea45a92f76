import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { MatchedRoute } from './gateway-routes.ts';

const TEXT_TYPES = /^(text\/|application\/(json|[\w.+-]+\+json|xml|javascript|x-www-form-urlencoded))/i;
const ACCOUNT_ID = '000000000000';
const API_ID = 'local';

interface EventParts {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly matched: MatchedRoute;
  readonly claims: Record<string, string> | null;
  readonly now: Date;
}

/** The event that an HTTP API sends to a function (payload format 2.0). */
export function gatewayEvent({
  request,
  url,
  body,
  matched,
  claims,
  now,
}: EventParts): APIGatewayProxyEventV2WithJWTAuthorizer {
  const { route, rawPath, pathParameters } = matched;
  const headers = joinedHeaders(request);
  const query = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((key) => [key, url.searchParams.getAll(key).join(',')]),
  );
  // the gateway passes text through and encodes the rest
  const isText = headers['content-type'] === undefined || TEXT_TYPES.test(headers['content-type']);
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath,
    rawQueryString: url.search.slice(1),
    headers,
    ...(url.search === '' ? {} : { queryStringParameters: query }),
    pathParameters,
    ...(body.length === 0 ? {} : { body: isText ? body.toString('utf8') : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId: API_ID,
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: claims ?? {}, scopes: [...(route.scopes ?? [])] },
      },
      domainName: url.host,
      domainPrefix: API_ID,
      http: {
        method: route.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: `${route.method} ${route.path}`,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
  };
}

function joinedHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}
