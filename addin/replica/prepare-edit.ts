import type { Day } from '../../shared/domain/calendar.ts';
import { ownerRecordIds } from '../../shared/domain/figure-owner.ts';
import { type Actor, refusalOf } from '../../shared/domain/permissions.ts';
import { type Problem, problemsOf } from '../../shared/domain/problem.ts';
import { groupFields } from '../../shared/domain/record-kinds.ts';
import { correctedFields, decide, needsHistory, type RecordOn } from '../../shared/sync/merge.ts';
import { type Change, type Mutation, mutationSchema } from '../../shared/sync/protocol.ts';
import { type DatasetRecord, type Fields, type FieldValue, sameValue } from '../../shared/sync/record.ts';
import type { EditRequest } from './replica-port.ts';

/** What an edit is prepared against. */
export interface EditContext {
  /** Records as the person sees them, deleted ones too. */
  readonly record: (id: string) => DatasetRecord | null;
  /** The edited record as it was on a day; undefined until the log is here, which the call asks for. */
  readonly recordOn: () => RecordOn | undefined;
  readonly actor: Actor | null;
  readonly today: Day;
  readonly now: string;
  readonly mutationId: string;
}

export type PreparedEdit = { readonly mutation: Mutation } | { readonly problems: readonly Problem[] };

const refused = (code: string, message: string, path = ''): PreparedEdit => ({ problems: [{ path, code, message }] });

/**
 * Turns what a person asked for into a mutation, or says what is wrong with it: permission, dates, fields and the rules
 * between them, by the very rules that the server will apply. [S13] A correction is made on the values of its day.
 */
export function prepareEdit(request: EditRequest, context: EditContext): PreparedEdit {
  const { actor, today } = context;
  const record = context.record(request.recordId);
  if (isOtherwise(record?.fields, request.seen))
    return refused('changed-meanwhile', 'This was changed while you chose; look at it again, then choose');
  if (actor === null) return refused('signed-out', 'Sign in to PEEL to make changes');
  const onPresent = mutationOf(request, context, record, record);
  const isPast = needsHistory(record, onPresent);
  const recordOn = isPast ? context.recordOn() : undefined;
  const found = recordOn === undefined ? record : recordOn(onPresent.effectiveOn);
  const mutation = isPast ? mutationOf(request, context, record, found) : onPresent;
  const isKnown = !isPast || recordOn !== undefined;
  if (isKnown && changesNothing(mutation, record, found))
    return refused('nothing-changed', 'Nothing was changed: this is recorded already');

  const refusal = refusalOf(actor, attemptOf(mutation, record, context));
  if (refusal !== null) return refused('not-permitted', refusal);

  const decision = decide(record, onHeld(mutation, found), today, recordOn);
  if (decision.result === 'rejected') return { problems: decision.problems };
  if (decision.result === 'conflict')
    return refused('changed-meanwhile', 'This was changed meanwhile; look at it again');
  // the service turns away a whole request for one message that it cannot read: such an edit would block all behind it
  const message = mutationSchema.safeParse(mutation);
  return message.success ? { mutation } : { problems: problemsOf(message.error) };
}

/** `found` is the record whose values the person's take the place of: the present one, or that of the day. */
function mutationOf(
  request: EditRequest,
  context: EditContext,
  record: DatasetRecord | null,
  found: DatasetRecord | null,
): Mutation {
  const { kind, recordId, reason } = request;
  const mutation: Mutation = {
    mutationId: context.mutationId,
    recordId,
    kind,
    op: request.op ?? (record === null ? 'create' : 'set'),
    changes: completedChanges(request, record, found),
    effectiveOn: request.effectiveOn ?? context.today,
    editedAt: context.now,
  };
  return reason === undefined ? mutation : { ...mutation, reason };
}

/** [S1] A mutation that touches a field group carries all of the group. */
function completedChanges(
  { kind, values, base: seen = {} }: EditRequest,
  record: DatasetRecord | null,
  found: DatasetRecord | null,
): Record<string, Change> {
  const fields = new Set(Object.keys(values).flatMap((field) => groupFields(kind, field)));
  return Object.fromEntries(
    [...fields].map((field) => {
      // who saw what the record holds now, and corrects its past, does so on the values of that day [S13]
      const isOlder = groupFields(kind, field).some((each) => isOther(seen[each], record?.fields[each]));
      const shown = isOlder ? seen[field] : undefined;
      const base = shown === undefined ? (found?.fields[field] ?? null) : shown;
      const asked = values[field];
      return [field, { base, value: asked === undefined ? base : asked }];
    }),
  );
}

/**
 * The same wish of somebody who saw what is held: whether the rules allow it is told at once, and what others have
 * changed meanwhile by the service [S6].
 */
function onHeld(mutation: Mutation, found: DatasetRecord | null): Mutation {
  const changes = Object.entries(mutation.changes).map(([field, { value }]): [string, Change] => [
    field,
    { base: found?.fields[field] ?? null, value },
  ]);
  return { ...mutation, changes: Object.fromEntries(changes) };
}

/** What is deleted already cannot be found to be deleted again: that is refused as an edit of a deleted record. */
function changesNothing({ op, changes }: Mutation, record: DatasetRecord | null, found: DatasetRecord | null): boolean {
  if (op === 'restore') return record !== null && record.deleted !== true;
  return (
    op !== 'delete' && Object.entries(changes).every(([field, { value }]) => sameValue(found?.fields[field], value))
  );
}

/** Undefined says nothing of a field. */
const isOther = (seen: FieldValue | null | undefined, held: FieldValue | undefined): boolean =>
  seen !== undefined && !sameValue(seen, held);

/** Whether a record holds other values than somebody saw. */
const isOtherwise = (fields: Fields | undefined, seen: EditRequest['seen'] = {}): boolean =>
  Object.entries(seen).some(([field, value]) => isOther(value, fields?.[field]));

function attemptOf(mutation: Mutation, record: DatasetRecord | null, context: EditContext) {
  const { op, kind, changes } = mutation;
  const values = Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
  const ownerId = record === null ? ownerRecordIds(kind, values).find((id) => context.record(id) !== null) : undefined;
  const owner = ownerId === undefined ? null : (context.record(ownerId)?.fields ?? null);
  return { op, kind, fields: record?.fields ?? null, values, corrected: correctedFields(record, mutation), owner };
}
