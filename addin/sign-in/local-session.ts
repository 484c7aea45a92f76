import { factsOfToken, type TokenFacts } from './account-of-token.ts';
import { type Memory, rememberedAccount } from './remembered-account.ts';
import { type Session, SignInUnreachableError } from './session.ts';

/** A token is renewed this long before it ends, so that it does not end on its way. */
const RENEW_BEFORE_MS = 60_000;
const TIMEOUT_MS = 15_000;

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
  let account = remembered.read();
  let held: { readonly token: string; readonly facts: TokenFacts } | null = null;
  let isSignedOut = false;

  const fetchToken = async (): Promise<string> => {
    let response: Response;
    try {
      response = await send(`${apiBaseUrl}/local/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new SignInUnreachableError('The local issuer cannot be reached', { cause });
    }
    const answer: unknown = response.ok ? await response.json() : null;
    const token = tokenIn(answer);
    const facts = token === null ? null : factsOfToken(token);
    if (token === null || facts === null) {
      throw new SignInUnreachableError(`The local issuer gave no token to ${user} (${response.status})`);
    }
    held = { token, facts };
    account = facts.account;
    remembered.write(account);
    return token;
  };

  return {
    get account() {
      return account;
    },
    async token({ renew = false } = {}) {
      if (isSignedOut) return null;
      const isGood = held !== null && held.facts.expiresAtMs - now() > RENEW_BEFORE_MS;
      return isGood && !renew && held !== null ? held.token : fetchToken();
    },
    async signIn() {
      isSignedOut = false;
      await fetchToken();
      return account;
    },
    async signOut() {
      isSignedOut = true;
      held = null;
      account = null;
      remembered.forget();
    },
  };
}

function tokenIn(answer: unknown): string | null {
  const { access_token: token } = (answer ?? {}) as { access_token?: unknown };
  return typeof token === 'string' ? token : null;
}
