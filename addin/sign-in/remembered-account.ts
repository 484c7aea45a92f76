import { ROLES } from '../../shared/domain/permissions.ts';
import type { Account } from './session.ts';

/** The part of the browser's storage that is used; null where the browser gives none. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

/** Who signed in here last, so that their plan can be shown before the network answers. Never holds a token. */
export interface RememberedAccount {
  read(): Account | null;
  write(account: Account): void;
  /** Whether the person signed out here, in any window, and nobody has signed in since. */
  readonly isSignedOut: boolean;
  /** Whether nothing here speaks against it: also where this browser keeps nothing. */
  readonly mayBeSignedOut: boolean;
  /** Forgets who it was, but not that they signed out: a host would vouch for them again, unasked. */
  signOut(): void;
  clear(): void;
}

const SIGNED_OUT = 'signed out';

export function rememberedAccount(memory: Memory, key: string): RememberedAccount {
  const put = (text: string): void => {
    try {
      memory?.setItem(key, text);
    } catch {
      // a full storage only means that the next start has to wait for the network
    }
  };
  const read = (): Account | null => {
    try {
      return accountOf(JSON.parse(memory?.getItem(key) ?? 'null'));
    } catch {
      return null; // the mark of a sign-out, or somebody else's text under our key
    }
  };
  return {
    read,
    write: (account) => put(JSON.stringify(account)),
    get isSignedOut() {
      return memory?.getItem(key) === SIGNED_OUT;
    },
    get mayBeSignedOut() {
      return read() === null;
    },
    signOut() {
      memory?.removeItem(key);
      put(SIGNED_OUT);
    },
    clear: () => memory?.removeItem(key),
  };
}

function accountOf(value: unknown): Account | null {
  const { tenant, actor } = (value ?? {}) as Partial<Account>;
  const { subject, name, role, offices } = actor ?? {};
  const areTexts = [tenant, subject, name].every((text) => typeof text === 'string');
  const hasRole = ROLES.some((each) => each === role);
  const hasOffices = Array.isArray(offices) && offices.every((office) => typeof office === 'string');
  return areTexts && hasRole && hasOffices ? (value as Account) : null;
}
