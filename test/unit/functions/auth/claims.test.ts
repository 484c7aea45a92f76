import { describe, expect, it } from 'vitest';
import { actorOf } from '../../../../functions/auth/claims.ts';
import { CLAIMS, claimsOf, TENANT } from '../service-fixtures.ts';

describe('actorOf', () => {
  it.each([
    ['asha', CLAIMS.asha, { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] }],
    ['owen', CLAIMS.owen, { subject: 'owen', name: 'Owen', role: 'reader', offices: [] }],
  ])('reads who %s is from the claims that the gateway hands over', (_who, claims, actor) => {
    expect(actorOf(claims, TENANT)).toEqual(actor);
  });

  it.each([
    ['one role without brackets', 'PEEL.Manager', 'manager', []],
    ['one role in brackets', '[PEEL.Manager]', 'manager', []],
    [
      'several roles, of which the highest counts',
      '[PEEL.Reader PEEL.Administrator PEEL.Contributor]',
      'administrator',
      [],
    ],
    ['a list that was never turned into text', ['PEEL.Contributor', 'PEEL.Office.crime'], 'contributor', ['crime']],
    ['several offices', '[PEEL.Office.fcir PEEL.Contributor PEEL.Office.crime]', 'contributor', ['fcir', 'crime']],
    ['an office that cannot be one', '[PEEL.Contributor PEEL.Office.Crime#1]', 'contributor', []],
  ])('[S19] understands %s', (_what, roles, role, offices) => {
    expect(actorOf({ ...CLAIMS.asha, roles }, TENANT)).toMatchObject({ role, offices });
  });

  it.each([
    ['no claims', undefined, 'not-signed-in'],
    ['no subject', { ...CLAIMS.asha, oid: undefined }, 'not-signed-in'],
    ['a subject that could be read as another key', { ...CLAIMS.asha, oid: 'asha#HEAD' }, 'not-signed-in'],
    ['another tenant', { ...CLAIMS.asha, tid: '00000000-0000-4000-8000-000000000002' }, 'wrong-tenant'],
    ['no scope', { ...CLAIMS.asha, scp: undefined }, 'scope-missing'],
    ['another scope', { ...CLAIMS.asha, scp: 'User.Read PEEL.Accessory' }, 'scope-missing'],
    ['no role', claimsOf('nobody', []), 'no-role'],
    ['an office without a role', claimsOf('nobody', ['PEEL.Office.fcir']), 'no-role'],
    ['a role of another spelling', claimsOf('nobody', ['peel.manager', 'PEEL.Managers']), 'no-role'],
  ])('[S19] refuses %s', (_what, claims, refused) => {
    expect(actorOf(claims, TENANT)).toMatchObject({ refused });
  });

  it('[S19] tells a person without a role whom to ask', () => {
    expect(actorOf(claimsOf('nobody', []), TENANT)).toMatchObject({ detail: expect.stringContaining('administrator') });
  });

  it('takes a person without a printed name by their id', () => {
    expect(actorOf({ ...CLAIMS.asha, name: undefined }, TENANT)).toMatchObject({ name: 'asha' });
  });
});
