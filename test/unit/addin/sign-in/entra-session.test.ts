import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEntraSession } from '../../../../addin/sign-in/entra-session.ts';
import type { Memory } from '../../../../addin/sign-in/remembered-account.ts';
import { SignInUnreachableError } from '../../../../addin/sign-in/session.ts';

const silent = vi.hoisted(() => vi.fn());
const popup = vi.hoisted(() => vi.fn());
// Entra and Excel's broker behind this library cannot be run here; its answers and error codes are those of 5.29.0
vi.mock('@azure/msal-browser', () => ({
  createNestablePublicClientApplication: async () => ({
    acquireTokenSilent: silent,
    acquireTokenPopup: popup,
    // as in a host that vouches: it keeps its own tokens
    clearCache: () => Promise.reject(new Error('unsupported')),
  }),
}));

const claims = { tid: 'tenant', oid: 'person', name: 'Asha Fielding', roles: ['PEEL.Manager'] };
const accessToken = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const session = (memory: Memory = null) =>
  createEntraSession({ clientId: 'client', tenantId: 'tenant', scope: 'api://x', memory });
function textMemory(): NonNullable<Memory> & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  };
}
const failing = (errorCode: string) => silent.mockRejectedValueOnce(Object.assign(new Error(errorCode), { errorCode }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  silent.mockReset();
  popup.mockReset();
});

describe('sign-in at Microsoft Entra', () => {
  it('asks the host without a window, and tells who somebody is by the token', async () => {
    silent.mockResolvedValueOnce({ accessToken });
    const entra = session();
    expect(await entra.token({ renew: true })).toBe(accessToken);
    expect(silent).toHaveBeenCalledWith({ scopes: ['api://x'], forceRefresh: true });
    expect(entra.account?.actor).toMatchObject({ subject: 'person', role: 'manager' });
  });

  it.each(['interaction_required', 'no_account_found'])('has no token where %s', async (code) => {
    failing(code);
    expect(await session().token()).toBeNull();
  });

  it('without a network it is unreachable, which is no sign-out', async () => {
    failing('no_network_connectivity');
    await expect(session().token()).rejects.toThrow(SignInUnreachableError);
  });

  it('[S16] a broker that never answers does not hold a round for ever', async () => {
    silent.mockReturnValueOnce(new Promise(() => {}));
    const refused = expect(session().token()).rejects.toThrow('did not answer in time');
    await vi.advanceTimersByTimeAsync(30_000);
    await refused;
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['in memory alone', 'on disk'])(
    '[S16] signed out, it asks the host no more, until the person signs in (%s)',
    async (where) => {
      const memory = where === 'on disk' ? textMemory() : null;
      silent.mockResolvedValue({ accessToken });
      popup.mockResolvedValueOnce({ accessToken });
      const entra = session(memory);
      await entra.token();
      await entra.signOut();
      expect([await entra.token(), entra.account]).toEqual([null, null]);
      expect(silent).toHaveBeenCalledOnce();
      expect((await entra.signIn())?.actor.name).toBe('Asha Fielding');
      expect(await entra.token()).toBe(accessToken);
    },
  );

  it('[S16] signed out, a later start and another window are signed out too, and who it was is forgotten', async () => {
    const memory = textMemory();
    silent.mockResolvedValue({ accessToken });
    const [one, other] = [session(memory), session(memory)];
    await other.token();
    await one.signOut();
    expect([await other.token(), other.account]).toEqual([null, null]);
    expect([session(memory).account, await session(memory).token()]).toEqual([null, null]);
    expect([...memory.texts.values()].join()).not.toContain('Asha');
  });

  it('[S16] a token that comes after another window signed out is not taken', async () => {
    const memory = textMemory();
    let answer = (_result: unknown): void => {};
    silent.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    const [one, other] = [session(memory), session(memory)];
    const asking = other.token();
    await vi.waitFor(() => expect(silent).toHaveBeenCalled());
    await one.signOut();
    answer({ accessToken });
    expect([await asking, other.account]).toEqual([null, null]);
  });
});
