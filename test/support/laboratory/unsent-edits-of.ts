import type { DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import type { Disk } from './disk.ts';

/** The ids of the edits that a window shows, waiting or returned. */
export function editsIn({ copy }: DatasetReplica): Set<string> {
  const shown = [
    ...copy.records.outbox().map(({ mutation }) => mutation),
    ...copy.summary.returned.flatMap(({ parts }) => parts),
  ];
  return new Set(shown.map(({ mutationId }) => mutationId));
}

/** The ids of the edits that a replica holds, waiting or returned. */
export async function editsOn(disk: Disk): Promise<string[]> {
  const { outbox, returned } = await (await disk.inspect()).read();
  const edits = [...outbox.map(({ mutation }) => mutation), ...returned.flatMap(({ parts }) => parts)];
  return edits.map(({ mutationId }) => mutationId);
}
