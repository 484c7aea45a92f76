import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEntraSession } from '../../../../addin/sign-in/entra-session.ts';
import { SignInUnreachableError } from '../../../../addin/sign-in/session.ts';

const silent = vi.hoisted(() => vi.fn());
// Entra and Excel's broker behind this library cannot be run here; its answers and error codes are those of 5.29.0
vi.mock('@azure/msal-browser', () => ({
  createNestablePublicClientApplication: async () => ({ acquireTokenSilent: silent }),
}));

const claims = { tid: 'tenant', oid: 'person', name: 'Asha Fielding', exp: 1_667_300_400, roles: ['PEEL.Manager'] };
const accessToken = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const session = () => createEntraSession({ clientId: 'client', tenantId: 'tenant', scope: 'api://x', memory: null });
const failing = (errorCode: string) => silent.mockRejectedValueOnce(Object.assign(new Error(errorCode), { errorCode }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  silent.mockReset();
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
});
