import type { SyncStatus } from '../../sync/sync-status.ts';

/** How a sync state looks: calm, at work, or asking for the person. */
export type SyncTone = 'calm' | 'busy' | 'attention';

export interface SyncLabel {
  readonly text: string;
  readonly tone: SyncTone;
}

const PHASE_TEXT = {
  starting: 'Starting',
  offline: 'Offline',
  'signed out': 'Signed out',
  'not permitted': 'No access',
  'update needed': 'Update needed',
  'in trouble': 'Sync failed',
} as const;

/** What the header says of the sync; the number of unsent edits is always part of it. */
export function syncLabel({ phase, unsent, lastSyncedAt }: SyncStatus): SyncLabel {
  if (phase === 'up to date')
    return unsent > 0 ? { text: `${unsent} unsent`, tone: 'busy' } : { text: 'Up to date', tone: 'calm' };
  if (phase === 'syncing') {
    if (unsent > 0) return { text: `Sending ${unsent}`, tone: 'busy' };
    // it polls every few seconds: a label that flickers with each poll tells nobody anything
    return lastSyncedAt === null ? { text: 'Loading', tone: 'busy' } : { text: 'Up to date', tone: 'calm' };
  }
  const text = unsent > 0 ? `${PHASE_TEXT[phase]}, ${unsent} unsent` : PHASE_TEXT[phase];
  return { text, tone: phase === 'starting' ? 'busy' : 'attention' };
}
