import { createDatasetReplica, type DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import type { ReplicaStore } from '../../../../addin/replica/replica-store.ts';
import type { SyncStatus } from '../../../../addin/sync/sync-status.ts';
import type { PaneServices } from '../../../../addin/taskpane/pane-services.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { groupFields, type RecordKind } from '../../../../shared/domain/record-kinds.ts';
import type { Change, Commit, LoggedChange } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord, FieldValue } from '../../../../shared/sync/record.ts';
import { type StandInTables, standInTables } from './tables/stand-in-tables.ts';

export const TODAY = '2026-11-22';

export const asha: Actor = { subject: 'asha', name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] };
export const ben: Actor = { subject: 'ben', name: 'Ben Okafor', role: 'contributor', offices: ['crime'] };
export const maria: Actor = {
  subject: 'maria',
  name: 'Maria Lindqvist',
  role: 'manager',
  offices: ['strategic-planning'],
};
export const dana: Actor = {
  subject: 'dana',
  name: 'Dana Whitlock',
  role: 'administrator',
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

const noWorkbook = (): Promise<never> => Promise.reject(new Error('No workbook is open here'));
/** The formulas without a workbook around the pane. */
const NO_WORKBOOK = {
  findFailing: noWorkbook,
  selectCell: noWorkbook,
  insert: noWorkbook,
  refresh: noWorkbook,
  onRefreshed: () => () => {},
};

/** After all that the seeds hold. */
const FIRST_SEQUENCE = 1000;

export interface SeededServices {
  readonly services: PaneServices;
  readonly replica: DatasetReplica;
  readonly store: ReplicaStore;
  /** What the pane asked of the sync loop. */
  readonly asked: string[];
  /** The workbook's tables, as tests say that they stand. */
  readonly tables: StandInTables;
  tell(status: Partial<SyncStatus>): void;
  signIn(actor: Actor | null): void;
  /** The log arrives, for answers as at an earlier day. */
  historyArrives(commits: readonly Commit[]): Promise<void>;
  /** Another office's commit arrives. */
  remoteEdit(kind: RecordKind, recordId: string, values: Record<string, FieldValue>, reason?: string): Promise<void>;
  /** Another office's deletion arrives. */
  remoteDelete(kind: RecordKind, recordId: string, reason: string): Promise<void>;
  /** What came of other offices, oldest first. */
  readonly commits: readonly Commit[];
}

/**
 * The pane's services over a real replica in memory; only the sync loop is stood in for, by a status that tests set.
 * `kept` is the store of services before these: the window was closed and opened again.
 */
export async function seededServices(
  records: readonly DatasetRecord[],
  actor: Actor | null,
  initial: Partial<SyncStatus> = {},
  kept: ReplicaStore | null = null,
): Promise<SeededServices> {
  let ids = 0;
  let signedIn = actor;
  const newId = (): string => {
    ids += 1;
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  };
  const now = () => `${TODAY}T08:30:00.000Z`;
  const replica = createDatasetReplica({ actor: () => signedIn, today: () => TODAY, now, newId });
  const store = kept ?? createMemoryReplicaStore({ newId, durable: true });
  await replica.copy.open(store, {
    datasetId: 'kent-2021-22',
    tenant: 'kent',
    subject: actor?.subject ?? '',
    name: actor?.name ?? '',
  });
  if (records.length > 0 && kept === null) await replica.copy.loadSnapshot({ records, cursor: 'c0' });

  let told: SyncStatus = { ...CALM, ...initial };
  const listeners = new Set<(status: SyncStatus) => void>();
  const asked: string[] = [];
  const tell = (status: Partial<SyncStatus>): void => {
    told = { ...told, ...status };
    for (const listener of [...listeners]) listener(told);
  };
  replica.copy.onNews(() => tell({ unsent: replica.copy.summary.unsent }));

  const tables = standInTables();
  const services: PaneServices = {
    replica,
    tables: tables.services,
    formulas: {
      guide: async () => (await import('../../../../addin/formulas/guide/formula-guide.ts')).formulaGuide,
      ...NO_WORKBOOK,
    },
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
    signOut: async () => {
      asked.push('sign out');
    },
  };

  const commits: Commit[] = [];
  const arrives = async (made: Pick<LoggedChange, 'recordId' | 'kind' | 'op' | 'changes'>, reason?: string) => {
    const revision = (replica.copy.records.base(made.recordId)?.revision ?? 0) + 1;
    const change: LoggedChange = {
      ...made,
      mutationId: newId(),
      effectiveOn: TODAY,
      office: 'strategic-planning',
      revision,
      ...(reason === undefined ? {} : { reason }),
    };
    const author = { subject: maria.subject, name: maria.name };
    const sequence = FIRST_SEQUENCE + commits.length;
    commits.push({ sequence, recordedAt: now(), author, changes: [change] });
    await replica.copy.applyCommits(commits.slice(-1), `c${sequence}`);
  };

  return {
    services,
    replica,
    store,
    asked,
    tables,
    tell,
    signIn: (next) => {
      signedIn = next;
      tell({});
    },
    historyArrives: (commits) => replica.copy.appendHistory(commits, 'c0', null, true),
    commits,
    remoteEdit: async (kind, recordId, values, reason) => {
      const held = replica.copy.records.base(recordId);
      const fields = new Set(Object.keys(values).flatMap((field) => groupFields(kind, field)));
      const changes: Record<string, Change> = {};
      for (const field of fields) {
        const base = held?.fields[field] ?? null;
        changes[field] = { base, value: values[field] ?? base };
      }
      await arrives({ recordId, kind, op: held === null ? 'create' : 'set', changes }, reason);
    },
    remoteDelete: (kind, recordId, reason) => arrives({ recordId, kind, op: 'delete', changes: {} }, reason),
  };
}
