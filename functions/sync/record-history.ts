import type { HistoryResponse } from '../../shared/sync/protocol.ts';
import type { Repository } from '../data/repository.ts';
import { readLog } from './record-log.ts';
import { type Refusal, unknownDataset } from './refusal.ts';

/** Changes in one answer, unless the caller asks for fewer. */
export const MAX_CHANGES_PER_HISTORY = 500;
/** Lambda answers at most 6 MB, and a client may not accept gzip. */
const MAX_ANSWER_BYTES = 4_000_000;
const COMMITS_PER_READ = 50;

export interface HistoryQuery {
  readonly datasetId: string;
  readonly recordId: string;
  /** Changes of later commits only; 0 for all. */
  readonly after: number;
  /** Changes at most. */
  readonly limit: number;
}

/** Changes of one record, oldest first, as many as one answer takes; costs what it tells. */
export async function recordHistory(
  repository: Repository,
  { datasetId, recordId, after, limit }: HistoryQuery,
): Promise<HistoryResponse | Refusal> {
  const [head, stored] = await Promise.all([repository.head(datasetId), repository.records(datasetId, [recordId])]);
  if (head === null) return unknownDataset(datasetId);
  const all = stored.get(recordId)?.sequences;
  if (all === undefined) {
    return { refused: 'unknown-record', detail: `There is no record ${recordId} in ${datasetId}; check its id` };
  }
  const later = all.filter((sequence) => sequence > after);
  const asked = later.slice(0, limit);
  const changes: HistoryResponse['changes'] = [];
  let bytes = 0;
  for (let start = 0; start < asked.length; start += COMMITS_PER_READ) {
    const wanted = { recordId, sequences: asked.slice(start, start + COMMITS_PER_READ) };
    for (const { change, ...commit } of (await readLog(repository, datasetId, [wanted])).get(recordId) ?? []) {
      const entry = { ...commit, ...change };
      bytes += Buffer.byteLength(JSON.stringify(entry));
      if (changes.length > 0 && bytes > MAX_ANSWER_BYTES) return { changes, more: true };
      changes.push(entry);
    }
  }
  return { changes, more: asked.length < later.length };
}
