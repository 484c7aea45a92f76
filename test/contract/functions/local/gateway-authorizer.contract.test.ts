import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import { createHandlers } from '../../../../functions/handlers/create-handlers.ts';
import { serveFrontDoor } from '../../../../functions/local/front-door.ts';
import { createGatewayAuthorizer } from '../../../../functions/local/gateway-authorizer.ts';
import { readGatewayRoutes } from '../../../../functions/local/gateway-routes.ts';
import { createLocalGateway } from '../../../../functions/local/local-gateway.ts';
import { createLocalIssuer, LOCAL_AUDIENCE, LOCAL_TENANT_ID } from '../../../../functions/local/local-issuer.ts';
import { openPort } from '../../../../functions/local/open-port.ts';
import { PREVIEW_USERS } from '../../../../functions/local/preview-users.ts';
import { PROTOCOL } from '../../../../shared/sync/protocol.ts';
import { DATASET_PATH, ServiceClient } from '../../../support/service-client.ts';

const NOW = new Date('2023-03-01T10:00:00Z');
const NOW_S = NOW.getTime() / 1000;
const ISSUER = 'http://localhost/issuer';

/** Whoever holds this key can make any token that the gateway trusts. */
const { publicKey, privateKey } = await generateKeyPair('RS256');
const GOOD: JWTPayload = {
  iss: ISSUER,
  aud: LOCAL_AUDIENCE,
  sub: 'preview-asha',
  oid: 'asha',
  tid: LOCAL_TENANT_ID,
  name: 'Asha Fielding',
  scp: 'PEEL.Access',
  roles: ['PEEL.Contributor', 'PEEL.Office.fcir'],
  iat: NOW_S,
  nbf: NOW_S,
  exp: NOW_S + 3600,
};
const WITHOUT_EXPIRY: JWTPayload = Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== 'exp'));

function sign(claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey);
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function withPayload(claims: JWTPayload): Promise<string> {
  const [header, , signature] = (await sign(GOOD)).split('.');
  return `${header}.${base64({ ...GOOD, ...claims })}.${signature}`;
}

async function byAnotherKey(): Promise<string> {
  const [asha] = PREVIEW_USERS;
  if (asha === undefined) throw new Error('there is no user');
  return (await (await createLocalIssuer(ISSUER)).issue(asha, NOW)).access_token;
}

describe('tokens at the gateway', () => {
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = await openPort(0);
    origin = opened.origin;
    close = opened.close;
    const repository = createMemoryRepository();
    await repository.createDataset('kent-2021-22', 'epoch');
    const clock = () => NOW;
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'own', alg: 'RS256' }] };
    const noFailure = (message: string, error: unknown) => expect.fail(`${message}: ${String(error)}`);
    const sleep = () => Promise.resolve();
    serveFrontDoor(opened, {
      gateway: createLocalGateway({
        routes: readGatewayRoutes(join(import.meta.dirname, '../../../../serverless.yml')),
        handlers: createHandlers({
          repository,
          clock,
          random: () => 0,
          sleep,
          tenantId: LOCAL_TENANT_ID,
          log: () => undefined,
        }),
        authorize: createGatewayAuthorizer({ issuer: ISSUER, audience: LOCAL_AUDIENCE, jwks }, clock),
        clock,
        logError: noFailure,
      }),
      signIn: () => Promise.resolve(false),
      site: null,
      logError: noFailure,
    });
  });
  afterAll(() => close());

  const snapshot = (token: string | null) => new ServiceClient(origin, token).send(`${DATASET_PATH}/snapshot`);

  it('lets in who has a token of this issuer, for this audience, with the scope', async () => {
    expect(await snapshot(await sign(GOOD))).toMatchObject({ status: 200, body: { sequence: 0 } });
    expect((await snapshot(await sign({ ...GOOD, scp: 'Other.Scope PEEL.Access' }))).status).toBe(200);
  });

  it.each<[string, () => Promise<string> | null, string]>([
    ['no token', () => null, 'no bearer token was sent'],
    ['a token by another key', byAnotherKey, 'not one that this service trusts'],
    ['claims changed after signing', () => withPayload({ roles: ['PEEL.Administrator'] }), 'not one that this service'],
    [
      'an unsigned token',
      () => Promise.resolve(`${base64({ alg: 'none' })}.${base64(GOOD)}.`),
      'not one that this service trusts',
    ],
    ['a token that is none', () => Promise.resolve('not-a-token'), 'not one that this service trusts'],
    ['an expired token', () => sign({ ...GOOD, exp: NOW_S - 1 }), 'the token has expired'],
    ['a token without expiry', () => sign(WITHOUT_EXPIRY), "the token's exp is not the one expected"],
    [
      'a token that is not valid yet',
      () => sign({ ...GOOD, nbf: NOW_S + 60 }),
      "the token's nbf is not the one expected",
    ],
    ['a token for another audience', () => sign({ ...GOOD, aud: 'api://elsewhere' }), "the token's aud is not the one"],
    ['a token of another issuer', () => sign({ ...GOOD, iss: 'http://elsewhere' }), "the token's iss is not the one"],
  ])('refuses %s and says why', async (_case, token, why) => {
    const { status, headers, body } = await snapshot(await token());
    expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(headers.get('www-authenticate')).toContain(why);
  });

  it.each([
    ['none', undefined],
    ['another', 'Mail.Read'],
    ['one that only begins like it', 'PEEL.Access.Admin'],
  ])('refuses a token whose scope is %s', async (_case, scp) => {
    const { status, headers, body } = await snapshot(await sign({ ...GOOD, scp }));
    expect([status, body]).toEqual([403, { message: 'Forbidden' }]);
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    expect(headers.get('www-authenticate')).toContain('lacks the scope PEEL.Access');
  });

  it.each([
    ['no-role', 'without a role', { roles: [] }],
    ['no-role', 'with an office only', { roles: ['PEEL.Office.fcir'] }],
    ['wrong-tenant', 'of another organisation', { tid: '00000000-0000-4000-8000-000000000002' }],
    ['not-signed-in', 'that names nobody', { oid: undefined }],
  ])('[S19] answers %s to a person %s', async (code, _case, claims) => {
    const { status, headers, body } = await snapshot(await sign({ ...GOOD, ...claims }));
    expect(status).toBe(code === 'not-signed-in' ? 401 : 403);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ code, status });
    expect(body.detail).not.toBe('');
  });

  it('asks nobody who they are on the health route', async () => {
    const answer = await new ServiceClient(origin, null).send('/v1/health');
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', protocol: PROTOCOL } });
  });
});
