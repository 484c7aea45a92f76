import type { ReturnedEdit } from '../../../addin/replica/returned-edit.ts';
import type { LoggedChange } from '../../../shared/sync/protocol.ts';
import type { Disk } from './disk.ts';
import type { Held } from './log-breaches.ts';
import type { EndedRun } from './run-schedule.ts';
import { editsOn } from './unsent-edits-of.ts';

/** Where edits are in the end. */
export interface KeptEdits {
  readonly logged: readonly LoggedChange[];
  /** Of every replica that somebody has. */
  readonly returned: readonly { readonly disk: Disk; readonly edit: ReturnedEdit }[];
  /** Whether nobody owes anybody anything for an edit that is nowhere. */
  mayBeGone(mutationId: string): boolean;
}

export async function keptEdits(run: EndedRun, { log }: Held): Promise<KeptEdits> {
  const { premises, database, diary } = run;
  const disks = premises.disks();
  const returned: { disk: Disk; edit: ReturnedEdit }[] = [];
  for (const disk of disks)
    for (const edit of (await (await disk.inspect()).read()).returned) returned.push({ disk, edit });
  const lostDisks = premises.lost.flatMap((machine) => [...machine.disks.values()]);
  const onLost = new Set((await Promise.all(lostDisks.map(editsOn))).flat());
  const onFile = new Set(diary.imported.flatMap(({ edits, disk }) => (lostDisks.includes(disk) ? [] : [...edits])));
  const taken = new Set([...diary.takenAtOnce, ...[...disks, ...lostDisks].flatMap((disk) => [...disk.taken])]);
  const isWiped = (mutationId: string): boolean =>
    diary.wiped.some(({ edits, knownTo }) => {
      const isStillKnown = knownTo.some(({ life, edits: known }) => life.isAlive && known.has(mutationId));
      return edits.has(mutationId) && !isStillKnown;
    });
  return {
    logged: log.flatMap((commit) => commit.changes),
    returned,
    mayBeGone: (mutationId) =>
      // somebody saw it come back and put it away
      diary.dismissed.has(mutationId) ||
      // the service had told its replica that it was taken, and was restored to a moment before it
      (database.takenBack.has(mutationId) && taken.has(mutationId)) ||
      // the machine that it was on is lost, and it was in no file that was taken in elsewhere
      (onLost.has(mutationId) && !onFile.has(mutationId)) ||
      // the browser threw it away, and no window that knew it lived on
      isWiped(mutationId),
  };
}
