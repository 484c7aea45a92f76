import type { Actor } from '../../../shared/domain/permissions.ts';
import { PEOPLE, type PersonName } from './schedule.ts';

export const ACTORS: Readonly<Record<PersonName, Actor>> = {
  asha: { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] },
  ben: { subject: 'ben', name: 'Ben', role: 'contributor', offices: ['crime'] },
  maria: { subject: 'maria', name: 'Maria', role: 'manager', offices: ['strategic-planning'] },
  dana: { subject: 'dana', name: 'Dana', role: 'administrator', offices: ['strategic-planning'] },
};

const BEARER = 'Bearer token of ';

export const tokenOf = (person: PersonName): string => `token of ${person}`;

/** Whose token a request carries. */
export function personOf(headers: HeadersInit | undefined): PersonName {
  const bearer = new Headers(headers).get('authorization') ?? '';
  const person = PEOPLE.find((name) => bearer === `${BEARER}${name}`);
  if (person === undefined) throw new Error(`A request without a person: ${bearer}`);
  return person;
}
