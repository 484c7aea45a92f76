import { describe, expect, it } from 'vitest';
import { accountOfToken } from '../../../../addin/sign-in/account-of-token.ts';

const tokenOf = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const CLAIMS = { tid: 'tenant', oid: 'person', name: 'Zoë Müller-Ødegård' };

describe('who a token speaks of', () => {
  it('reads name, highest role and offices', () => {
    const roles = ['PEEL.Reader', 'PEEL.Manager', 'PEEL.Office.strategic-planning', 'PEEL.Office.NOT AN OFFICE'];
    expect(accountOfToken(tokenOf({ ...CLAIMS, roles }))).toEqual({
      tenant: 'tenant',
      actor: { subject: 'person', name: 'Zoë Müller-Ødegård', role: 'manager', offices: ['strategic-planning'] },
    });
  });

  it('shows somebody without a role as a reader', () => {
    expect(accountOfToken(tokenOf(CLAIMS))?.actor).toMatchObject({ role: 'reader', offices: [] });
  });

  it.each(['', 'opaque', 'a.%%%.c', 'a.bnVsbA.c', tokenOf({ name: 'Nobody' })])('reads nothing in %j', (token) => {
    expect(accountOfToken(token)).toBeNull();
  });
});
