import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLocalIssuer } from '../../../../functions/local/local-issuer.ts';
import { PREVIEW_USERS } from '../../../../functions/local/preview-users.ts';
import { MAX_PUSH_BYTES, PROTOCOL } from '../../../../shared/sync/protocol.ts';
import { type CloudUnderTest, NOW, startCloudUnderTest, TODAY } from '../../../support/cloud-under-test.ts';
import { editOf } from '../../../support/dataset-state.ts';
import { DATASET_PATH, ServiceClient } from '../../../support/service-client.ts';

let cloud: CloudUnderTest;

beforeAll(async () => {
  cloud = await startCloudUnderTest();
}, 60_000);
afterAll(async () => {
  await cloud.close();
  expect(cloud.failures).toEqual([]);
});

const nobody = (): ServiceClient => new ServiceClient(cloud.origin(), null);
/** A note on AFI 7, as a push request. */
async function noteRequest(note: string, more: object = {}) {
  const edit = editOf(cloud.seeded('afi/7'), { note }, { mutationId: randomUUID(), effectiveOn: TODAY });
  const cursor = await (await cloud.as('dana')).cursor();
  return { clientId: randomUUID(), cursor, pushes: [{ number: 1, mutations: [{ ...edit, ...more }] }] };
}

describe('who may come in', () => {
  it('tells its health to anyone', async () => {
    const answer = await nobody().send('/v1/health');
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', protocol: PROTOCOL } });
  });

  it('asks everyone else for a token', async () => {
    const { status, headers } = await nobody().send(`${DATASET_PATH}/snapshot`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('no bearer token was sent');
  });

  it('refuses a token that says the right things with the wrong signature', async () => {
    const [asha] = PREVIEW_USERS;
    if (asha === undefined) throw new Error('there is no user');
    const forger = await createLocalIssuer(cloud.origin());
    const { access_token } = await forger.issue(asha, NOW);
    const { status, headers } = await new ServiceClient(cloud.origin(), access_token).send(`${DATASET_PATH}/snapshot`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('not one that this service trusts');
  });

  it('refuses a token after its hour', async () => {
    const client = await cloud.as('asha');
    onTestFinished(() => cloud.setNow(NOW));
    cloud.setNow(new Date(NOW.getTime() + 3_599_000));
    expect((await client.send(`${DATASET_PATH}/snapshot`)).status).toBe(200);
    cloud.setNow(new Date(NOW.getTime() + 3_600_000));
    const { status, headers } = await client.send(`${DATASET_PATH}/snapshot`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('the token has expired');
  });

  it("gives tokens to the preview's people only, and says who they are", async () => {
    const response = await fetch(`${cloud.origin()}/local/users`);
    expect(await response.json()).toEqual(PREVIEW_USERS);
    for (const body of ['{"user":"mallory"}', '{"user":7}', '{}', 'asha', '{"user":"asha","role":"administrator"}']) {
      const refused = await fetch(`${cloud.origin()}/local/token`, { method: 'POST', body });
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ message: expect.stringContaining('asha, ben, maria, owen, dana') });
    }
    const large = await fetch(`${cloud.origin()}/local/token`, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(large.status).toBe(400);
  });

  it('publishes its issuer and public keys, never the private one', async () => {
    const configuration = await (await fetch(`${cloud.origin()}/.well-known/openid-configuration`)).json();
    expect(configuration).toEqual({ issuer: cloud.origin(), jwks_uri: `${cloud.origin()}/local/jwks.json` });
    const { keys } = (await (await fetch(`${cloud.origin()}/local/jwks.json`)).json()) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  it.each([
    ['another name', 'peel.example:3000', 421],
    ['a name that ends like ours', 'localhost.example', 421],
    ['no name at all', ']', 400],
  ])('turns away who asks for %s', async (_case, host, status) => {
    const { port } = new URL(cloud.origin());
    // fetch does not let a caller name another host
    const asked = request({ host: '127.0.0.1', port, path: '/local/users', headers: { host } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(status);
  });
});

describe('[S17] strict edges', () => {
  it.each([
    ['an unknown route', '/v1/elsewhere', {}],
    ['another method', `${DATASET_PATH}/push`, {}],
    ['a record id with an encoded slash, as the deployed gateway does', `${DATASET_PATH}/records/afi%2F7/history`, {}],
    ['a page of the site, where there is none', '/index.html', {}],
  ])('answers 404 to %s', async (_case, path, init) => {
    expect(await (await cloud.as('owen')).send(path, init)).toMatchObject({
      status: 404,
      body: { message: 'Not Found' },
    });
  });

  it.each([
    ['a body that is no JSON', '{"clientId":', 400, 'not-json'],
    ['an empty body', '', 400, 'not-json'],
    ['a body that is no push', '[]', 400, 'invalid-request'],
  ])('refuses %s', async (_case, body, status, code) => {
    const answer = await (await cloud.as('dana')).post(body);
    expect(answer).toMatchObject({
      status,
      body: { status, code, detail: expect.stringContaining('nothing was saved') },
    });
  });

  it('names the field that it does not know', async () => {
    const answer = await (await cloud.as('dana')).post(await noteRequest('A note', { author: 'somebody else' }));
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', problems: [{ path: 'pushes.0.mutations.0.author', code: 'unknown-field' }] },
    });
  });

  it('[S3] refuses a push of more than 256 KB, and says how large it may be', async () => {
    const answer = await (await cloud.as('dana')).post(await noteRequest('x'.repeat(MAX_PUSH_BYTES)));
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'too-large', detail: expect.stringContaining(`at most ${MAX_PUSH_BYTES}`) },
    });
  });

  it.each([
    ['the service (2 MB)', 2 * 1024 * 1024, { code: 'too-large' }],
    ['Lambda (7 MB)', 7 * 1024 * 1024, { message: 'Request Entity Too Large' }],
    ['the gateway (11 MB)', 11 * 1024 * 1024, { message: 'Request Entity Too Large' }],
  ])('refuses a body that is too large for %s', async (_case, bytes, body) => {
    expect(await (await cloud.as('dana')).post('x'.repeat(bytes))).toMatchObject({ status: 413, body });
  });

  it('[S18] tells a client of another protocol to update, and which one is spoken here', async () => {
    for (const protocol of ['0', String(PROTOCOL - 1), String(PROTOCOL + 1), '']) {
      const headers = { 'peel-protocol': protocol };
      const answer = await (await cloud.as('owen')).send(`${DATASET_PATH}/snapshot`, { headers });
      expect(answer).toMatchObject({ status: 426, body: { code: 'update-needed' } });
      expect(answer.headers.get('peel-protocol')).toBe(String(PROTOCOL));
    }
  });

  it('compresses an answer for who accepts it', async () => {
    const client = await cloud.as('owen');
    const { cursor } = await client.snapshot();
    const path = `${DATASET_PATH}/changes?after=${cursor}&limit=1`;
    const plain = await client.send(path, { headers: { 'accept-encoding': 'identity' } });
    const compressed = await client.send(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(compressed.body).toEqual(plain.body);
  });
});
