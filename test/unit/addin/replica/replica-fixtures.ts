import { expect, vi } from 'vitest';
import { createDatasetReplica, type DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import type { StoreOwner } from '../../../../addin/replica/local-copy.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { ReplicaReader } from '../../../../addin/replica/replica-port.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { groupFields, type RecordKind } from '../../../../shared/domain/record-kinds.ts';
import { applyChange } from '../../../../shared/sync/fold.ts';
import type { Commit, LoggedChange, Mutation, Outcome, PushResult } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../../../shared/sync/record.ts';

export const TODAY = '2022-11-01';
export const NOW = `${TODAY}T10:00:00.000Z`;

export const ASHA: Actor = { subject: 'asha', name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] };
export const BEN: Actor = { subject: 'ben', name: 'Ben Okafor', role: 'contributor', offices: ['crime'] };
const MARIA: Actor = {
  subject: 'maria',
  name: 'Maria Lindqvist',
  role: 'manager',
  offices: ['strategic-planning'],
};

/** Whose replica a test's is. */
export const OWNER: StoreOwner = {
  datasetId: 'kent-2021-22',
  tenant: '00000000-0000-4000-8000-000000000001',
  subject: 'maria',
  name: 'Maria Lindqvist',
};

const SOURCE = { document: 'Slides of the improvement plan', dated: '2022-10-31', place: 'slide 10' };
const CREATED_ON = '2022-04-28';

/** UUIDs in order, the same in each run. */
export function countingIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
  };
}
const changeIds = countingIds();

/** One change of the log; a field group is completed with what is absent. */
export function loggedChange(
  kind: RecordKind,
  recordId: string,
  values: Readonly<Record<string, FieldValue | null>>,
  more: { readonly revision?: number; readonly effectiveOn?: string } = {},
): LoggedChange {
  const { revision = 1, effectiveOn = CREATED_ON } = more;
  const fields = new Set(Object.keys(values).flatMap((field) => groupFields(kind, field)));
  const changes = Object.fromEntries([...fields].map((field) => [field, { base: null, value: values[field] ?? null }]));
  const op = revision === 1 ? 'create' : 'set';
  return { mutationId: changeIds(), recordId, kind, op, changes, effectiveOn, office: 'strategic-planning', revision };
}

export function commitOf(sequence: number, ...changes: LoggedChange[]): Commit {
  const author = { subject: 'maria', name: 'Maria Lindqvist' };
  return { sequence, recordedAt: NOW, author, changes };
}

export function recordsOf(commits: readonly Commit[]): DatasetRecord[] {
  const records = new Map<string, DatasetRecord>();
  for (const change of commits.flatMap((commit) => commit.changes)) {
    records.set(change.recordId, applyChange(records.get(change.recordId) ?? null, change));
  }
  return [...records.values()];
}

/** The fields of a valid AFI, led by fcir and supported by strategic-planning. */
export function afiFields(number: number): Record<string, FieldValue> {
  return {
    number,
    inspection: 'inspection/kent-2021-22',
    reportWording: `The wording of AFI ${number}`,
    area: 'inspection-area/kent-2021-22/responding-to-the-public',
    reportSection: 'Responding to the public',
    handledWith: [number],
    qualifyingWords: [],
    baseline: '2022-12-31',
    status: 'In progress',
    forecast: '2022-12-31',
    leadOffice: 'fcir',
    supportingOffices: ['strategic-planning'],
    provenance: SOURCE,
  };
}

/** The 101 figures of July 2022 as the slides print them. */
export const JULY_101 = {
  channel: '101',
  month: '2022-07',
  received: 29_816,
  answered: 13_385,
  answeredUnder10s: 2669,
  notAnswered: 16_431,
  owningOffice: 'fcir',
};

/** AFI 7, AFI 8 and the 101 figures of July 2022. */
export const FIRST_COMMIT = commitOf(
  1,
  loggedChange('afi', 'afi/7', afiFields(7)),
  loggedChange('afi', 'afi/8', afiFields(8)),
  loggedChange('call-month', 'call-month/101/2022-07', JULY_101, { effectiveOn: '2022-07-31' }),
);

/** An AFI's note, set by another office. */
export function noteCommit(sequence: number, number: number, note: string, revision = 2): Commit {
  return commitOf(sequence, loggedChange('afi', `afi/${number}`, { note }, { revision, effectiveOn: TODAY }));
}

/** A mutation as an edit of an AFI's note makes it. */
export function noteEdit(mutationId: string, number: number, base: string | null, value: string): Mutation {
  return {
    mutationId,
    recordId: `afi/${number}`,
    kind: 'afi',
    op: 'set',
    changes: { note: { base, value } },
    effectiveOn: TODAY,
    editedAt: NOW,
  };
}

export interface TestReplicaOptions {
  readonly commits?: readonly Commit[];
  readonly actor?: Actor | null;
  readonly store?: ReplicaStore;
  readonly today?: () => string;
}

/** A replica over a store, filled from commits; without them it is opened and empty. */
export async function testReplica(options: TestReplicaOptions = {}): Promise<DatasetReplica> {
  const { commits, actor = MARIA, today = () => TODAY } = options;
  const newId = countingIds();
  const replica = createDatasetReplica({ actor: () => actor, today, now: () => NOW, newId });
  await replica.copy.open(options.store ?? createMemoryReplicaStore({ newId, durable: true }), OWNER);
  if (commits !== undefined) {
    await replica.copy.loadSnapshot({ records: recordsOf(commits), cursor: `c${commits.at(-1)?.sequence ?? 0}` });
  }
  return replica;
}

/** Sends what waits, and answers every edit alike. */
export async function answered(replica: DatasetReplica, result: Outcome['result'], problem?: string): Promise<void> {
  const problems = problem === undefined ? {} : { problems: [{ path: '', code: 'refused', message: problem }] };
  await answeredBy(replica, ({ recordId }) => {
    const visible = replica.copy.records.visible(recordId);
    const isTaken = result === 'applied' || result === 'merged';
    const record = isTaken && visible !== null ? { ...visible, revision: visible.revision + 1 } : null;
    return { result, record: record ?? replica.copy.records.base(recordId), ...problems };
  });
}

/** Sends what waits, and answers each edit. */
export async function answeredBy(
  replica: DatasetReplica,
  answer: (mutation: Mutation) => Omit<Outcome, 'mutationId'>,
): Promise<void> {
  const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
  if (request === null) throw new Error('nothing waits');
  const results = request.pushes.map(
    ({ number, mutations }): PushResult => ({
      number,
      sequence: null,
      outcomes: mutations.map((mutation) => ({ mutationId: mutation.mutationId, ...answer(mutation) })),
    }),
  );
  await replica.copy.acknowledge(request, results);
}

/** The note of an AFI as a reader shows it. */
export const noteOf =
  (number: number) =>
  (reader: ReplicaReader): string | null =>
    reader.record('afi', `afi/${number}`)?.fields.note ?? null;

/** Asks for the log, and brings it. */
export async function withLog(replica: DatasetReplica, commits: readonly Commit[]): Promise<DatasetReplica> {
  replica.asAt(TODAY);
  await vi.waitFor(() => expect(replica.copy.historyWanted()).not.toBeNull());
  await replica.copy.appendHistory(commits, `c${commits.length}`, null, true);
  return replica;
}
