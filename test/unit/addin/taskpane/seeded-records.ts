import { join } from 'node:path';
import { readSeeds } from '../../../../functions/local/seed-files.ts';
import { seedPushes } from '../../../../functions/local/seed-pushes.ts';
import { applyChange } from '../../../../shared/sync/fold.ts';
import type { Commit } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';

/** The dataset's log as the seeds make it, without a server. */
export function seededCommits(): Commit[] {
  const revisions = new Map<string, number>();
  return seedPushes(readSeeds(join(import.meta.dirname, '../../../../seeds'))).map(({ number, mutations }) => ({
    sequence: number,
    recordedAt: '2026-11-01T09:00:00.000Z',
    author: { subject: 'seeds', name: 'Seeds' },
    changes: mutations.map(({ editedAt: _advice, ...change }) => {
      const revision = (revisions.get(change.recordId) ?? 0) + 1;
      revisions.set(change.recordId, revision);
      return { ...change, office: null, revision };
    }),
  }));
}

/** The dataset's records as the seeds make them. */
export function seededRecords(): DatasetRecord[] {
  const records = new Map<string, DatasetRecord>();
  for (const change of seededCommits().flatMap(({ changes }) => changes))
    records.set(change.recordId, applyChange(records.get(change.recordId) ?? null, change));
  return [...records.values()];
}
