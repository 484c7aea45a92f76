import { describe, expect, it } from 'vitest';
import { createLogProgress } from '../../../../addin/sync/log-progress.ts';
import type { SyncStatus } from '../../../../addin/sync/sync-status.ts';
import { historyNotice } from '../../../../addin/taskpane/header/history-notice-text.ts';

const status = (more: Partial<SyncStatus>): SyncStatus => ({
  phase: 'up to date',
  unsent: 0,
  returned: [],
  lastSyncedAt: null,
  durable: true,
  ...more,
});

describe('how far the log has come', () => {
  let wanted: { after: string | null } | null = null;
  let told = 0;
  const progress = createLogProgress({ historyWanted: () => wanted }, () => {
    told += 1;
  });

  it('is nothing to tell while nobody asked for it', () => {
    expect(progress.present).toBeNull();
  });

  it('is told by its last entry of all that are known', () => {
    progress.noteSnapshot(400);
    progress.noteEntry(1200);
    wanted = { after: null };
    expect(progress.present).toEqual({ fetched: 0, total: 1200 });
    wanted = { after: 'c500' };
    progress.noteFetched(500);
    expect(told).toBe(1);
    expect(progress.present).toEqual({ fetched: 500, total: 1200 });
  });

  it('begins anew with a new snapshot, and is over once the log is here', () => {
    progress.noteSnapshot(3);
    wanted = { after: null };
    expect(progress.present).toEqual({ fetched: 0, total: 3 });
    wanted = null;
    expect(progress.present).toBeNull();
  });
});

describe('what the pane tells of the log', () => {
  it('is nothing, then how far it is', () => {
    expect(historyNotice(status({}))).toBeNull();
    expect(historyNotice(status({ history: { fetched: 500, total: 1200 } }))).toMatchObject({
      isStuck: false,
      text: expect.stringContaining('Loading the plan’s history: 500 of 1,200 entries.'),
    });
    expect(historyNotice(status({ history: { fetched: 500, total: null } }))?.text).toContain('500 entries so far');
  });

  it.each([
    ['offline', 'It is loaded once the service can be reached.'],
    ['signed out', 'Sign in to load it.'],
    ['not permitted', 'Ask your administrator for access'],
    ['update needed', 'Update the add-in first.'],
    ['in trouble', 'PEEL tries again by itself.'],
  ] as const)('says what to do where it does not come: %s', (phase, what) => {
    const notice = historyNotice(status({ phase, history: { fetched: 0, total: null } }));
    expect(notice?.isStuck).toBe(true);
    expect(notice?.text).toContain(what);
  });
});
