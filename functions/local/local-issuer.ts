import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import type { PreviewUser } from './preview-users.ts';

export const LOCAL_TENANT_ID = '00000000-0000-4000-8000-000000000001';
export const LOCAL_AUDIENCE = 'api://peel-preview';
const SCOPE = 'PEEL.Access';
const TOKEN_LIFETIME_S = 3600;
const KEY_ID = 'peel-preview';

export interface LocalIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The public key set, as `/local/jwks.json` publishes it. */
  readonly jwks: JSONWebKeySet;
  /** A token as Microsoft Entra would give it to this person, valid for an hour from `now`. */
  issue(user: PreviewUser, now: Date): Promise<{ access_token: string; token_type: 'Bearer'; expires_in: number }>;
}

/**
 * A token issuer for the preview, in the place of Microsoft Entra. Its key lives as long as the process, so that no
 * secret is on disk: after a restart an older token is refused and the add-in asks for a new one.
 */
export async function createLocalIssuer(issuer: string): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  return {
    issuer,
    audience: LOCAL_AUDIENCE,
    jwks,
    async issue(user, now) {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const access_token = await new SignJWT(claimsOf(user))
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(LOCAL_AUDIENCE)
        .setSubject(`preview-${user.id}`)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(issuedAt + TOKEN_LIFETIME_S)
        .sign(privateKey);
      return { access_token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME_S };
    },
  };
}

function claimsOf(user: PreviewUser) {
  const role = `PEEL.${user.role.charAt(0).toUpperCase()}${user.role.slice(1)}`;
  return {
    tid: LOCAL_TENANT_ID,
    oid: objectId(user.id),
    name: user.name,
    preferred_username: `${user.id}@preview.example`,
    scp: SCOPE,
    roles: [role, ...user.offices.map((office) => `PEEL.Office.${office}`)],
    ver: '2.0',
  };
}

/** A stable object id in the shape of Entra's. */
function objectId(userId: string): string {
  const hex = createHash('sha256').update(userId).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
