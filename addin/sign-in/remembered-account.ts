import { ROLES } from '../../shared/domain/permissions.ts';
import type { Account } from './session.ts';

/** The part of the browser's storage that is used; null where the browser gives none. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

/** Who signed in here last, so that their plan can be shown before the network answers. Never holds a token. */
export interface RememberedAccount {
  read(): Account | null;
  write(account: Account): void;
  forget(): void;
}

export function rememberedAccount(memory: Memory, key: string): RememberedAccount {
  return {
    read() {
      try {
        return accountOf(JSON.parse(memory?.getItem(key) ?? 'null'));
      } catch {
        return null; // somebody else's text under our key
      }
    },
    write(account) {
      try {
        memory?.setItem(key, JSON.stringify(account));
      } catch {
        // a full storage only means that the next start has to wait for the network
      }
    },
    forget: () => memory?.removeItem(key),
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
