import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type GatewayRoute, matchRoute, readGatewayRoutes } from '../../../../functions/local/gateway-routes.ts';

const SERVERLESS_YML = join(import.meta.dirname, '../../../../serverless.yml');
const routes = readGatewayRoutes(SERVERLESS_YML);

function route(functionName: string, method: string, path: string): GatewayRoute {
  return { functionName, method, path, scopes: null, timeoutMs: 10_000 };
}

/** The routes of a serverless.yml with this text. */
function readText(yml: string): GatewayRoute[] {
  const folder = mkdtempSync(join(tmpdir(), 'peel-routes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'serverless.yml');
  writeFileSync(path, yml);
  return readGatewayRoutes(path);
}

describe('the routes of serverless.yml', () => {
  it('are those of the service', () => {
    expect(routes.map(({ method, path, functionName }) => `${method} ${path} -> ${functionName}`).sort()).toEqual([
      'GET /v1/datasets/{datasetId}/changes -> changes',
      'GET /v1/datasets/{datasetId}/records/{recordId}/history -> history',
      'GET /v1/datasets/{datasetId}/snapshot -> snapshot',
      'GET /v1/datasets/{datasetId}/snapshot/{sequence}/{page} -> snapshot',
      'GET /v1/health -> health',
      'POST /v1/datasets/{datasetId}/push -> push',
    ]);
  });

  it('ask for the scope everywhere but for health', () => {
    const open = routes.filter(({ scopes }) => scopes === null).map(({ path }) => path);
    expect(open).toEqual(['/v1/health']);
    for (const { scopes } of routes) expect(scopes ?? ['PEEL.Access']).toEqual(['PEEL.Access']);
  });

  it("take the function's timeout, else the provider's, else the framework's own", () => {
    const yml = (provider: string, own: string) =>
      `provider: { name: aws${provider} }\nfunctions: { f: { ${own} events: [{ httpApi: { method: get, path: /f } }] } }`;
    expect(readText(yml(', timeout: 20', 'timeout: 29,'))).toMatchObject([{ method: 'GET', timeoutMs: 29_000 }]);
    expect(readText(yml(', timeout: 20', ''))).toMatchObject([{ timeoutMs: 20_000 }]);
    expect(readText(yml('', ''))).toMatchObject([{ timeoutMs: 6000 }]);
  });

  it.each([
    ['an authorizer without scopes', '{ method: GET, path: /f, authorizer: { name: entra } }', 'scopes'],
    [
      'an authorizer with an empty list of scopes',
      '{ method: GET, path: /f, authorizer: { name: e, scopes: [] } }',
      'scopes',
    ],
    ['an authorizer named only', '{ method: GET, path: /f, authorizer: entra }', 'authorizer'],
    ['a path that does not start with a slash', '{ method: GET, path: f }', 'path'],
  ])('are refused with %s', (_case, httpApi, place) => {
    const yml = `provider: { name: aws }\nfunctions: { f: { events: [{ httpApi: ${httpApi} }] } }`;
    expect(() => readText(yml)).toThrow(expect.objectContaining({ code: 'routes-unreadable' }));
    expect(() => readText(yml)).toThrow(place);
  });
});

describe('matching a request', () => {
  const match = (method: string, path: string) => {
    const matched = matchRoute(routes, method, path);
    return matched && [matched.route.functionName, matched.pathParameters];
  };

  it('finds the route and its path parameters', () => {
    expect(match('GET', '/v1/health')).toEqual(['health', {}]);
    expect(match('POST', '/v1/datasets/kent-2021-22/push')).toEqual(['push', { datasetId: 'kent-2021-22' }]);
    expect(match('GET', '/v1/datasets/kent-2021-22/snapshot/12/0')).toEqual([
      'snapshot',
      { datasetId: 'kent-2021-22', sequence: '12', page: '0' },
    ]);
  });

  it('decodes path parameters', () => {
    expect(match('GET', '/v1/datasets/kent%2D2021/records/afi~7/history')).toEqual([
      'history',
      { datasetId: 'kent-2021', recordId: 'afi~7' },
    ]);
    expect(match('GET', '/v1/datasets/k%C3%A4nt%20/snapshot')).toEqual(['snapshot', { datasetId: 'känt ' }]);
  });

  it('takes %2F for a slash, as an HTTP API does, and %252F for %2F', () => {
    expect(match('GET', '/v1/datasets/kent/records/afi%2F7/history')).toBeNull();
    expect(match('GET', '/v1/datasets/kent/records/afi%252F7/history')).toEqual([
      'history',
      { datasetId: 'kent', recordId: 'afi%2F7' },
    ]);
    expect(match('GET', '/v1%2Fhealth')).toEqual(['health', {}]);
  });

  it.each([
    ['another method', 'GET', '/v1/datasets/kent/push'],
    ['a method in small letters', 'post', '/v1/datasets/kent/push'],
    ['a longer path', 'GET', '/v1/health/more'],
    ['a trailing slash', 'GET', '/v1/health/'],
    ['a shorter path', 'GET', '/v1/datasets'],
    ['an empty path parameter', 'GET', '/v1/datasets//snapshot'],
    ['an unknown path', 'GET', '/v1/elsewhere'],
    ['capital letters', 'GET', '/V1/Health'],
    ['an encoding that is none', 'GET', '/v1/datasets/%E0%A4%A/snapshot'],
    ['a bare percent sign', 'GET', '/v1/datasets/100%/snapshot'],
  ])('finds nothing for %s', (_case, method, path) => {
    expect(match(method, path)).toBeNull();
  });

  it('takes a parameter only where it stands for a whole segment', () => {
    const only = [route('f', 'GET', '/a/{id}.json')];
    expect(matchRoute(only, 'GET', '/a/7.json')).toBeNull();
    expect(matchRoute(only, 'GET', '/a/{id}.json')?.pathParameters).toEqual({});
  });
});
