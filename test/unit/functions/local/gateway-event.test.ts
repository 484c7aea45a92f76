import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { gatewayEvent } from '../../../../functions/local/gateway-event.ts';

const NOW = new Date('2022-11-01T10:00:00Z');

interface Parts {
  readonly headers?: Record<string, string | string[]>;
  readonly body?: Buffer;
  readonly search?: string;
}

function eventOf({ headers = {}, body = Buffer.alloc(0), search = '' }: Parts) {
  const request = new IncomingMessage(new Socket());
  request.headers = { host: 'localhost:3000', ...headers };
  request.httpVersion = '1.1';
  const route = { functionName: 'push', method: 'POST', path: '/v1/{id}', scopes: ['PEEL.Access'], timeoutMs: 10_000 };
  const matched = { route, rawPath: '/v1/kent 2021', pathParameters: { id: 'kent 2021' } };
  const url = new URL(`http://localhost:3000/v1/kent%202021${search}`);
  return gatewayEvent({ request, url, body, matched, claims: { oid: 'asha' }, now: NOW });
}

describe('the event of a request', () => {
  it('names the route, the decoded path and its parameters', () => {
    const event = eventOf({});
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /v1/{id}',
      rawPath: '/v1/kent 2021',
      pathParameters: { id: 'kent 2021' },
      requestContext: {
        authorizer: { jwt: { claims: { oid: 'asha' }, scopes: ['PEEL.Access'] } },
        http: { method: 'POST', path: '/v1/kent 2021', protocol: 'HTTP/1.1' },
        stage: '$default',
        timeEpoch: NOW.getTime(),
      },
    });
  });

  it('joins a repeated query parameter with a comma, and leaves the raw query as it came', () => {
    const { queryStringParameters, rawQueryString } = eventOf({ search: '?after=a%2Bb&limit=1&limit=2&empty=' });
    expect(queryStringParameters).toEqual({ after: 'a+b', limit: '1,2', empty: '' });
    expect(rawQueryString).toBe('after=a%2Bb&limit=1&limit=2&empty=');
    expect(eventOf({})).not.toHaveProperty('queryStringParameters');
  });

  it('joins a repeated header with a comma', () => {
    expect(eventOf({ headers: { 'x-many': ['one', 'two'] } }).headers).toMatchObject({ 'x-many': 'one,two' });
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/problem+json',
    'text/plain',
    'application/x-www-form-urlencoded',
  ])('hands a body of %s over as text', (type) => {
    const event = eventOf({ headers: { 'content-type': type }, body: Buffer.from('{"note":"café"}') });
    expect(event).toMatchObject({ body: '{"note":"café"}', isBase64Encoded: false });
  });

  it.each(['application/octet-stream', 'image/png', 'application/gzip'])(
    'hands a body of %s over in base64, byte for byte',
    (type) => {
      const bytes = Buffer.from([0x1f, 0x8b, 0x00, 0xff, 0xfe]);
      const event = eventOf({ headers: { 'content-type': type }, body: bytes });
      expect(event.isBase64Encoded).toBe(true);
      expect(Buffer.from(event.body ?? '', 'base64')).toEqual(bytes);
    },
  );

  it('has no body where none was sent', () => {
    const event = eventOf({ headers: { 'content-type': 'image/png' } });
    expect(event).not.toHaveProperty('body');
    expect(event.isBase64Encoded).toBe(false);
  });
});
