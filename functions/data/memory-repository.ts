import type { Commit } from '../../shared/sync/protocol.ts';
import type {
  ClientHead,
  ClientKey,
  DatasetHead,
  LedgerEntry,
  PushPlan,
  Repository,
  SnapshotPointer,
  StoredRecord,
  WriteResult,
} from './repository.ts';

interface Dataset {
  head: DatasetHead;
  readonly records: Map<string, StoredRecord>;
  /** Commit n stands at n - 1. */
  readonly log: { commit: Commit; characters: number }[];
  readonly pages: Map<string, Uint8Array>;
}

interface Client {
  head: ClientHead;
  readonly ledger: Map<number, LedgerEntry>;
}

/** As many as one DynamoDB query reads. */
const MAX_CHARACTERS_PER_READ = 1024 * 1024;

/** Keeps datasets in memory: for simulations, and for benchmarks beside servers that keep theirs there. */
export function createMemoryRepository(): Repository {
  const datasets = new Map<string, Dataset>();
  const clients = new Map<string, Client>();

  const clientOf = (key: ClientKey): Client | undefined => clients.get(clientText(key));

  function writePush({ client, entry, write }: PushPlan): WriteResult {
    const held = clientOf(client);
    const dataset = datasets.get(client.datasetId);
    const clientMoved = (held?.head.lastNumber ?? 0) !== entry.number - 1;
    if (dataset === undefined || clientMoved) return 'moved';
    if (write !== null) {
      const { head, commit, records } = write;
      const headMoved = dataset.head.sequence !== head.sequence || dataset.head.epoch !== head.epoch;
      const recordMoved = records.some(
        ({ record }) => (dataset.records.get(record.id)?.record.revision ?? 0) !== record.revision - 1,
      );
      if (headMoved || recordMoved) return 'moved';
      dataset.head = { ...dataset.head, sequence: commit.sequence, changes: head.changes + commit.changes.length };
      dataset.log.push({ commit, characters: JSON.stringify(commit).length });
      for (const stored of records) dataset.records.set(stored.record.id, stored);
    }
    const ledger = held?.ledger ?? new Map<number, LedgerEntry>();
    ledger.set(entry.number, entry);
    clients.set(clientText(client), { head: { lastNumber: entry.number }, ledger });
    return 'written';
  }

  return {
    head: async (datasetId) => datasets.get(datasetId)?.head ?? null,
    createDataset: async (datasetId, epoch) => {
      if (datasets.has(datasetId)) return 'exists';
      const head: DatasetHead = { epoch, sequence: 0, changes: 0, snapshot: null };
      datasets.set(datasetId, { head, records: new Map(), log: [], pages: new Map() });
      return 'created';
    },
    renewEpoch: async (datasetId, from, to) => {
      const dataset = datasets.get(datasetId);
      const isStill = dataset?.head.epoch === from.epoch && dataset.head.sequence === from.sequence;
      if (dataset === undefined || !isStill) return 'moved';
      dataset.head = { ...dataset.head, ...to };
      return 'written';
    },
    records: async (datasetId, recordIds) => {
      const held = datasets.get(datasetId)?.records;
      const found = new Map<string, StoredRecord>();
      for (const recordId of recordIds) {
        const stored = held?.get(recordId);
        if (stored !== undefined) found.set(recordId, stored);
      }
      return found;
    },
    commitsAfter: async (datasetId, sequence, limit) =>
      readableAtOnce(datasets.get(datasetId)?.log.slice(sequence, sequence + limit) ?? []),
    commits: async (datasetId, sequences) =>
      sequences.flatMap((sequence) => datasets.get(datasetId)?.log[sequence - 1]?.commit ?? []),
    clientHead: async (client) => clientOf(client)?.head ?? null,
    ledgerEntry: async (client, number) => clientOf(client)?.ledger.get(number) ?? null,
    writePush: async (plan) => writePush(plan),
    writeSnapshotPage: async (datasetId, sequence, page, bytes) => {
      datasets.get(datasetId)?.pages.set(pageText(sequence, page), bytes);
    },
    snapshotPage: async (datasetId, sequence, page) =>
      datasets.get(datasetId)?.pages.get(pageText(sequence, page)) ?? null,
    advanceSnapshot: async (datasetId, from, to) => {
      const dataset = datasets.get(datasetId);
      if (dataset === undefined || !samePointer(dataset.head.snapshot, from)) return 'moved';
      dataset.head = { ...dataset.head, snapshot: to };
      return 'written';
    },
    // nothing here outlives the process, so nothing needs to expire
    expireSnapshot: async () => {},
  };
}

function readableAtOnce(entries: readonly { commit: Commit; characters: number }[]): Commit[] {
  const commits: Commit[] = [];
  let read = 0;
  for (const { commit, characters } of entries) {
    read += characters;
    if (commits.length > 0 && read > MAX_CHARACTERS_PER_READ) break;
    commits.push(commit);
  }
  return commits;
}

const clientText = ({ datasetId, subject, clientId }: ClientKey): string => `${datasetId}#${subject}#${clientId}`;
const pageText = (sequence: number, page: number): string => `${sequence}#${page}`;
const samePointer = (one: SnapshotPointer | null, other: SnapshotPointer | null): boolean =>
  one?.sequence === other?.sequence;
