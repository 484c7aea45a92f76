import type { Actor } from '../../shared/domain/permissions.ts';

/** Who is signed in, as their own token says. Known from an earlier session before the network answers. */
export interface Account {
  readonly tenant: string;
  readonly actor: Actor;
}

export interface TokenOptions {
  /** Fetches a new token even where the old one looks good. */
  readonly renew?: boolean;
}

/** How this person proves who they are. Implementations: the local issuer's session and Microsoft Entra's. */
export interface Session {
  /** Null while nobody is known, or they signed out in this window or, as the next token shows, in another. */
  readonly account: Account | null;
  /** Whether another window's word that the person signed out can still hold: not where they have signed in since. */
  readonly mayBeSignedOut: boolean;
  /**
   * A token for the service that is good for at least a minute; null where only the person's own press can get one.
   * Rejects with SignInUnreachableError while offline.
   */
  token(options?: TokenOptions): Promise<string | null>;
  /** Signs in, with a window where the host needs one; resolves with null where the person gave up. */
  signIn(): Promise<Account | null>;
  /** Forgets the account and its tokens on this machine; from then on only signIn gets a token, also in a later start. */
  signOut(): Promise<void>;
}

/** Nobody answered at the sign-in service: neither a yes nor a no. */
export class SignInUnreachableError extends Error {
  override readonly name = 'SignInUnreachableError';
}
