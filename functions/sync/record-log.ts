import type { Commit, LoggedChange } from '../../shared/sync/protocol.ts';
import type { Repository } from '../data/repository.ts';

/** One change of a record, with what its commit says of it. */
export interface LogEntry extends Pick<Commit, 'sequence' | 'author' | 'recordedAt'> {
  readonly change: LoggedChange;
}

/** Which commits of which records are wanted. */
export interface WantedLog {
  readonly recordId: string;
  readonly sequences: readonly number[];
}

/** A commit may have 256 KB; of so many at once only the wanted records' changes are kept. */
const COMMITS_PER_READ = 50;

/** Those changes of the wanted records, by record, in the order of the log; commits that several share are read once. */
export async function readLog(
  repository: Repository,
  datasetId: string,
  wanted: readonly WantedLog[],
): Promise<ReadonlyMap<string, LogEntry[]>> {
  const entries = new Map(wanted.map(({ recordId }): [string, LogEntry[]] => [recordId, []]));
  const sequences = [...new Set(wanted.flatMap((each) => each.sequences))].sort((one, other) => one - other);
  for (let start = 0; start < sequences.length; start += COMMITS_PER_READ) {
    const commits = await repository.commits(datasetId, sequences.slice(start, start + COMMITS_PER_READ));
    for (const { sequence, author, recordedAt, changes } of commits)
      for (const change of changes) entries.get(change.recordId)?.push({ sequence, author, recordedAt, change });
  }
  return entries;
}
