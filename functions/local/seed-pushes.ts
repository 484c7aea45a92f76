import { createHash } from 'node:crypto';
import { groupFields } from '../../shared/domain/record-kinds.ts';
import { MAX_MUTATIONS_PER_PUSH, MAX_PUSH_BYTES, type Mutation, type Push } from '../../shared/sync/protocol.ts';
import type { FieldValue } from '../../shared/sync/record.ts';
import type { SeedAssignment, SeedEntry, Seeds } from './seed-files.ts';

const ASSIGNMENT_REASON = 'Example configuration of the preview';
/** Room in a push for its number and the request around it. */
const PUSH_OVERHEAD_BYTES = 4096;

type Values = Record<string, FieldValue>;

/**
 * The seeds as numbered pushes: first every record, then what became known later, then the example configuration.
 * The same seeds give the same pushes to the byte, so that loading which was broken off goes on where it stopped.
 */
export function seedPushes({ entries, assignments }: Seeds): Push[] {
  const held = new Map<string, Values>();
  const rounds: Mutation[][] = [
    entries.map((entry) => mutation(entry, 'create', entry.effectiveOn, entry.fields as Values, held)),
  ];
  const depth = Math.max(0, ...entries.map(({ later }) => later?.length ?? 0));
  for (let index = 0; index < depth; index++) {
    rounds.push(
      entries.flatMap((entry) => {
        const step = entry.later?.[index];
        return step === undefined
          ? []
          : [mutation(entry, 'set', step.effectiveOn, step.fields as Values, held, step.reason)];
      }),
    );
  }
  rounds.push(
    entries.flatMap((entry) => {
      const assigned = assignedFields(entry, assignments);
      return assigned === null ? [] : [mutation(entry, 'set', entry.effectiveOn, assigned, held, ASSIGNMENT_REASON)];
    }),
  );
  return rounds.flatMap(slices).map((mutations, index) => ({ number: index + 1, mutations }));
}

function assignedFields(entry: SeedEntry, assignments: readonly SeedAssignment[]): Values | null {
  const own = assignments.find((assignment) => 'id' in assignment && assignment.id === entry.id);
  const ofKind = assignments.find((assignment) => 'kind' in assignment && assignment.kind === entry.kind);
  return ((own ?? ofKind)?.fields as Values | undefined) ?? null;
}

function mutation(
  entry: SeedEntry,
  op: 'create' | 'set',
  effectiveOn: string,
  fields: Values,
  held: Map<string, Values>,
  reason?: string,
): Mutation {
  const before = held.get(entry.id) ?? {};
  const touched = new Set(Object.keys(fields).flatMap((field) => groupFields(entry.kind, field)));
  const changes = Object.fromEntries(
    [...touched].map((field) => [
      field,
      { base: before[field] ?? null, value: fields[field] ?? before[field] ?? null },
    ]),
  );
  held.set(entry.id, { ...before, ...fields });
  return {
    mutationId: stableUuid(`${entry.id} ${op} ${effectiveOn} ${Object.keys(fields).join()}`),
    recordId: entry.id,
    kind: entry.kind,
    op,
    changes,
    effectiveOn,
    ...(reason === undefined ? {} : { reason }),
    editedAt: `${effectiveOn}T00:00:00Z`,
  };
}

function slices(mutations: readonly Mutation[]): Mutation[][] {
  const all: Mutation[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const each of mutations) {
    const size = Buffer.byteLength(JSON.stringify(each)) + 1;
    const open = all.at(-1);
    const fits =
      open !== undefined &&
      open.length < MAX_MUTATIONS_PER_PUSH &&
      bytes + size <= MAX_PUSH_BYTES - PUSH_OVERHEAD_BYTES;
    if (fits) open.push(each);
    else all.push([each]);
    bytes = fits ? bytes + size : size;
  }
  return all;
}

/** A UUID (version 8: made from a hash) that the same text always gives. */
function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
