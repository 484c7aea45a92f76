import type { HistoryResponse } from '../../shared/sync/protocol.ts';
import type { Repository } from '../data/repository.ts';
import { type Refusal, unknownDataset } from './refusal.ts';

/** Every change of one record, oldest first; costs what that record's own history is. */
export async function recordHistory(
  repository: Repository,
  datasetId: string,
  recordId: string,
): Promise<HistoryResponse | Refusal> {
  const [head, stored] = await Promise.all([repository.head(datasetId), repository.records(datasetId, [recordId])]);
  if (head === null) return unknownDataset(datasetId);
  const sequences = stored.get(recordId)?.sequences;
  if (sequences === undefined) {
    return { refused: 'unknown-record', detail: `There is no record ${recordId} in ${datasetId}; check its id` };
  }
  const commits = await repository.commits(datasetId, sequences);
  return {
    changes: commits.flatMap(({ changes, ...commit }) =>
      changes.filter((change) => change.recordId === recordId).map((change) => ({ ...commit, ...change })),
    ),
  };
}
