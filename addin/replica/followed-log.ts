import type { Commit } from '../../shared/sync/protocol.ts';
import type { RecordHistory } from './record-history.ts';
import type { HistoryMark, ReplicaStore } from './replica-store.ts';
import { type Dependency, onLog } from './watchers.ts';

/** The dataset's log in memory, for as-at answers: nobody asked for it, it is on its way, or it is here. */
export interface FollowedLog {
  readonly isAsked: boolean;
  readonly isHere: boolean;
  /** From now on it is on its way; false where it was asked for before. */
  ask(): boolean;
  /** Nobody asked for it: the next as-at answer does. */
  forget(): void;
  /** Takes up what a store has of the log; where it was here and nothing was replaced, only what came after its last commit. */
  takeUp(store: ReplicaStore, mark: HistoryMark | null, isReplaced: boolean): Promise<void>;
  /** Takes up commits that were just pulled; returns what may be others now, beside the records. */
  add(commits: readonly Commit[]): Dependency[];
}

/** `onOther` is called once as-at answers may be others. */
export function createFollowedLog(history: RecordHistory, onOther: () => void): FollowedLog {
  let state: 'unasked' | 'asked' | 'here' = 'unasked';
  const forget = (): void => {
    state = 'unasked';
    history.clear();
  };
  return {
    get isAsked() {
      return state !== 'unasked';
    },
    get isHere() {
      return state === 'here';
    },
    ask() {
      if (state !== 'unasked') return false;
      state = 'asked';
      return true;
    },
    forget,
    async takeUp(store, mark, isReplaced) {
      if (mark === null) {
        // the store follows no log any more: it had no room for it
        forget();
        onOther();
        return;
      }
      const isFollowed = state === 'here' && !isReplaced && mark.complete;
      if (!isFollowed) state = 'asked';
      if (!mark.complete) return;
      const commits = await store.readHistory(isFollowed ? history.lastSequence : 0).catch((cause: unknown) => {
        state = 'unasked'; // the next as-at answer asks again
        throw cause;
      });
      if (!isFollowed) history.clear();
      history.add(commits);
      state = 'here';
      if (!isFollowed || commits.length > 0) onOther();
    },
    add(commits) {
      if (state !== 'here') return [];
      history.add(commits);
      const changes = commits.flatMap((commit) => commit.changes);
      // who deleted a record is told by the commit alone: an own deletion is answered without it
      const isDeletion = changes.some(({ op }) => op === 'delete');
      return [...changes.map(({ recordId }) => onLog(recordId)), ...(isDeletion ? (['history'] as const) : [])];
    },
  };
}
