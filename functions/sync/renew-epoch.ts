import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { DatasetHead, Repository } from '../data/repository.ts';
import { type Refusal, unknownDataset } from './refusal.ts';
import { DatasetGapError, foldDataset } from './snapshot.ts';

export interface RenewedDataset {
  readonly datasetId: string;
  readonly epoch: string;
  /** How far the restored log goes. */
  readonly sequence: number;
  readonly records: number;
  /** `dropped`: its pages did not come back whole; the next first load folds the log. */
  readonly snapshot: 'kept' | 'dropped' | 'none';
}

interface Dependencies {
  readonly repository: Repository;
  readonly newEpoch: () => string;
}

/**
 * [S11] Gives a restored dataset a new epoch, so that every replica loads it anew and sends what it had not sent.
 * A backup is not one transaction: what came back in part is refused, and nothing is changed.
 */
export async function renewEpoch(
  { repository, newEpoch }: Dependencies,
  datasetId: string,
): Promise<RenewedDataset | Refusal<string>> {
  const head = await repository.head(datasetId);
  if (head === null) return unknownDataset(datasetId);
  const fromSnapshot = head.snapshot === null ? null : await foldedWhole(repository, datasetId, head);
  const records = fromSnapshot ?? (await foldedWhole(repository, datasetId, { ...head, snapshot: null }));
  const part = records === null ? null : await whatCameBackInPart(repository, datasetId, head, records);
  if (records === null || part !== null) {
    const isStill = (await repository.head(datasetId))?.sequence === head.sequence;
    return isStill ? notWhole(datasetId, part ?? 'its log has a gap') : writtenMeanwhile(datasetId);
  }

  const snapshot = fromSnapshot === null ? null : head.snapshot;
  const epoch = newEpoch();
  if ((await repository.renewEpoch(datasetId, head, { epoch, snapshot })) === 'moved')
    return writtenMeanwhile(datasetId);
  const kept = snapshot === null ? 'dropped' : 'kept';
  return {
    datasetId,
    epoch,
    sequence: head.sequence,
    records: records.size,
    snapshot: head.snapshot === null ? 'none' : kept,
  };
}

async function foldedWhole(
  repository: Repository,
  datasetId: string,
  head: DatasetHead,
): Promise<ReadonlyMap<string, DatasetRecord> | null> {
  try {
    return await foldDataset(repository, datasetId, head);
  } catch (error) {
    if (error instanceof DatasetGapError) return null;
    throw error;
  }
}

/** A push writes head, commit and records together; the second at which a backup is taken may fall between them. */
async function whatCameBackInPart(
  repository: Repository,
  datasetId: string,
  { sequence }: DatasetHead,
  records: ReadonlyMap<string, DatasetRecord>,
): Promise<string | null> {
  if ((await repository.commitsAfter(datasetId, sequence, 1)).length > 0) return `its log goes on after ${sequence}`;
  const stored = await repository.records(datasetId, [...records.keys()]);
  const differing = [...records.values()].find(({ id, revision }) => stored.get(id)?.record.revision !== revision);
  return differing === undefined ? null : `${differing.id} is not as the log has it`;
}

function writtenMeanwhile(datasetId: string): Refusal<'moved'> {
  return { refused: 'moved', detail: `Somebody writes to ${datasetId}; stop the service, then invoke this again` };
}

function notWhole(datasetId: string, why: string): Refusal<'not-whole'> {
  return {
    refused: 'not-whole',
    detail: `${datasetId} did not come back whole: ${why}. Restore to another second; nothing was changed`,
  };
}
