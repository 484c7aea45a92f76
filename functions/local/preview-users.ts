import type { Role } from '../../shared/domain/permissions.ts';

/** A person of the preview. Nobody real: the documents' people are not users. */
export interface PreviewUser {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly offices: readonly string[];
}

/** One of each role, and a second analyst in another office, so that refusals and merges can be tried. */
export const PREVIEW_USERS: readonly PreviewUser[] = [
  { id: 'asha', name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] },
  { id: 'ben', name: 'Ben Okafor', role: 'contributor', offices: ['crime'] },
  { id: 'maria', name: 'Maria Lindqvist', role: 'manager', offices: ['strategic-planning'] },
  { id: 'owen', name: 'Owen Price', role: 'reader', offices: [] },
  { id: 'dana', name: 'Dana Whitlock', role: 'administrator', offices: ['strategic-planning'] },
];
