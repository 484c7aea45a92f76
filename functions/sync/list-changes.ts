import type { ChangesResponse } from '../../shared/sync/protocol.ts';
import type { Repository } from '../data/repository.ts';
import { cursorRefusal, readCursor, writeCursor } from './cursor.ts';
import { isRefusal, type Refusal, unknownDataset } from './refusal.ts';

export interface ChangesQuery {
  readonly datasetId: string;
  /** Undefined: from the first commit. */
  readonly after?: string | undefined;
  /** Commits at most. */
  readonly limit: number;
}

/** [S9] The commits after a cursor; null where there is nothing new, which costs one read of the head. */
export async function listChanges(
  repository: Repository,
  { datasetId, after, limit }: ChangesQuery,
): Promise<ChangesResponse | Refusal | null> {
  const given = after === undefined ? null : readCursor(after);
  if (given !== null && isRefusal(given)) return given;
  const head = await repository.head(datasetId);
  if (head === null) return unknownDataset(datasetId);
  const cursor = given ?? { epoch: head.epoch, sequence: 0 };
  const refusal = cursorRefusal(cursor, head);
  if (refusal !== null) return refusal;
  if (cursor.sequence === head.sequence) return null;

  const read = await repository.commitsAfter(datasetId, cursor.sequence, limit);
  // a query may see a commit before the one that was written before it; what is not there yet comes with the next pull
  const commits = read.filter(({ sequence }, index) => sequence === cursor.sequence + 1 + index);
  const last = commits.at(-1);
  if (last === undefined) throw new Error(`The log of ${datasetId} ends at ${cursor.sequence}, its head does not`);
  return {
    commits,
    cursor: writeCursor({ epoch: head.epoch, sequence: last.sequence }),
    more: last.sequence < head.sequence,
  };
}
