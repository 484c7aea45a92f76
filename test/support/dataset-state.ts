import { groupFields } from '../../shared/domain/record-kinds.ts';
import { applyChange } from '../../shared/sync/fold.ts';
import type { Commit, LoggedChange, Mutation } from '../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../shared/sync/record.ts';
import type { ServiceClient } from './service-client.ts';

export type DatasetState = Map<string, DatasetRecord>;

/** The records of a dataset after more changes, in sequence order. */
export function foldChanges(changes: readonly LoggedChange[], state: DatasetState = new Map()): DatasetState {
  for (const change of changes) state.set(change.recordId, applyChange(state.get(change.recordId) ?? null, change));
  return state;
}

export function changesOf(commits: readonly Commit[]): LoggedChange[] {
  return commits.flatMap(({ changes }) => changes);
}

/** The dataset as a new replica loads it: a snapshot and the commits after it. */
export async function loadDataset(client: ServiceClient): Promise<{ state: DatasetState; cursor: string }> {
  const { sequence, pages, cursor } = await client.snapshot();
  const state: DatasetState = new Map();
  for (let page = 0; page < pages; page++) {
    for (const record of (await client.snapshotPage(sequence, page)).records)
      state.set(record.id, record as DatasetRecord);
  }
  const after = await client.commitsAfter(cursor);
  return { state: foldChanges(changesOf(after.commits), state), cursor: after.cursor };
}

type Held = Pick<DatasetRecord, 'id' | 'kind' | 'fields'>;

/** What somebody does who sees `held` and sets some of its fields: whole field groups, on the base that they saw. */
export function editOf(
  held: Held,
  values: Readonly<Record<string, FieldValue>>,
  more: Pick<Mutation, 'mutationId' | 'effectiveOn'>,
): Mutation {
  const touched = new Set(Object.keys(values).flatMap((field) => groupFields(held.kind, field)));
  const changes = Object.fromEntries(
    [...touched].map((field) => {
      const base = held.fields[field] ?? null;
      return [field, { base, value: values[field] ?? base }];
    }),
  );
  const editedAt = `${more.effectiveOn}T09:00:00Z`;
  return { recordId: held.id, kind: held.kind, op: 'set', changes, editedAt, ...more };
}
