import type { SyncStatus } from '../../sync/sync-status.ts';
import { sentence } from '../problem-text.ts';

export interface SyncNotice {
  readonly intent: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action: 'sign in' | 'try again' | null;
}

const KEPT = 'What you edit is kept on this computer and sent afterwards.';
const DEFAULTS: Partial<Record<SyncStatus['phase'], SyncNotice>> = {
  offline: {
    intent: 'info',
    text: `The service cannot be reached. You can go on working. ${KEPT}`,
    action: 'try again',
  },
  'signed out': { intent: 'warning', text: `You are signed out. Sign in to sync. ${KEPT}`, action: 'sign in' },
  'not permitted': {
    intent: 'error',
    text: 'Your account has no access to this plan. Ask an administrator for a role.',
    action: 'try again',
  },
  'update needed': {
    intent: 'error',
    text: 'This version of the add-in is too old to sync. Close and reopen Excel to update it; your edits are kept.',
    action: null,
  },
  'in trouble': { intent: 'warning', text: `The last sync failed. It is tried again. ${KEPT}`, action: 'try again' },
};

/** What the pane must tell about the sync, most pressing first; empty while all is well. */
export function syncNotices({ phase, message, durable, unsent }: SyncStatus): SyncNotice[] {
  const forPhase = DEFAULTS[phase];
  const notices: SyncNotice[] =
    forPhase === undefined ? [] : [{ ...forPhase, text: sentence(message ?? forPhase.text) }];
  if (forPhase === undefined && message !== undefined)
    notices.push({ intent: 'info', text: sentence(message), action: null });
  if (!durable) {
    const risk =
      unsent > 0 ? 'Keep this window open until nothing is unsent.' : 'An edit counts once the service has taken it.';
    notices.push({
      intent: 'warning',
      text: `This computer keeps no data for the add-in (a private window, or a full disk). ${risk}`,
      action: null,
    });
  }
  return notices;
}
