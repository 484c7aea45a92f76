import { officeIdSchema } from '../../shared/domain/field-schemas.ts';
import { ROLES, type Role } from '../../shared/domain/permissions.ts';
import type { Account } from './session.ts';

/** The app roles of the API's registration in Entra; the service checks them for itself. */
const ROLE_NAMES: Readonly<Record<Role, string>> = {
  reader: 'PEEL.Reader',
  contributor: 'PEEL.Contributor',
  manager: 'PEEL.Manager',
  administrator: 'PEEL.Administrator',
};
const OFFICE_ROLE = 'PEEL.Office.';

/**
 * Who a token speaks of, for what this machine shows and asks before the service does; the signature is the service's to
 * check. Somebody without a role is shown as a reader. Null where it is no token that can be read.
 */
export function accountOfToken(token: string): Account | null {
  const claims = claimsOf(token);
  const { tid, oid, name, roles } = claims ?? {};
  if (typeof tid !== 'string' || typeof oid !== 'string') return null;
  const held = Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
  const role = [...ROLES].reverse().find((each) => held.includes(ROLE_NAMES[each])) ?? 'reader';
  const offices = held
    .filter((each) => each.startsWith(OFFICE_ROLE))
    .map((each) => each.slice(OFFICE_ROLE.length))
    .filter((office) => officeIdSchema.safeParse(office).success);
  return { tenant: tid, actor: { subject: oid, name: typeof name === 'string' ? name : oid, role, offices } };
}

function claimsOf(token: string): Record<string, unknown> | null {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null;
  } catch {
    return null; // neither base64 nor JSON: no token
  }
}
