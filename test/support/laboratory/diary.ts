import type { DatasetReplica } from '../../../addin/replica/dataset-replica.ts';
import type { EditRequest, EditResult } from '../../../addin/replica/replica-port.ts';
import type { Disk } from './disk.ts';
import type { Life } from './life.ts';
import type { PersonName } from './schedule.ts';

/** An edit that somebody made in a window, and what they were told of it. */
export interface Attempt {
  readonly request: EditRequest;
  readonly person: PersonName;
  readonly begunAt: number;
  /** Null until the add-in said that it is saved: a window that is killed before never does. */
  readonly acknowledged: { readonly mutationId: string; readonly at: number } | null;
  /** Why the add-in said that it is not saved. */
  readonly refused: readonly string[] | null;
}

/** A file with what was unsent, whose it is, and the edits that their window showed as they made it. */
export interface UnsentFile {
  readonly person: PersonName;
  readonly text: string;
  readonly edits: ReadonlySet<string>;
}

/** A replica that was thrown away: the edits in it, and which of them each window over it still knew. */
export interface Wiped {
  readonly disk: Disk;
  readonly edits: ReadonlySet<string>;
  readonly knownTo: readonly { readonly life: Life; readonly edits: Set<string> }[];
}

/** All that people did and were told, in order. */
export interface Diary {
  readonly attempts: readonly Attempt[];
  /** The returned edits that somebody has seen and taken off the list. */
  readonly dismissed: Set<string>;
  readonly files: UnsentFile[];
  /** The edits of files, and which disk they were said to be on after. */
  readonly imported: { readonly edits: ReadonlySet<string>; readonly disk: Disk }[];
  /** Imports that should have been refused. */
  readonly wronglyImported: string[];
  /** The edits that were called saved without a disk, since the service had taken them. */
  readonly takenAtOnce: Set<string>;
  /** The edits that were on more than one disk. */
  readonly copied: Set<string>;
  readonly wiped: Wiped[];
  /** How often what happened. */
  readonly happened: ReadonlyMap<string, number>;
  happens(what: string, times?: number): void;
  /** Lets somebody edit, and notes what they are told. */
  edit(person: PersonName, request: EditRequest, replica: DatasetReplica): Promise<EditResult>;
}

export function createDiary(): Diary {
  const attempts: Attempt[] = [];
  const happened = new Map<string, number>();
  let moment = 0;
  const now = (): number => {
    moment += 1;
    return moment;
  };
  const diary: Diary = {
    attempts,
    dismissed: new Set(),
    files: [],
    imported: [],
    wronglyImported: [],
    takenAtOnce: new Set(),
    copied: new Set(),
    wiped: [],
    happened,
    happens: (what, times = 1) => void happened.set(what, (happened.get(what) ?? 0) + times),
    async edit(person, request, replica) {
      const index = attempts.length;
      const attempt: Attempt = { request, person, begunAt: now(), acknowledged: null, refused: null };
      attempts.push(attempt);
      const result = await replica.edit(request);
      if (result.saved && !replica.copy.summary.durable) diary.takenAtOnce.add(result.mutationId);
      attempts[index] = result.saved
        ? { ...attempt, acknowledged: { mutationId: result.mutationId, at: now() } }
        : { ...attempt, refused: result.problems.map(({ code }) => code) };
      return result;
    },
  };
  return diary;
}
