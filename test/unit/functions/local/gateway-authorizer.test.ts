import { describe, expect, it } from 'vitest';
import { actorOf } from '../../../../functions/auth/claims.ts';
import { stringifyClaims } from '../../../../functions/local/gateway-authorizer.ts';
import { createLocalIssuer, LOCAL_TENANT_ID } from '../../../../functions/local/local-issuer.ts';
import { PREVIEW_USERS } from '../../../../functions/local/preview-users.ts';

describe('claims as a JWT authorizer hands them over', () => {
  it.each<[string, unknown, string]>([
    ['a list', ['PEEL.Contributor', 'PEEL.Office.fcir'], '[PEEL.Contributor PEEL.Office.fcir]'],
    ['a list of one', ['PEEL.Reader'], '[PEEL.Reader]'],
    ['an empty list', [], '[]'],
    ['a number', 1_669_889_471, '1669889471'],
    ['true', true, 'true'],
    ['text', 'PEEL.Access', 'PEEL.Access'],
    ['empty text', '', ''],
    ['an object', { a: 1 }, '{"a":1}'],
    ['null', null, 'null'],
  ])('%s becomes text', (_case, value, text) => {
    expect(stringifyClaims({ claim: value })).toEqual({ claim: text });
  });

  it.each(PREVIEW_USERS)('[S19] $id is recognised from them', async (user) => {
    const issuer = await createLocalIssuer('http://localhost:3000');
    const { access_token } = await issuer.issue(user, new Date('2022-11-01T10:00:00Z'));
    const payload = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
    const { name, role, offices } = user;
    expect(actorOf(stringifyClaims(payload), LOCAL_TENANT_ID)).toEqual({ subject: payload.oid, name, role, offices });
  });
});
