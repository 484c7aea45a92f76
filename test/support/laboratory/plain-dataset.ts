import type { Day } from '../../../shared/domain/calendar.ts';
import type { Actor } from '../../../shared/domain/permissions.ts';
import type { Commit, Mutation, Outcome } from '../../../shared/sync/protocol.ts';
import { type FieldValue, sameValue } from '../../../shared/sync/record.ts';
import { groupOf, groupsOf, type Noted, PlainRecord, sameEdit, type Value } from './plain-record.ts';

/** A result, and for a rejection its code. */
export type Judgement = 'applied' | 'merged' | 'conflict' | `rejected: ${string}`;

/** The month whose owner owns the next one too, of those that nobody has entered yet. */
const MONTH_BEFORE: Readonly<Record<string, string>> = { '2022-08': '2022-07' };

/**
 * The laboratory's model: a dataset without protocol, ledger or network, and the rules of the few edits that its
 * schedules make, told a second time and on their own.
 */
export class PlainDataset {
  sequence = 0;
  private readonly cards = new Map<string, Noted[]>();

  take({ sequence, author, changes }: Commit): void {
    this.sequence = sequence;
    for (const change of changes) {
      const card = this.cards.get(change.recordId) ?? [];
      card.push({ sequence, subject: author.subject, change });
      this.cards.set(change.recordId, card);
    }
  }

  /** What became of a mutation if it was looked at when the dataset stood at a sequence. */
  judge(mutation: Mutation, actor: Actor, today: Day, sequence: number): Judgement {
    // whether the log has it already is not looked up for somebody who may only read
    if (actor.role === 'reader') return 'rejected: not-permitted';
    const record = this.record(mutation.recordId, sequence);
    const before = record.noted(mutation.mutationId);
    if (before !== undefined && before.subject !== actor.subject) return 'rejected: mutation-id-used';
    if (before !== undefined) return sameEdit(before.change, mutation) ? 'merged' : 'conflict';

    if (!isPermitted(mutation, record, this.ownerOfNew(mutation, sequence), actor)) return 'rejected: not-permitted';
    if (mutation.effectiveOn > today) return 'rejected: date-in-future';
    if (!record.isKnown && mutation.op !== 'create') return 'rejected: unknown-record';
    if (record.isDeleted && mutation.op !== 'restore') return 'rejected: deleted-record';
    const isBeforeIt = record.isKnown && mutation.effectiveOn < record.beginning;
    if (isBeforeIt && mutation.op !== 'create') return 'rejected: before-creation';
    const isCorrection = groupsOf(mutation).some((group) => isCorrected(record, group, mutation));
    if (isCorrection && mutation.reason === undefined) return 'rejected: reason-missing';
    return merged(mutation, record);
  }

  /** Whether the log had it before. */
  knows({ recordId, mutationId }: Mutation, sequence: number): boolean {
    return this.record(recordId, sequence).noted(mutationId) !== undefined;
  }

  /** The present fields of every record; what is absent is left out. */
  fields(): Map<string, Record<string, FieldValue>> {
    return new Map([...this.cards.keys()].map((id) => [id, this.record(id, this.sequence).fields()]));
  }

  private record(id: string, sequence: number): PlainRecord {
    return new PlainRecord((this.cards.get(id) ?? []).filter((noted) => noted.sequence <= sequence));
  }

  private ownerOfNew({ kind, changes }: Mutation, sequence: number): Value {
    const before = MONTH_BEFORE[String(changes.month?.value)];
    if (kind !== 'call-month' || before === undefined) return null;
    return this.record(`call-month/${String(changes.channel?.value)}/${before}`, sequence).value('owningOffice');
  }
}

export function judgementOf({ result, problems }: Pick<Outcome, 'result' | 'problems'>): Judgement {
  return result === 'rejected' ? `rejected: ${problems?.[0]?.code ?? 'without a reason'}` : result;
}

const isCorrected = (record: PlainRecord, group: string, { effectiveOn }: Mutation): boolean =>
  effectiveOn < (record.since(group) ?? '');

/** Of each group the author's base is held against what was so on the day from which their value is to hold. */
function merged(mutation: Mutation, record: PlainRecord): Judgement {
  const { changes, effectiveOn } = mutation;
  const states = groupsOf(mutation).map((group) => {
    const day = isCorrected(record, group, mutation) ? effectiveOn : undefined;
    const members = Object.entries(changes).filter(([field]) => groupOf(field) === group);
    const holds = (side: 'base' | 'value'): boolean =>
      members.every(([field, change]) => sameValue(change[side], record.value(field, day)));
    if (holds('base')) return 'take';
    return holds('value') ? 'held' : 'conflict';
  });
  if (states.includes('conflict')) return 'conflict';
  return states.includes('held') ? 'merged' : 'applied';
}

function isPermitted(mutation: Mutation, record: PlainRecord, ownerOfNew: Value, actor: Actor): boolean {
  const { kind, op, changes } = mutation;
  const { role, offices } = actor;
  if (role === 'administrator') return true;
  if (op === 'restore') return false;
  if (role === 'manager') return true;
  if (op === 'delete') return false;
  const theirs = (office: Value): boolean => typeof office === 'string' && offices.includes(office);
  if (kind === 'call-month') {
    const named = changes.owningOffice?.value ?? null;
    const owner = record.isKnown ? record.value('owningOffice') : (ownerOfNew ?? named);
    const isGivenAway = (!record.isKnown || 'owningOffice' in changes) && named !== owner;
    return theirs(owner) && !isGivenAway;
  }
  const supporting = record.value('supportingOffices');
  const isTheirs = theirs(record.value('leadOffice')) || (Array.isArray(supporting) && supporting.some(theirs));
  const differs = (field: string): boolean =>
    field in changes &&
    !sameValue(changes[field]?.value, isCorrected(record, groupOf(field), mutation) ? null : record.value(field));
  const isSignedOff = [record.value('status'), changes.status?.value].includes('Submitted to HMICFRS');
  return isTheirs && !differs('leadOffice') && !differs('signOff') && !(differs('status') && isSignedOff);
}
