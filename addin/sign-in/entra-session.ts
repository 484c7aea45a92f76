import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser';
import { accountOfToken } from './account-of-token.ts';
import { type Memory, rememberedAccount } from './remembered-account.ts';
import { type Session, SignInUnreachableError } from './session.ts';

export interface EntraSessionOptions {
  readonly clientId: string;
  readonly tenantId: string;
  /** The API's permission: `api://.../PEEL.Access`. */
  readonly scope: string;
  readonly memory: Memory;
}

// error codes of @azure/msal-browser 5
const NO_NETWORK_CODES = ['no_network_connectivity', 'post_request_failed', 'get_request_failed', 'timed_out'];
/** The host's broker may never answer (office-js#6920: while a dialog is open), and a round would wait with it. */
const SILENT_TIMEOUT_MS = 30_000;
const GAVE_UP_CODES = ['user_cancelled', 'access_denied', 'popup_window_error', 'empty_window_error'];

/**
 * Microsoft Entra by nested app authentication: the host that the person is signed in to vouches for them, so that a
 * window opens only where consent or a second factor is asked.
 */
export function createEntraSession({ clientId, tenantId, scope, memory }: EntraSessionOptions): Session {
  const remembered = rememberedAccount(memory, `peel.entra-account.${clientId}`);
  const scopes = [scope];
  let account = remembered.read();
  let isSignedOut = remembered.isSignedOut;
  let application: Promise<IPublicClientApplication> | null = null;

  /** Loaded at first need: the formulas answer without it. */
  const loadApplication = async (): Promise<IPublicClientApplication> => {
    const { createNestablePublicClientApplication } = await import('@azure/msal-browser');
    return createNestablePublicClientApplication({
      auth: { clientId, authority: `https://login.microsoftonline.com/${tenantId}` },
      cache: { cacheLocation: 'localStorage' },
    });
  };
  const msal = (): Promise<IPublicClientApplication> => {
    application ??= loadApplication().catch((cause: unknown) => {
      application = null; // the next call tries to load it again
      throw new SignInUnreachableError('The sign-in library could not be loaded', { cause });
    });
    return application;
  };
  const take = ({ accessToken }: AuthenticationResult): string => {
    account = accountOfToken(accessToken) ?? account;
    if (account !== null) remembered.write(account);
    return accessToken;
  };
  /** Also where it was another window that signed out. */
  const noticeSignOut = (): boolean => {
    isSignedOut ||= remembered.isSignedOut;
    if (isSignedOut) account = null;
    return isSignedOut;
  };

  return {
    get account() {
      return account;
    },
    get mayBeSignedOut() {
      return remembered.mayBeSignedOut;
    },
    async token({ renew = false } = {}) {
      if (noticeSignOut()) return null;
      const client = await msal();
      try {
        const result = await inTime(client.acquireTokenSilent({ scopes, forceRefresh: renew }));
        return noticeSignOut() ? null : take(result);
      } catch (cause) {
        if (cause instanceof SignInUnreachableError) throw cause;
        if (hasCode(cause, NO_NETWORK_CODES))
          throw new SignInUnreachableError('Microsoft Entra cannot be reached', { cause });
        return null; // everything else needs the person
      }
    },
    async signIn() {
      const client = await msal();
      try {
        const result = await client.acquireTokenPopup({ scopes });
        isSignedOut = false;
        take(result);
        return account;
      } catch (cause) {
        if (hasCode(cause, GAVE_UP_CODES)) return null;
        throw cause;
      }
    },
    async signOut() {
      remembered.signOut();
      isSignedOut = true;
      account = null;
      // nested app authentication cannot (msal-browser's NestedAppAuthController throws): the host keeps tokens of its own
      await msal()
        .then((client) => client.clearCache())
        .catch(() => {});
    },
  };
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const error = new SignInUnreachableError('Microsoft Entra did not answer in time');
    timer = setTimeout(() => reject(error), SILENT_TIMEOUT_MS);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

function hasCode(cause: unknown, codes: readonly string[]): boolean {
  const { errorCode } = (cause ?? {}) as { errorCode?: unknown };
  return typeof errorCode === 'string' && codes.includes(errorCode);
}
