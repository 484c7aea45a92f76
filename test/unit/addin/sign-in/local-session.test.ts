import { beforeAll, describe, expect, it } from 'vitest';
import { createLocalSession } from '../../../../addin/sign-in/local-session.ts';
import type { Memory } from '../../../../addin/sign-in/remembered-account.ts';
import { createLocalIssuer, type LocalIssuer } from '../../../../functions/local/local-issuer.ts';
import { PREVIEW_USERS } from '../../../../functions/local/preview-users.ts';

const START_MS = Date.parse('2022-11-01T10:00:00Z');

function textMemory(): NonNullable<Memory> & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  };
}

let issuer: LocalIssuer;
beforeAll(async () => {
  issuer = await createLocalIssuer('http://localhost:3000');
});

/** A session at the real issuer's tokens, with a clock and a network that the test holds. */
function sessionFor(user: string, memory: Memory = textMemory()) {
  const world = { nowMs: START_MS, isReachable: true, asked: 0, issuerMs: () => world.nowMs };
  const answer = async (_url: unknown, init: RequestInit = {}): Promise<Response> => {
    world.asked += 1;
    if (!world.isReachable) throw new TypeError('fetch failed');
    const { user: wanted } = JSON.parse(String(init.body)) as { user: string };
    const found = PREVIEW_USERS.find(({ id }) => id === wanted);
    if (found === undefined) return new Response('{}', { status: 400 });
    return new Response(JSON.stringify(await issuer.issue(found, new Date(world.issuerMs()))));
  };
  const session = createLocalSession({
    apiBaseUrl: '',
    user,
    memory,
    fetch: answer as typeof fetch,
    now: () => world.nowMs,
  });
  return { session, world };
}

describe('sign-in at the local issuer', () => {
  it('tells who somebody is by their token’s own claims', async () => {
    const { session } = sessionFor('asha');
    expect(session.account).toBeNull();
    expect(await session.token()).toMatch(/^ey/);
    expect(session.account).toMatchObject({
      tenant: '00000000-0000-4000-8000-000000000001',
      actor: { name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] },
    });
  });

  it('keeps a token, and renews it a minute before it ends, or when asked', async () => {
    const { session, world } = sessionFor('maria');
    const first = await session.token();
    expect(await session.token()).toBe(first);
    world.nowMs += 3_541_000;
    expect(await session.token()).not.toBe(first);
    await session.token({ renew: true });
    expect(world.asked).toBe(3);
  });

  it('knows who was here last before the network answers, and holds no token on disk', async () => {
    const memory = textMemory();
    const before = sessionFor('dana', memory);
    const token = await before.session.token();
    const after = sessionFor('dana', memory);
    after.world.isReachable = false;
    expect(after.session.account?.actor.name).toBe('Dana Whitlock');
    await expect(after.session.token()).rejects.toThrow('cannot be reached');
    expect([...memory.texts.values()].join()).not.toContain(token);
  });

  it('a stranger gets no token, and is told so', async () => {
    const { session } = sessionFor('mallory');
    await expect(session.token()).rejects.toThrow('gave no token to mallory');
  });

  it('[S16] a machine’s clock that is a day wrong makes no difference to when it renews', async () => {
    for (const wrongMs of [-86_400_000, 86_400_000]) {
      const { session, world } = sessionFor('maria');
      const issuedAtMs = world.nowMs;
      world.nowMs += wrongMs;
      world.issuerMs = () => world.nowMs - wrongMs;
      const first = await session.token();
      expect(world.issuerMs()).toBe(issuedAtMs);
      expect(await session.token()).toBe(first);
      world.nowMs += 3_541_000;
      expect(await session.token()).not.toBe(first);
      expect(world.asked).toBe(2);
    }
  });

  it('[S16] signed out gives no token until signed in again, and who it was is forgotten', async () => {
    const memory = textMemory();
    const { session } = sessionFor('owen', memory);
    await session.token();
    await session.signOut();
    expect([session.account, await session.token()]).toEqual([null, null]);
    expect([...memory.texts.values()].join()).not.toContain('Owen');
    expect((await session.signIn())?.actor.role).toBe('reader');
    expect(await session.token()).toMatch(/^ey/);
  });

  it('[S16] signed out in one window, another notices at its next token', async () => {
    const memory = textMemory();
    const [one, other] = [sessionFor('owen', memory), sessionFor('owen', memory)];
    await one.session.token();
    await other.session.token();
    await one.session.signOut();
    expect([await other.session.token(), other.session.account]).toEqual([null, null]);
    await one.session.signIn();
    expect(await other.session.token()).toBeNull();
  });

  it('[S16] a token that comes after another window signed out is not taken', async () => {
    const memory = textMemory();
    const [one, other] = [sessionFor('owen', memory), sessionFor('owen', memory)];
    const asking = other.session.token();
    await one.session.signOut();
    expect([await asking, other.session.account]).toEqual([null, null]);
    expect(sessionFor('asha', memory).session.account).toBeNull();
  });

  it('opening the page anew as somebody signs them in, as choosing them does', async () => {
    const memory = textMemory();
    await sessionFor('owen', memory).session.signOut();
    expect(await sessionFor('owen', memory).session.token()).toMatch(/^ey/);
  });

  it.each([
    '{',
    '[]',
    '{"tenant":"t"}',
    '{"tenant":"t","actor":{"subject":"s","name":"n","role":"king","offices":[]}}',
  ])('does not trust a remembered %s', async (text) => {
    const memory = textMemory();
    memory.setItem('peel.local-account.asha', text);
    expect(sessionFor('asha', memory).session.account).toBeNull();
  });

  it('goes without a memory where the browser gives none', async () => {
    const { session } = sessionFor('asha', null);
    await session.token();
    expect(session.account?.actor.name).toBe('Asha Fielding');
  });
});
