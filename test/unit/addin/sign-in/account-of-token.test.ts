import { describe, expect, it } from 'vitest';
import { factsOfToken } from '../../../../addin/sign-in/account-of-token.ts';

const tokenOf = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const CLAIMS = { tid: 'tenant', oid: 'person', name: 'Zoë Müller-Ødegård', exp: 1_667_300_400 };

describe('who a token speaks of', () => {
  it('reads name, highest role and offices, and when it ends', () => {
    const roles = ['PEEL.Reader', 'PEEL.Manager', 'PEEL.Office.strategic-planning', 'PEEL.Office.NOT AN OFFICE'];
    expect(factsOfToken(tokenOf({ ...CLAIMS, roles }))).toEqual({
      account: {
        tenant: 'tenant',
        actor: { subject: 'person', name: 'Zoë Müller-Ødegård', role: 'manager', offices: ['strategic-planning'] },
      },
      expiresAtMs: 1_667_300_400_000,
    });
  });

  it('shows somebody without a role as a reader', () => {
    expect(factsOfToken(tokenOf(CLAIMS))?.account.actor).toMatchObject({ role: 'reader', offices: [] });
  });

  it.each(['', 'opaque', 'a.%%%.c', 'a.bnVsbA.c', tokenOf({ name: 'Nobody' })])('reads nothing in %j', (token) => {
    expect(factsOfToken(token)).toBeNull();
  });
});
