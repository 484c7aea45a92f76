import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../../../addin/sync/sync-status.ts';
import { syncLabel } from '../../../../addin/taskpane/header/sync-label.ts';
import { syncNotices } from '../../../../addin/taskpane/header/sync-notice-text.ts';

const status = (changes: Partial<SyncStatus>): SyncStatus => ({
  phase: 'up to date',
  unsent: 0,
  returned: [],
  lastSyncedAt: '2026-11-22T08:26:00.000Z',
  durable: true,
  ...changes,
});

describe('what the header says of the sync', () => {
  it('[S16] always counts what is unsent', () => {
    const texts = (['up to date', 'syncing', 'offline', 'signed out', 'in trouble'] as const).map(
      (phase) => syncLabel(status({ phase, unsent: 3 })).text,
    );
    expect(texts).toEqual([
      '3 unsent',
      'Sending 3',
      'Offline, 3 unsent',
      'Signed out, 3 unsent',
      'Sync failed, 3 unsent',
    ]);
  });

  it('does not flicker with each poll', () => {
    expect(syncLabel(status({ phase: 'syncing' }))).toEqual(syncLabel(status({})));
    expect(syncLabel(status({ phase: 'syncing', lastSyncedAt: null })).text).toBe('Loading');
  });
});

describe('what the pane tells of the sync', () => {
  it('is nothing while all is well, and else what to do', () => {
    expect(syncNotices(status({}))).toEqual([]);
    expect(syncNotices(status({ phase: 'signed out' }))[0]).toMatchObject({ action: 'sign in' });
    expect(syncNotices(status({ phase: 'offline' }))[0]).toMatchObject({ intent: 'info', action: 'try again' });
    expect(syncNotices(status({ phase: 'update needed', message: 'Update to 0.2' }))[0]?.text).toBe('Update to 0.2.');
    expect(syncNotices(status({ message: '2 PEEL cells in error asked again' }))[0]?.text).toContain('2 PEEL cells');
  });

  it('[S14] says where edits are not kept on disk', () => {
    expect(syncNotices(status({ durable: false }))[0]?.text).toContain('An edit counts once the service has taken it');
    expect(syncNotices(status({ durable: false, unsent: 1 }))[0]?.text).toContain('Keep this window open');
  });
});
