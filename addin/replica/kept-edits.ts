import * as z from 'zod';
import { problemSchema } from '../../shared/domain/problem.ts';
import { groupOf } from '../../shared/domain/record-kinds.ts';
import { conflictGroupSchema, type Mutation, mutationSchema } from '../../shared/sync/protocol.ts';
import type { OutboxEntry } from './replica-store.ts';
import type { ReturnedEdit } from './returned-edit.ts';

/** A returned edit as it is kept, on disk and in files. */
export const returnedEditSchema = z.strictObject({
  mutation: mutationSchema,
  parts: z.array(mutationSchema).min(1),
  result: z.enum(['rejected', 'conflict']),
  problems: z.array(problemSchema),
  conflicts: z.array(conflictGroupSchema),
  returnedAt: z.iso.datetime(),
});

const rowSchema = z.looseObject({
  position: z.int(),
  pushNumber: z.int().nullable(),
  sealed: z.boolean().default(true),
});

/** An outbox entry that any version of the add-in wrote; throws where it cannot be read. Without a numbering it was in no push. */
export function keptEntry(row: unknown, isNumbered: boolean): OutboxEntry {
  const { position, pushNumber, sealed, mutation } = rowSchema.parse(row);
  return {
    position,
    mutation: mutationSchema.parse(mutation),
    pushNumber: isNumbered ? pushNumber : null,
    sealed: sealed || !isNumbered,
  };
}

/** A returned edit that any version of the add-in wrote; throws where it cannot be read. */
export function keptReturned(row: unknown): ReturnedEdit {
  const { mutation, ...rest } = z.looseObject({ mutation: mutationSchema }).parse(row);
  // version 2 kept neither the parts nor the groups in conflict
  const conflicts = rest.result === 'conflict' ? conflictsToldOf(mutation, rest.problems) : [];
  return returnedEditSchema.parse({ parts: [mutation], conflicts, ...rest, mutation });
}

function conflictsToldOf({ kind }: Mutation, problems: unknown): { readonly group: string }[] {
  const told = z.array(problemSchema).catch([]).parse(problems);
  const groups = told.filter(({ code }) => code === 'conflict').map(({ path }) => groupOf(kind, path));
  return [...new Set(groups)].map((group) => ({ group }));
}
