import type { ConflictGroup, Mutation } from '../../shared/sync/protocol.ts';
import { provenanceOf, setsGroup } from '../../shared/sync/provenance.ts';
import type { RecordedConflict, Repository, StoredRecord } from '../data/repository.ts';
import { type LogEntry, readLog } from './record-log.ts';

/** [S6] The groups of one mutation that are in conflict. */
export interface Conflict {
  readonly mutation: Mutation;
  readonly groups: readonly string[];
}

/** [S6] Which change made the value that the dataset holds of a group; null where nobody set it. */
export interface ConflictOrigin {
  readonly group: string;
  readonly entry: LogEntry | null;
}

/** One conflict while its record's log is walked back. */
interface Walk extends Conflict {
  readonly stored: StoredRecord;
  readonly entries: LogEntry[];
  /** How many of the record's commits are not read yet. */
  left: number;
}

/**
 * [S6] By record, who made the values that edits in conflict met. Each record's own commits are read newest first,
 * one, then two more, then four more, until each group is found.
 */
export async function conflictOrigins(
  repository: Repository,
  datasetId: string,
  conflicts: readonly Conflict[],
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<ReadonlyMap<string, ConflictOrigin[]>> {
  const walks = conflicts.flatMap((conflict): Walk[] => {
    const held = stored.get(conflict.mutation.recordId);
    return held === undefined ? [] : [{ ...conflict, stored: held, entries: [], left: held.sequences.length }];
  });
  let open = walks.filter(isOpen);
  for (let count = 1; open.length > 0; count *= 2) {
    const wanted = open.map(({ stored: { record, sequences }, left }) => ({
      recordId: record.id,
      sequences: sequences.slice(Math.max(0, left - count), left),
    }));
    const log = await readLog(repository, datasetId, wanted);
    for (const walk of open) {
      walk.entries.unshift(...(log.get(walk.mutation.recordId) ?? []));
      walk.left = Math.max(0, walk.left - count);
    }
    open = open.filter(isOpen);
  }
  return new Map(
    walks.map((walk) => [
      walk.mutation.recordId,
      walk.groups.map((group) => ({ group, entry: originOf(walk, group) })),
    ]),
  );
}

export function conflictGroup({ group, entry }: ConflictOrigin): ConflictGroup {
  return entry === null ? { group } : { group, theirs: provenanceOf(entry, entry.change) };
}

export function recordedConflict({ group, entry }: ConflictOrigin): RecordedConflict {
  return { group, sequence: entry?.sequence ?? null };
}

const isOpen = (walk: Walk): boolean => walk.left > 0 && walk.groups.some((group) => !isFound(walk, group));

function isFound(walk: Walk, group: string): boolean {
  const heldFrom = walk.stored.record.effective[group];
  if (heldFrom === undefined) return true;
  // of a past day any older commit may have set it, so all of them have to be looked at
  return originOf(walk, group)?.change.effectiveOn === heldFrom;
}

/** [S13] As at the mutation's day: the latest effective change, and of those on the same day the latest in the log. */
function originOf({ mutation, entries }: Walk, group: string): LogEntry | null {
  let origin: LogEntry | null = null;
  for (const entry of entries) {
    const { effectiveOn } = entry.change;
    const isTold = effectiveOn <= mutation.effectiveOn && setsGroup(entry.change, group);
    if (isTold && effectiveOn >= (origin?.change.effectiveOn ?? '')) origin = entry;
  }
  return origin;
}
