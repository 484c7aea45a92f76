import { type AfiStatus, SIGN_OFF_STATUSES } from './afi.ts';
import type { RecordKind } from './record-kinds.ts';

export const ROLES = ['reader', 'contributor', 'manager', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, as the token says: never as a request's body says. */
export interface Actor {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly offices: readonly string[];
}

/** What somebody wants to do to one record; `fields` are those that the record holds now, null where it does not exist. */
export interface Attempt {
  readonly op: 'create' | 'set' | 'delete' | 'restore';
  readonly kind: RecordKind;
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** The fields whose value holds from a later day: setting them to what they hold now rewrites what was true before. */
  readonly corrected?: readonly string[];
  /** For a new figure: the fields of the record that `ownerRecordIds` finds, though it be deleted; none where there is none. */
  readonly owner?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Fields of an AFI that the offices which lead or support it may set. */
const CONTRIBUTOR_AFI_FIELDS = ['status', 'forecast', 'note', 'owner'];
/** From these only a manager takes an AFI back; a returned one is worked on again by its offices. */
const SIGNED_OFF_STATUSES: readonly AfiStatus[] = ['Submitted to HMICFRS', 'Discharged'];
const FIGURE_KINDS: readonly RecordKind[] = ['call-month', 'contact-volume', 'vawg-period', 'measure', 'observation'];
const CONTRIBUTOR_ACTION_FIELDS = ['state', 'outcome', 'reportedAt'];
const ADMINISTRATOR_KINDS: readonly RecordKind[] = ['office', 'inspection', 'inspection-area'];

/** Why this actor may not do this, in words for the person; null where they may. */
export function refusalOf(actor: Actor, attempt: Attempt): string | null {
  if (actor.role === 'administrator') return null;
  if (actor.role === 'reader')
    return 'You can read this plan but not change it; ask a manager for the contributor role';
  if (attempt.op === 'restore') return 'Only an administrator can restore a deleted record';
  if (ADMINISTRATOR_KINDS.includes(attempt.kind))
    return 'Only an administrator can change offices, inspections and grades';
  return actor.role === 'manager' ? null : contributorRefusal(actor, attempt);
}

function contributorRefusal(actor: Actor, attempt: Attempt): string | null {
  if (attempt.op === 'delete') return 'Only a manager can delete a record';
  if (attempt.kind === 'afi') return afiRefusal(actor, attempt);
  if (attempt.kind === 'meeting-action') return meetingActionRefusal(actor, attempt);
  if (FIGURE_KINDS.includes(attempt.kind)) return figureRefusal(actor, attempt);
  return 'Only a manager can change this kind of record';
}

function afiRefusal(actor: Actor, { fields, values, op, corrected = [] }: Attempt): string | null {
  if (op === 'create' || fields === null) return 'Only a manager can add an AFI';
  const { lead, supporting } = officesOfAfi(fields);
  const leadsOrSupports = [lead, ...supporting].some((office) => office !== null && actor.offices.includes(office));
  if (!leadsOrSupports) {
    const whose =
      lead === null
        ? 'No office leads it yet'
        : `It is led by ${lead}${supporting.length > 0 ? ` and supported by ${supporting.join(', ')}` : ''}`;
    return `Your office (${actor.offices.join(', ') || 'none'}) neither leads nor supports AFI ${String(fields.number)}. ${whose}; ask them or a manager`;
  }
  const changed = Object.keys(values).filter(
    (field) => !sameText(values[field], corrected.includes(field) ? null : fields[field]),
  );
  const changesStatus = changed.includes('status');
  const setsSignOff = changesStatus && SIGN_OFF_STATUSES.includes(values.status as AfiStatus);
  const undoesSignOff = changesStatus && SIGNED_OFF_STATUSES.includes(fields.status as AfiStatus);
  if (changed.includes('signOff') || setsSignOff || undoesSignOff)
    return 'Only a manager can sign an AFI off, undo that, or set it to Submitted to HMICFRS, Discharged or Returned';
  const forbidden = changed.filter((field) => !CONTRIBUTOR_AFI_FIELDS.includes(field));
  return forbidden.length === 0 ? null : `Only a manager can change ${forbidden.join(', ')} of an AFI`;
}

function figureRefusal(actor: Actor, attempt: Attempt): string | null {
  const { fields, values } = attempt;
  const owning = owningOffice(attempt);
  const isTheirs = owning !== null && actor.offices.includes(owning);
  if (!isTheirs) {
    return owning === null
      ? 'These figures belong to no office yet; ask a manager to say which office enters them'
      : `These figures belong to ${owning}, and your office is ${actor.offices.join(', ') || 'none'}; ask them or a manager`;
  }
  const isSaid = fields === null || 'owningOffice' in values;
  const givesAway = isSaid && officeName(values.owningOffice) !== owning;
  if (givesAway) return `Only a manager can give figures of ${owning} to another office, or to none`;
  return movesReading(attempt) ? 'Only a manager can move an observation to another measure' : null;
}

/** Whose the measure is was asked when the reading was entered: moved, it would stand among another office's. */
function movesReading({ kind, fields, values, corrected = [] }: Attempt): boolean {
  if (kind !== 'observation' || fields === null || !('measure' in values)) return false;
  return !sameText(values.measure, corrected.includes('measure') ? null : fields.measure);
}

/** Whose figures these are: new ones are their series', and where a series begins, whose they say. */
function owningOffice({ fields, values, owner }: Attempt): string | null {
  return officeName((fields ?? owner ?? values).owningOffice);
}

function meetingActionRefusal(actor: Actor, { fields, values }: Attempt): string | null {
  const assigned = officeName(fields?.assignedOffice);
  if (assigned === null || !actor.offices.includes(assigned)) {
    return 'You can only update meeting actions that were given to your office; ask a manager';
  }
  const forbidden = Object.keys(values).filter((field) => !CONTRIBUTOR_ACTION_FIELDS.includes(field));
  return forbidden.length === 0 ? null : `Only a manager can change ${forbidden.join(', ')} of a meeting action`;
}

/**
 * [S13] The office for which the actor does this: of their offices the one that leads the AFI, else one that supports it; that owns
 * the figures; that the meeting action was given to. Else their first; null for somebody without any.
 */
export function actingOffice(actor: Actor, attempt: Attempt): string | null {
  const concerned = officesConcerned(attempt).find((office) => office !== null && actor.offices.includes(office));
  return concerned ?? actor.offices[0] ?? null;
}

function officesConcerned(attempt: Attempt): (string | null)[] {
  if (FIGURE_KINDS.includes(attempt.kind)) return [owningOffice(attempt)];
  const told = attempt.fields ?? attempt.values;
  if (attempt.kind === 'meeting-action') return [officeName(told.assignedOffice)];
  const { lead, supporting } = officesOfAfi(attempt.kind === 'afi' ? told : {});
  return [lead, ...supporting];
}

function officesOfAfi({ leadOffice, supportingOffices }: Readonly<Record<string, unknown>>) {
  const supporting = Array.isArray(supportingOffices) ? supportingOffices.map(String) : [];
  return { lead: officeName(leadOffice), supporting };
}

const officeName = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const sameText = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
