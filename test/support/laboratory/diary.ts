import type { EditRequest, EditResult } from '../../../addin/replica/replica-port.ts';

/** An edit that somebody made in a window over some disk, and what they were told of it. */
export interface Attempt {
  readonly request: EditRequest;
  readonly disk: string;
  readonly begunAt: number;
  /** Null until the add-in said that it is saved: a window that is killed before never does. */
  readonly acknowledged: { readonly mutationId: string; readonly at: number } | null;
  /** The add-in said that it is not saved. */
  readonly isRefused: boolean;
}

/** All that people did and were told, in order. */
export interface Diary {
  readonly attempts: readonly Attempt[];
  /** The returned edits that somebody has seen and taken off the list. */
  readonly dismissed: Set<string>;
  note(disk: string, request: EditRequest, edit: () => Promise<EditResult>): Promise<void>;
}

export function createDiary(): Diary {
  const attempts: Attempt[] = [];
  let moment = 0;
  const now = (): number => {
    moment += 1;
    return moment;
  };
  return {
    attempts,
    dismissed: new Set(),
    async note(disk, request, edit) {
      const index = attempts.length;
      const attempt: Attempt = { request, disk, begunAt: now(), acknowledged: null, isRefused: false };
      attempts.push(attempt);
      const result = await edit();
      attempts[index] = result.saved
        ? { ...attempt, acknowledged: { mutationId: result.mutationId, at: now() } }
        : { ...attempt, isRefused: true };
    },
  };
}
