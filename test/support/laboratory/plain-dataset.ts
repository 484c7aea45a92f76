import type { Day } from '../../../shared/domain/calendar.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Commit, LoggedChange, Mutation, Outcome } from '../../../shared/sync/protocol.ts';
import { type FieldValue, sameValue } from '../../../shared/sync/record.ts';

/** A record as somebody would keep it on paper: of each field group, what it holds and since when. */
interface PlainRecord {
  readonly groups: ReadonlyMap<string, { readonly since: Day; readonly values: Readonly<Record<string, Value>> }>;
}
type Value = FieldValue | null;
/** A result, and for a rejection its code. */
export type Judgement = 'applied' | 'merged' | 'conflict' | `rejected: ${string}`;

const TOGETHER: Readonly<Record<string, string>> = {
  forecast: 'status',
  signOff: 'status',
  answered: 'received',
  answeredUnder10s: 'received',
  notAnswered: 'received',
};
const groupOf = (field: string): string => TOGETHER[field] ?? field;

/**
 * The laboratory's model: a dataset without protocol, ledger or network, and the rules of the few edits that its
 * schedules make, told a second time and on their own.
 */
export class PlainDataset {
  sequence = 0;
  /** Every state that a record had, by the sequence from which on. */
  private readonly versions = new Map<string, { readonly from: number; readonly record: PlainRecord }[]>();

  take({ sequence, changes }: Commit): void {
    this.sequence = sequence;
    for (const change of changes) {
      const versions = this.versions.get(change.recordId) ?? [];
      versions.push({ from: sequence, record: changed(versions.at(-1)?.record, change) });
      this.versions.set(change.recordId, versions);
    }
  }

  /** What became of a mutation if it was looked at when the dataset stood at a sequence. */
  judge(mutation: Mutation, actor: Actor, today: Day, sequence: number): Judgement {
    const record = this.versions
      .get(mutation.recordId)
      ?.filter(({ from }) => from <= sequence)
      .at(-1)?.record;
    const corrected = (field: string): boolean =>
      mutation.effectiveOn < (record?.groups.get(groupOf(field))?.since ?? '');
    const fields = Object.entries(mutation.changes);
    if (!isPermitted(mutation, record, actor, corrected)) return 'rejected: not-permitted';
    if (mutation.effectiveOn > today) return 'rejected: date-in-future';
    if (record === undefined && mutation.op === 'set') return 'rejected: unknown-record';
    if (fields.some(([field]) => corrected(field)) && mutation.reason === undefined) return 'rejected: reason-missing';
    return merged(mutation, record, corrected);
  }

  /** The present fields of every record; what is absent is left out. */
  fields(): Map<string, Record<string, FieldValue>> {
    return new Map([...this.versions].map(([id, versions]) => [id, present(versions.at(-1)?.record)]));
  }
}

export function judgementOf({ result, problems }: Pick<Outcome, 'result' | 'problems'>): Judgement {
  return result === 'rejected' ? `rejected: ${problems?.[0]?.code ?? 'without a reason'}` : result;
}

function merged(
  { changes }: Mutation,
  record: PlainRecord | undefined,
  corrected: (field: string) => boolean,
): Judgement {
  const names = new Set(
    Object.keys(changes)
      .filter((field) => !corrected(field))
      .map(groupOf),
  );
  const states = [...names].map((group) => {
    const members = Object.entries(changes).filter(([field]) => groupOf(field) === group);
    if (members.every(([field, { base }]) => sameValue(base, held(record, field)))) return 'take';
    return members.every(([field, { value }]) => sameValue(value, held(record, field))) ? 'held' : 'conflict';
  });
  if (states.includes('conflict')) return 'conflict';
  return states.includes('held') ? 'merged' : 'applied';
}

function changed(record: PlainRecord | undefined, { changes, effectiveOn }: LoggedChange): PlainRecord {
  const groups = new Map(record?.groups);
  for (const group of new Set(Object.keys(changes).map(groupOf))) {
    if (effectiveOn < (record?.groups.get(group)?.since ?? '')) continue;
    const members = Object.entries(changes).filter(([field]) => groupOf(field) === group);
    groups.set(group, {
      since: effectiveOn,
      values: Object.fromEntries(members.map(([field, { value }]) => [field, value])),
    });
  }
  return { groups };
}

const held = (record: PlainRecord | undefined, field: string): Value =>
  record?.groups.get(groupOf(field))?.values[field] ?? null;

function present(record: PlainRecord | undefined): Record<string, FieldValue> {
  const all = [...(record?.groups.values() ?? [])].flatMap(({ values }) => Object.entries(values));
  return Object.fromEntries(all.flatMap(([field, value]) => (value === null ? [] : [[field, value]])));
}

function isPermitted(
  { kind, changes }: Mutation,
  record: PlainRecord | undefined,
  { role, offices }: Actor,
  corrected: (field: string) => boolean,
): boolean {
  if (role === 'reader') return false;
  if (role !== 'contributor') return true;
  const theirs = (office: Value): boolean => typeof office === 'string' && offices.includes(office);
  if (kind === 'call-month')
    return theirs(record === undefined ? (changes.owningOffice?.value ?? null) : held(record, 'owningOffice'));
  const supporting = held(record, 'supportingOffices');
  const isTheirs = theirs(held(record, 'leadOffice')) || (Array.isArray(supporting) && supporting.some(theirs));
  const differs = (field: string): boolean =>
    field in changes && !sameValue(changes[field]?.value, corrected(field) ? null : held(record, field));
  const isSignedOff = [held(record, 'status'), changes.status?.value].includes('Submitted to HMICFRS');
  return isTheirs && !differs('leadOffice') && !differs('signOff') && !(differs('status') && isSignedOff);
}
