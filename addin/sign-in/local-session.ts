import { accountOfToken } from './account-of-token.ts';
import { type Memory, rememberedAccount } from './remembered-account.ts';
import { type Account, type Session, SignInUnreachableError } from './session.ts';

/** A token is renewed this long before it ends, so that it does not end on its way. */
const RENEW_BEFORE_MS = 60_000;
const TIMEOUT_MS = 15_000;

interface Held {
  readonly token: string;
  readonly account: Account;
  readonly endsAtMs: number;
}

export interface LocalSessionOptions {
  /** Without a slash at its end. */
  readonly apiBaseUrl: string;
  /** The example user's id: `asha`. */
  readonly user: string;
  readonly memory: Memory;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

/** Sign-in at the preview's own issuer: whoever is chosen is signed in, without a password. */
export function createLocalSession({ apiBaseUrl, user, memory, ...options }: LocalSessionOptions): Session {
  const { now = Date.now } = options;
  const send = options.fetch ?? ((...request: Parameters<typeof fetch>) => fetch(...request));
  const remembered = rememberedAccount(memory, `peel.local-account.${user}`);
  // opening the page as somebody is how they sign in here
  if (remembered.isSignedOut) remembered.clear();
  let account = remembered.read();
  let held: Held | null = null;
  let isSignedOut = false;

  const ask = async (): Promise<Response> => {
    try {
      return await send(`${apiBaseUrl}/local/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new SignInUnreachableError('The local issuer cannot be reached', { cause });
    }
  };
  const fetchToken = async (): Promise<Held> => {
    const response = await ask();
    const answer: unknown = response.ok ? await response.json() : null;
    const issued = issuedAt(now(), answer);
    if (issued === null) {
      throw new SignInUnreachableError(`The local issuer gave no token to ${user} (${response.status})`);
    }
    return issued;
  };
  const take = (fetched: Held): string => {
    held = fetched;
    account = fetched.account;
    remembered.write(account);
    return held.token;
  };
  const forget = (): void => {
    isSignedOut = true;
    held = null;
    account = null;
  };
  /** Also where it was another window that signed out. */
  const noticeSignOut = (): boolean => {
    if (!isSignedOut && remembered.isSignedOut) forget();
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
      const isGood = held !== null && held.endsAtMs - now() > RENEW_BEFORE_MS;
      if (held !== null && isGood && !renew) return held.token;
      const fetched = await fetchToken();
      return noticeSignOut() ? null : take(fetched);
    },
    async signIn() {
      const fetched = await fetchToken();
      isSignedOut = false;
      take(fetched);
      return account;
    },
    async signOut() {
      forget();
      remembered.signOut();
    },
  };
}

/** It says how long it lasts, which is right also where this machine's clock is wrong. */
function issuedAt(nowMs: number, answer: unknown): Held | null {
  const { access_token: token, expires_in: lastsS } = (answer ?? {}) as {
    access_token?: unknown;
    expires_in?: unknown;
  };
  if (typeof token !== 'string' || typeof lastsS !== 'number') return null;
  const account = accountOfToken(token);
  return account === null ? null : { token, account, endsAtMs: nowMs + lastsS * 1000 };
}
