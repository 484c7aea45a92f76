import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { PROTOCOL_LIMITS } from '../../../../../addin/replica/outbox.ts';
import type { RecordKind } from '../../../../../shared/domain/record-kinds.ts';
import { groupFields } from '../../../../../shared/domain/record-kinds.ts';
import { applyChange } from '../../../../../shared/sync/fold.ts';
import { decide } from '../../../../../shared/sync/merge.ts';
import type { Commit, LoggedChange, Mutation, Outcome } from '../../../../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../../../../shared/sync/record.ts';
import { NOW, recordsOf, TODAY } from '../../replica/replica-fixtures.ts';

/** Text that only the service refuses: what a client cannot know. */
export const REFUSED_BY_SERVICE = 'not with us';

/** The service: decides as it does, by the shared rules, and another office that writes without asking. */
export function simulatedService(first: readonly Commit[]) {
  const commits = [...first];
  const records = new Map(recordsOf(first).map((record) => [record.id, record]));
  let lastId = 0;
  const taken: Mutation[] = [];

  const log = (change: LoggedChange, subject: string): void => {
    records.set(change.recordId, applyChange(records.get(change.recordId) ?? null, change));
    const sequence = commits.length + 1;
    commits.push({ sequence, recordedAt: NOW, author: { subject, name: 'Ben Okafor' }, changes: [change] });
  };
  const outcomeOf = (mutation: Mutation): Outcome => {
    const { mutationId, recordId } = mutation;
    const record = records.get(recordId) ?? null;
    const isUnwelcome = Object.values(mutation.changes).some(({ value }) => String(value).includes(REFUSED_BY_SERVICE));
    if (isUnwelcome) {
      const field = Object.keys(mutation.changes).find((each) =>
        String(mutation.changes[each]?.value).includes(REFUSED_BY_SERVICE),
      );
      const problems = [{ path: field ?? '', code: 'unwelcome', message: 'The service refuses this' }];
      return { mutationId, result: 'rejected', record, problems };
    }
    const decision = decide(record, mutation, TODAY);
    if (decision.result === 'rejected') return { mutationId, result: 'rejected', record, problems: decision.problems };
    if (decision.result === 'conflict')
      return { mutationId, result: 'conflict', record, conflicts: decision.groups.map((group) => ({ group })) };
    taken.push(mutation);
    log({ ...decision.change, office: null }, 'maria');
    return { mutationId, result: decision.result, record: decision.record };
  };

  return {
    /** The edits that were taken, in order. */
    taken: taken as readonly Mutation[],
    record: (id: string): DatasetRecord | null => records.get(id) ?? null,
    /** Another office changes a record, or makes it; its groups are completed. */
    change(kind: RecordKind, recordId: string, values: Readonly<Record<string, FieldValue | null>>): void {
      const record = records.get(recordId);
      const fields = new Set(Object.keys(values).flatMap((field) => groupFields(kind, field)));
      const changes = Object.fromEntries(
        [...fields].map((field) => {
          const base = record?.fields[field] ?? null;
          const wanted = values[field];
          return [field, { base, value: wanted === undefined ? base : wanted }];
        }),
      );
      const op = record === undefined ? ('create' as const) : ('set' as const);
      log(this.asChange(kind, recordId, op, changes), 'ben');
    },
    remove(recordId: string, op: 'delete' | 'restore' = 'delete'): void {
      const record = records.get(recordId);
      if (record !== undefined) log(this.asChange(record.kind, recordId, op, {}), 'ben');
    },
    asChange(kind: RecordKind, recordId: string, op: LoggedChange['op'], changes: LoggedChange['changes']) {
      lastId += 1;
      const mutationId = `00000000-0000-4000-9000-${String(lastId).padStart(12, '0')}`;
      const revision = (records.get(recordId)?.revision ?? 0) + 1;
      return { mutationId, recordId, kind, op, changes, effectiveOn: TODAY, office: 'crime', revision };
    },
    async pull(replica: DatasetReplica): Promise<void> {
      await replica.copy.applyCommits(commits, `c${commits.length}`);
    },
    /** Takes what waits, and answers. */
    async answer(replica: DatasetReplica): Promise<boolean> {
      const request = await replica.copy.takePushes(PROTOCOL_LIMITS);
      if (request === null) return false;
      const results = request.pushes.map(({ number, mutations }) => ({
        number,
        sequence: null,
        outcomes: mutations.map(outcomeOf),
      }));
      await replica.copy.acknowledge(request, results);
      return true;
    },
  };
}
export type SimulatedService = ReturnType<typeof simulatedService>;
