import type { SyncStatus } from '../../sync/sync-status.ts';

export interface HistoryNoticeText {
  readonly text: string;
  readonly fetched: number;
  readonly total: number | null;
  /** It does not come on by itself just now. */
  readonly isStuck: boolean;
}

const WORKING: readonly SyncStatus['phase'][] = ['starting', 'syncing', 'up to date'];
const WAITING = 'Cells as at an earlier day show “Loading history” until it is here.';
const entries = (count: number): string => count.toLocaleString('en-GB');

function whatToDo(phase: SyncStatus['phase']): string {
  if (phase === 'signed out') return 'Sign in to load it.';
  if (phase === 'not permitted') return 'Ask your administrator for access, then try again.';
  if (phase === 'update needed') return 'Update the add-in first.';
  return phase === 'offline' ? 'It is loaded once the service can be reached.' : 'PEEL tries again by itself.';
}

/** What the pane tells of the log that as-at answers need; null while nobody waits for it. */
export function historyNotice({ phase, history }: SyncStatus): HistoryNoticeText | null {
  if (history === undefined) return null;
  const { fetched, total } = history;
  if (!WORKING.includes(phase))
    return { text: `The history could not be loaded. ${whatToDo(phase)} ${WAITING}`, fetched, total, isStuck: true };
  const far =
    total === null ? `${entries(fetched)} entries so far` : `${entries(fetched)} of ${entries(total)} entries`;
  return { text: `Loading the plan’s history: ${far}. ${WAITING}`, fetched, total, isStuck: false };
}
