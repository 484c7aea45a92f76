import type { Commit, Outcome } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';

/** [S10] Where the newest snapshot stands: at which sequence, after how many changes, in how many pages. */
export interface SnapshotPointer {
  readonly sequence: number;
  readonly changes: number;
  readonly pages: number;
}

/** The one item of a dataset that every commit moves. */
export interface DatasetHead {
  /** [S11] New only when the dataset was restored or rebuilt. */
  readonly epoch: string;
  readonly sequence: number;
  /** Changes in all commits so far: what folding the whole log would cost. */
  readonly changes: number;
  readonly snapshot: SnapshotPointer | null;
}

/** A record and the commits that touched it, so that its history is read without an index or a scan. */
export interface StoredRecord {
  readonly record: DatasetRecord;
  readonly sequences: readonly number[];
  /** [S4] For each of these commits, the end of the id of the record's mutation in it, as `mutationTail` writes it. */
  readonly mutationTails: readonly string[];
}

/** [S4] A client is bound to its subject, so that nobody can ask for another's answers. */
export interface ClientKey {
  readonly datasetId: string;
  readonly subject: string;
  readonly clientId: string;
}

/** [S4] The last push that was taken from a client; kept without expiry. */
export interface ClientHead {
  readonly lastNumber: number;
}

/** [S6] A group in conflict with the commit that set it; null where nobody had. */
export interface RecordedConflict {
  readonly group: string;
  readonly sequence: number | null;
}

/** An outcome as the ledger keeps it: the record by its revision, conflicts by commits, from which it can be told again exactly. */
export interface RecordedOutcome extends Omit<Outcome, 'record' | 'conflicts'> {
  readonly recordId: string;
  readonly conflicts?: readonly RecordedConflict[];
  /** Null where the answer held no record. */
  readonly revision: number | null;
}

/** [S4] What was answered to one push. */
export interface LedgerEntry {
  readonly number: number;
  readonly bodyHash: string;
  /** Of the push's commit; null where nothing was written. */
  readonly sequence: number | null;
  readonly outcomes: readonly RecordedOutcome[];
  /** Seconds since 1970, as DynamoDB's TTL wants it. */
  readonly expiresAt: number;
}

/** What a push writes to the dataset; `head` is the head on which it was decided. */
export interface CommitWrite {
  readonly head: DatasetHead;
  readonly commit: Commit;
  /** The changed records; each must still be at the revision before. */
  readonly records: readonly StoredRecord[];
}

/** [S3] Everything that one push writes, all of it or none. */
export interface PushPlan {
  readonly client: ClientKey;
  readonly entry: LedgerEntry;
  /** Null where nothing was accepted: the dataset then stays as it is. */
  readonly write: CommitWrite | null;
}

/** `moved`: somebody else wrote first, nothing of this was written; read and decide again. */
export type WriteResult = 'written' | 'moved';

/** The store cannot take more at this moment, or a call to it failed in passing: whether anything was written is not known. */
export class RepositoryBusyError extends Error {
  override readonly name = 'RepositoryBusyError';
}

/** Where datasets lie. All reads are strongly consistent; any call may throw RepositoryBusyError. */
export interface Repository {
  head(datasetId: string): Promise<DatasetHead | null>;
  /** Makes an empty dataset. */
  createDataset(datasetId: string, epoch: string): Promise<'created' | 'exists'>;
  /** [S11] Gives the dataset a new epoch and keeps or drops its snapshot, on condition that its head is `from` still. */
  renewEpoch(datasetId: string, from: DatasetHead, to: Pick<DatasetHead, 'epoch' | 'snapshot'>): Promise<WriteResult>;
  /** The records that exist, deleted ones too, by id. */
  records(datasetId: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>>;
  /** [S9] Commits after a sequence, in order: at most `limit`, at most about 1 MB of them, and one where there is any. */
  commitsAfter(datasetId: string, sequence: number, limit: number): Promise<Commit[]>;
  /** The commits of these sequences, in order. */
  commits(datasetId: string, sequences: readonly number[]): Promise<Commit[]>;
  clientHead(client: ClientKey): Promise<ClientHead | null>;
  ledgerEntry(client: ClientKey, number: number): Promise<LedgerEntry | null>;
  writePush(plan: PushPlan): Promise<WriteResult>;
  /** Writing a page again with the same bytes is harmless. */
  writeSnapshotPage(datasetId: string, sequence: number, page: number, bytes: Uint8Array): Promise<void>;
  snapshotPage(datasetId: string, sequence: number, page: number): Promise<Uint8Array | null>;
  /** Points the head to a newer snapshot, on condition that it points to `from` still. */
  advanceSnapshot(datasetId: string, from: SnapshotPointer | null, to: SnapshotPointer): Promise<WriteResult>;
  /** Lets the pages of a snapshot expire; seconds since 1970. */
  expireSnapshot(datasetId: string, snapshot: SnapshotPointer, expiresAt: number): Promise<void>;
}
