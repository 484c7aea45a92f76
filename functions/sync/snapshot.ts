import { applyChange } from '../../shared/sync/fold.ts';
import { MAX_COMMITS_PER_PULL, type SnapshotResponse } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import type { DatasetHead, Repository, SnapshotPointer } from '../data/repository.ts';
import { writeCursor } from './cursor.ts';
import { isRefusal, type Refusal, unknownDataset } from './refusal.ts';
import { packPages, unpackPage } from './snapshot-pages.ts';

export interface SnapshotDependencies {
  readonly repository: Repository;
  readonly clock: () => Date;
}

/** What a first load may have to pull after its snapshot; beyond either, a new snapshot is folded. */
const MAX_COMMITS_BEHIND = 256;
const MAX_CHANGES_BEHIND = 2000;
/** [S10] "A snapshot stays readable for seven days after a newer one exists." */
const READABLE_AFTER_SECONDS = 7 * 86_400;
const EMPTY: SnapshotPointer = { sequence: 0, changes: 0, pages: 0 };

/** [S10] Which snapshot to load; the commits after its cursor bring the rest. */
export async function currentSnapshot(
  dependencies: SnapshotDependencies,
  datasetId: string,
): Promise<SnapshotResponse | Refusal> {
  const head = await dependencies.repository.head(datasetId);
  if (head === null) return unknownDataset(datasetId);
  const held = head.snapshot ?? EMPTY;
  const isFarBehind =
    head.sequence - held.sequence > MAX_COMMITS_BEHIND || head.changes - held.changes > MAX_CHANGES_BEHIND;
  const { sequence, pages } = isFarBehind ? await renewSnapshot(dependencies, datasetId, head) : held;
  return { sequence, pages, cursor: writeCursor({ epoch: head.epoch, sequence }) };
}

/** [S10] The gzipped body of one page, numbered from 0. */
export async function snapshotPage(
  repository: Repository,
  { datasetId, sequence, page }: { datasetId: string; sequence: number; page: number },
): Promise<{ gzipped: Uint8Array } | Refusal> {
  const gzipped = await repository.snapshotPage(datasetId, sequence, page);
  if (gzipped !== null) return { gzipped };
  return {
    refused: 'unknown-snapshot',
    detail: `There is no page ${page} of a snapshot ${sequence} of ${datasetId}, or no longer; ask for the snapshot again`,
  };
}

/** A page or a commit that should be there is not. */
export class DatasetGapError extends Error {
  override readonly name = 'DatasetGapError';
}

/** A dataset's records, deleted ones too, as its snapshot and the commits after it make them. Throws DatasetGapError. */
export async function foldDataset(
  repository: Repository,
  datasetId: string,
  head: DatasetHead,
): Promise<Map<string, DatasetRecord>> {
  const records = await readSnapshot(repository, datasetId, head.snapshot ?? EMPTY);
  await foldCommits(repository, datasetId, records, head);
  return records;
}

/** Readers that fold at the same time write the same pages; one of them moves the pointer, the others take what it points to. */
async function renewSnapshot(
  { repository, clock }: SnapshotDependencies,
  datasetId: string,
  head: DatasetHead,
): Promise<SnapshotPointer> {
  const records = await foldDataset(repository, datasetId, head);
  const pages = await packPages(records.values());
  await Promise.all(pages.map((page, index) => repository.writeSnapshotPage(datasetId, head.sequence, index, page)));

  const renewed: SnapshotPointer = { sequence: head.sequence, changes: head.changes, pages: pages.length };
  const expiresAt = Math.floor(clock().getTime() / 1000) + READABLE_AFTER_SECONDS;
  if ((await repository.advanceSnapshot(datasetId, head.snapshot, renewed)) === 'written') {
    if (head.snapshot !== null) await repository.expireSnapshot(datasetId, head.snapshot, expiresAt);
    return renewed;
  }
  const pointed = (await repository.head(datasetId))?.snapshot ?? EMPTY;
  // while the pointer stands still (a push held the head), another reader may yet point it to these very pages
  const standsStill = pointed.sequence === (head.snapshot ?? EMPTY).sequence;
  if (!standsStill && pointed.sequence !== renewed.sequence)
    await repository.expireSnapshot(datasetId, renewed, expiresAt);
  return pointed;
}

async function readSnapshot(repository: Repository, datasetId: string, { sequence, pages }: SnapshotPointer) {
  const records = new Map<string, DatasetRecord>();
  for (let page = 0; page < pages; page++) {
    const found = await snapshotPage(repository, { datasetId, sequence, page });
    if (isRefusal(found)) throw new DatasetGapError(`Page ${page} of snapshot ${sequence} of ${datasetId} is missing`);
    for (const record of await unpackPage(found.gzipped)) records.set(record.id, record);
  }
  return records;
}

async function foldCommits(
  repository: Repository,
  datasetId: string,
  records: Map<string, DatasetRecord>,
  head: DatasetHead,
): Promise<void> {
  let sequence = head.snapshot?.sequence ?? 0;
  while (sequence < head.sequence) {
    const limit = Math.min(MAX_COMMITS_PER_PULL, head.sequence - sequence);
    const commits = await repository.commitsAfter(datasetId, sequence, limit);
    for (const commit of commits) {
      if (commit.sequence !== sequence + 1) break;
      sequence = commit.sequence;
      for (const change of commit.changes) {
        records.set(change.recordId, applyChange(records.get(change.recordId) ?? null, change));
      }
    }
    if (commits.at(-1)?.sequence !== sequence)
      throw new DatasetGapError(`The log of ${datasetId} has a gap after ${sequence}`);
  }
}
