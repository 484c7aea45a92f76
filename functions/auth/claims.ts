import * as z from 'zod';
import { officeIdSchema } from '../../shared/domain/field-schemas.ts';
import { type Actor, ROLES, type Role } from '../../shared/domain/permissions.ts';

/** The permission of the API that the add-in asks for; serverless.yml requires it on every route but health. */
const API_SCOPE = 'PEEL.Access';

export interface ClaimsRefusal {
  readonly refused: 'not-signed-in' | 'wrong-tenant' | 'scope-missing' | 'no-role';
  readonly detail: string;
}

const OFFICE_ROLE = 'PEEL.Office.';
const ROLE_NAMES: Readonly<Record<Role, string>> = {
  reader: 'PEEL.Reader',
  contributor: 'PEEL.Contributor',
  manager: 'PEEL.Manager',
  administrator: 'PEEL.Administrator',
};

/** An array claim as API Gateway hands it over: `[a b]`, or plain text where it held one word. */
const wordsSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((claim) => (typeof claim === 'string' ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/) : claim))
  .transform((words) => words.filter((word) => word !== ''));

/** Of the claims of an Entra access token (v2.0) those that decide; the gateway has checked signature, issuer, audience and expiry. */
const claimsSchema = z.object({
  tid: z.string(),
  /** The person, the same in every app of the tenant. It becomes part of a key. */
  oid: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  /** Entra's display names have 256 characters at most. */
  name: z.string().min(1).max(256).optional(),
  scp: wordsSchema.default([]),
  roles: wordsSchema.default([]),
});

/** [S19] Who acts, from the token alone; nothing of a dataset has been read by then. */
export function actorOf(claims: unknown, tenantId: string): Actor | ClaimsRefusal {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) {
    return {
      refused: 'not-signed-in',
      detail: 'The token does not say who you are; sign out of the add-in and in again',
    };
  }
  const { tid, oid, name, scp, roles } = parsed.data;
  if (tid !== tenantId) {
    return {
      refused: 'wrong-tenant',
      detail: "Sign in with your force's account; this one belongs to another organisation",
    };
  }
  if (!scp.includes(API_SCOPE)) {
    return {
      refused: 'scope-missing',
      detail: `The token does not allow ${API_SCOPE}; sign out of the add-in and in again`,
    };
  }
  const role = [...ROLES].reverse().find((each) => roles.includes(ROLE_NAMES[each]));
  if (role === undefined) {
    return {
      refused: 'no-role',
      detail:
        'You have no role here yet; ask your administrator to assign you one in Microsoft Entra (Enterprise applications)',
    };
  }
  return { subject: oid, name: name ?? oid, role, offices: officesOf(roles) };
}

function officesOf(roles: readonly string[]): string[] {
  const named = roles.filter((role) => role.startsWith(OFFICE_ROLE)).map((role) => role.slice(OFFICE_ROLE.length));
  return named.filter((office) => officeIdSchema.safeParse(office).success);
}
