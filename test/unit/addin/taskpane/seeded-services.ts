import { createDatasetReplica, type DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import type { SyncStatus } from '../../../../addin/sync/sync-status.ts';
import type { PaneServices } from '../../../../addin/taskpane/pane-services.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { groupFields, type RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { Change, Commit, LoggedChange } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../../../shared/sync/record.ts';

export const TODAY = '2026-11-22';

export const asha: Actor = { subject: 'asha', name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] };
export const ben: Actor = { subject: 'ben', name: 'Ben Okafor', role: 'contributor', offices: ['crime'] };
export const maria: Actor = {
  subject: 'maria',
  name: 'Maria Lindqvist',
  role: 'manager',
  offices: ['strategic-planning'],
};
export const owen: Actor = { subject: 'owen', name: 'Owen Price', role: 'reader', offices: [] };

const CALM: SyncStatus = {
  phase: 'up to date',
  unsent: 0,
  returned: [],
  lastSyncedAt: `${TODAY}T08:26:00.000Z`,
  durable: true,
};

export interface SeededServices {
  readonly services: PaneServices;
  readonly replica: DatasetReplica;
  /** What the pane asked of the sync loop. */
  readonly asked: string[];
  tell(status: Partial<SyncStatus>): void;
  signIn(actor: Actor | null): void;
  /** The log arrives, for answers as at an earlier day. */
  historyArrives(commits: readonly Commit[]): Promise<void>;
  /** Another office's commit arrives. */
  remoteEdit(kind: RecordKind, recordId: string, values: Record<string, FieldValue>): Promise<void>;
}

/** The pane's services over a real replica in memory; only the sync loop is stood in for, by a status that tests set. */
export async function seededServices(
  records: readonly DatasetRecord[],
  actor: Actor | null,
  initial: Partial<SyncStatus> = {},
): Promise<SeededServices> {
  let ids = 0;
  let sequence = 0;
  let signedIn = actor;
  const newId = (): string => {
    ids += 1;
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  };
  const now = () => `${TODAY}T08:30:00.000Z`;
  const replica = createDatasetReplica({ actor: () => signedIn, today: () => TODAY, now, newId });
  await replica.copy.open(createMemoryReplicaStore({ newId, durable: true }));
  if (records.length > 0) await replica.copy.loadSnapshot({ records, cursor: 'c0' });

  let told: SyncStatus = { ...CALM, ...initial };
  const listeners = new Set<(status: SyncStatus) => void>();
  const asked: string[] = [];
  const tell = (status: Partial<SyncStatus>): void => {
    told = { ...told, ...status };
    for (const listener of [...listeners]) listener(told);
  };
  replica.copy.onNews(() => tell({ unsent: replica.copy.summary.unsent }));

  const services: PaneServices = {
    replica,
    sync: {
      get status() {
        return told;
      },
      subscribe: (listener) => {
        listeners.add(listener);
        listener(told);
        return () => listeners.delete(listener);
      },
      syncNow: async () => {
        asked.push('sync');
        return told;
      },
      dismiss: async (mutationId) => {
        asked.push(`dismiss ${mutationId}`);
        tell({ returned: told.returned.filter(({ mutation }) => mutation.mutationId !== mutationId) });
      },
    },
    get actor() {
      return signedIn;
    },
    today: () => TODAY,
    signIn: async () => {
      asked.push('sign in');
    },
  };

  return {
    services,
    replica,
    asked,
    tell,
    signIn: (next) => {
      signedIn = next;
      tell({});
    },
    historyArrives: (commits) => replica.copy.appendHistory(commits, 'c0', true),
    remoteEdit: async (kind, recordId, values) => {
      sequence += 1;
      const held = replica.copy.records.base(recordId);
      const fields = new Set(Object.keys(values).flatMap((field) => groupFields(kind, field)));
      const changes: Record<string, Change> = {};
      for (const field of fields) {
        const base = held?.fields[field] ?? null;
        changes[field] = { base, value: values[field] ?? base };
      }
      const revision = (held?.revision ?? 0) + 1;
      const op = held === null ? 'create' : 'set';
      const change: LoggedChange = { mutationId: newId(), recordId, kind, op, changes, effectiveOn: TODAY, revision };
      const author = { subject: 'maria', name: 'Maria Lindqvist' };
      const commit = { sequence, recordedAt: now(), author, office: 'strategic-planning', changes: [change] };
      await replica.copy.applyCommits([commit], `c${sequence}`);
    },
  };
}
