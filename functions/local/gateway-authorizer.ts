import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { LocalIssuer } from './local-issuer.ts';

export type Authorization =
  | { allowed: true; claims: Record<string, string> }
  | { allowed: false; status: 401 | 403; description: string };

type TrustedIssuer = Pick<LocalIssuer, 'issuer' | 'audience' | 'jwks'>;

/** Decides as an HTTP API's JWT authorizer does: signature, issuer, audience, times, then one of the route's scopes. */
export function createGatewayAuthorizer({ jwks, issuer, audience }: TrustedIssuer, clock: () => Date) {
  const keys = createLocalJWKSet(jwks);
  return async function authorize(header: string | undefined, scopes: readonly string[]): Promise<Authorization> {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return { allowed: false, status: 401, description: 'no bearer token was sent' };
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
        currentDate: clock(),
      });
      const granted = scopesOf(payload);
      const hasScope = scopes.some((scope) => granted.includes(scope));
      if (!hasScope)
        return { allowed: false, status: 403, description: `the token lacks the scope ${scopes.join(' or ')}` };
      return { allowed: true, claims: stringifyClaims(payload) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return { allowed: false, status: 401, description: describe(error) };
      throw error;
    }
  };
}

function describe(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the token's ${error.claim} is not the one expected here`;
  return 'the token is not one that this service trusts';
}

function scopesOf(payload: JWTPayload): string[] {
  const { scp, scope } = payload;
  return [scp, scope].flatMap((claim) => (typeof claim === 'string' ? claim.split(' ') : []));
}

/** A JWT authorizer hands every claim over as text; a list becomes `[a b]`. Handlers must cope with just that. */
export function stringifyClaims(payload: JWTPayload): Record<string, string> {
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(String).join(' ')}]`;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  };
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value)]));
}
