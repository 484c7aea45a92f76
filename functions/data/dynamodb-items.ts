import type { Commit } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type {
  ClientHead,
  ClientKey,
  DatasetHead,
  LedgerEntry,
  RecordedOutcome,
  SnapshotPointer,
  StoredRecord,
} from './repository.ts';

/** The table's primary key: both are text. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}
export type Item = Record<string, unknown>;

/** Sequences sort as text, so they are written in full width. */
const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
const clientPartition = ({ datasetId, subject, clientId }: ClientKey): string =>
  `CLIENT#${datasetId}#${subject}#${clientId}`;

/** The ids come checked and hold no `#`, so no key can be read as another. */
export const headKey = (datasetId: string): ItemKey => ({ pk: `DATASET#${datasetId}`, sk: 'HEAD' });
export const recordKey = (datasetId: string, recordId: string): ItemKey => ({
  pk: `DATASET#${datasetId}`,
  sk: `RECORD#${recordId}`,
});
export const commitKey = (datasetId: string, sequence: number): ItemKey => ({
  pk: `LOG#${datasetId}`,
  sk: `COMMIT#${padded(sequence, 12)}`,
});
export const clientHeadKey = (client: ClientKey): ItemKey => ({ pk: clientPartition(client), sk: 'HEAD' });
export const ledgerKey = (client: ClientKey, number: number): ItemKey => ({
  pk: clientPartition(client),
  sk: `PUSH#${padded(number, 12)}`,
});
export const snapshotPageKey = (datasetId: string, sequence: number, page: number): ItemKey => ({
  pk: `SNAPSHOT#${datasetId}#${padded(sequence, 12)}`,
  sk: `CHUNK#${padded(page, 4)}`,
});

export function headItem(datasetId: string, { epoch, sequence, changes, snapshot }: DatasetHead): Item {
  return { ...headKey(datasetId), epoch, sequence, changes, ...(snapshot === null ? {} : { snapshot }) };
}

export function readHead({ epoch, sequence, changes, snapshot }: Item): DatasetHead {
  return {
    epoch: epoch as string,
    sequence: sequence as number,
    changes: changes as number,
    snapshot: (snapshot as SnapshotPointer | undefined) ?? null,
  };
}

/** Bodies are JSON text: smaller than DynamoDB's maps, and read several times faster. */
export function recordItem(datasetId: string, { record, sequences, mutationTails }: StoredRecord): Item {
  return {
    ...recordKey(datasetId, record.id),
    revision: record.revision,
    sequences: JSON.stringify(sequences),
    mutationTails: JSON.stringify(mutationTails),
    body: JSON.stringify(record),
  };
}

export function readRecord({ body, sequences, mutationTails }: Item): StoredRecord {
  return {
    record: JSON.parse(body as string) as DatasetRecord,
    sequences: JSON.parse(sequences as string) as number[],
    mutationTails: JSON.parse(mutationTails as string) as string[],
  };
}

export function commitItem(datasetId: string, commit: Commit): Item {
  return { ...commitKey(datasetId, commit.sequence), body: JSON.stringify(commit) };
}

export function readCommit({ body }: Item): Commit {
  return JSON.parse(body as string) as Commit;
}

export function clientHeadItem(client: ClientKey, { lastNumber }: ClientHead): Item {
  return { ...clientHeadKey(client), lastNumber };
}

export function readClientHead({ lastNumber }: Item): ClientHead {
  return { lastNumber: lastNumber as number };
}

export function ledgerItem(client: ClientKey, { number, bodyHash, sequence, outcomes, expiresAt }: LedgerEntry): Item {
  return {
    ...ledgerKey(client, number),
    number,
    bodyHash,
    sequence,
    body: JSON.stringify(outcomes),
    expiresAt,
  };
}

export function readLedgerEntry({ number, bodyHash, sequence, body, expiresAt }: Item): LedgerEntry {
  return {
    number: number as number,
    bodyHash: bodyHash as string,
    sequence: sequence as number | null,
    outcomes: JSON.parse(body as string) as RecordedOutcome[],
    expiresAt: expiresAt as number,
  };
}
