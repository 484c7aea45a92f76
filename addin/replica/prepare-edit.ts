import type { Day } from '../../shared/domain/calendar.ts';
import { type Actor, refusalOf } from '../../shared/domain/permissions.ts';
import { type Problem, problemsOf } from '../../shared/domain/problem.ts';
import { groupFields } from '../../shared/domain/record-kinds.ts';
import { correctedFields, decide } from '../../shared/sync/merge.ts';
import { type Change, type Mutation, mutationSchema } from '../../shared/sync/protocol.ts';
import { type DatasetRecord, sameValue } from '../../shared/sync/record.ts';
import type { EditRequest } from './replica-port.ts';

/** What an edit is prepared against. */
export interface EditContext {
  /** The record as the person sees it. */
  readonly record: DatasetRecord | null;
  readonly actor: Actor | null;
  readonly today: Day;
  readonly now: string;
  readonly mutationId: string;
}

export type PreparedEdit = { readonly mutation: Mutation } | { readonly problems: readonly Problem[] };

const refused = (code: string, message: string, path = ''): PreparedEdit => ({ problems: [{ path, code, message }] });

/**
 * Turns what a person asked for into a mutation, or says what is wrong with it: permission, dates, fields and the rules
 * between them, by the very rules that the server will apply.
 */
export function prepareEdit(request: EditRequest, context: EditContext): PreparedEdit {
  const { record, actor, today } = context;
  if (actor === null) return refused('signed-out', 'Sign in to PEEL to make changes');
  const changes = completedChanges(request, record);
  const mutation = mutationOf(request, context, changes);
  const corrected = correctedFields(record, mutation);
  const changesNothing = Object.entries(changes).every(
    ([field, { base, value }]) => sameValue(base, value) && !corrected.includes(field),
  );
  if (changesNothing) return refused('nothing-changed', 'Nothing was changed: these values are recorded already');

  const { op, kind } = mutation;
  const values = Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
  const refusal = refusalOf(actor, { op, kind, fields: record?.fields ?? null, values, corrected });
  if (refusal !== null) return refused('not-permitted', refusal);

  const decision = decide(record, mutation, today);
  if (decision.result === 'rejected') return { problems: decision.problems };
  if (decision.result === 'conflict')
    return refused('changed-meanwhile', 'This was changed meanwhile; look at it again');
  // the service turns away a whole request for one message that it cannot read: such an edit would block all behind it
  const message = mutationSchema.safeParse(mutation);
  return message.success ? { mutation } : { problems: problemsOf(message.error) };
}

function mutationOf(request: EditRequest, context: EditContext, changes: Mutation['changes']): Mutation {
  const { kind, recordId, reason } = request;
  const mutation: Mutation = {
    mutationId: context.mutationId,
    recordId,
    kind,
    op: context.record === null ? 'create' : 'set',
    changes,
    effectiveOn: request.effectiveOn ?? context.today,
    editedAt: context.now,
  };
  return reason === undefined ? mutation : { ...mutation, reason };
}

/** [S1] A mutation that touches a field group carries all of the group. */
function completedChanges({ kind, values }: EditRequest, record: DatasetRecord | null): Record<string, Change> {
  const fields = new Set(Object.keys(values).flatMap((field) => groupFields(kind, field)));
  return Object.fromEntries(
    [...fields].map((field) => {
      const base = record?.fields[field] ?? null;
      const asked = values[field];
      return [field, { base, value: asked === undefined ? base : asked }];
    }),
  );
}
