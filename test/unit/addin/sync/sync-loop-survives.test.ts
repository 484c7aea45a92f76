import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryReplicaStore } from '../../../../addin/replica/memory-replica-store.ts';
import { pollDelayMs, retryDelayMs } from '../../../../addin/sync/poll-delay.ts';
import { countingIds, FIRST_COMMIT, noteCommit, testReplica } from '../replica/replica-fixtures.ts';
import { type LoopUnderTest, loopUnderTest } from './loop-under-test.ts';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

let rig: LoopUnderTest;
beforeEach(async () => {
  rig = await loopUnderTest();
});
afterEach(() => rig.loop.stop());

const phase = () => rig.loop.status.phase;
const settled = (expected: string) => vi.waitFor(() => expect(phase()).toBe(expected));
const edit = (text: string) => rig.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: text } });
const note = () => rig.replica.record('afi', 'afi/7')?.fields.note;

describe('a loop that must not stop', () => {
  it('[S16] the network comes back while the window is hidden: it goes on at once', async () => {
    await rig.started();
    rig.surroundings.change({ isVisible: false, isOnline: false });
    rig.transport.failNext('changes', { kind: 'unreachable' });
    rig.surroundings.pass();
    await settled('offline');
    rig.transport.commits.push(noteCommit(2, 7, 'While hidden'));
    rig.surroundings.change({ isOnline: true });
    await settled('up to date');
    expect(note()).toBe('While hidden');
  });

  it('somebody who listens to its status throws: rounds go on, and an edit on disk is told as saved', async () => {
    const surfaced: unknown[] = [];
    const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((work) => {
      try {
        work();
      } catch (error) {
        surfaced.push(error);
      }
    });
    rig.loop.subscribe(({ phase: now, unsent }) => {
      if (now === 'up to date' || unsent > 0) throw new Error('a view broke');
    });
    await rig.started();
    expect(await edit('On disk')).toMatchObject({ saved: true });
    await vi.waitFor(() => expect(rig.loop.status.unsent).toBe(0));
    await vi.waitFor(() => expect(rig.surroundings.isWaiting).toBe(true));
    expect(surfaced).not.toEqual([]);
    later.mockRestore();
  });

  it('[S16] while the service asks to wait, edits and glances do not ask again; the person’s press does', async () => {
    await rig.started();
    rig.transport.failNext('push', { kind: 'busy', retryAfterMs: 30_000 });
    await edit('First');
    await settled('in trouble');
    const before = rig.transport.asked.length;
    await edit('Second');
    rig.surroundings.change({ isVisible: true });
    await new Promise(setImmediate);
    expect(rig.transport.asked).toHaveLength(before);
    expect(rig.loop.status.unsent).toBe(2);
    expect(await rig.loop.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0 });
  });
});

describe('[S16] clocks and headers that lie', () => {
  it('a clock set back after an edit does not make the loop poll every 2 s for as long', () => {
    const lastEditMs = Date.parse('2022-11-01T10:00:00Z');
    const nowMs = Date.parse('2021-11-01T10:00:00Z');
    expect(pollDelayMs({ nowMs, lastEditMs, isVisible: true })).toBe(15_000);
  });

  it('a Retry-After of years is waited for an hour: a longer timer fires at once', () => {
    const delay = retryDelayMs({ kind: 'busy', retryAfterMs: 999_999_999_000 }, 1, () => 0.5) ?? 0;
    expect(delay).toBeLessThan(LONGEST_TIMER_MS);
    expect(delay).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('what the person was told', () => {
  it('stays over polls, until they ask again', async () => {
    await rig.started();
    rig.loop.tell('3 PEEL cells in error asked again');
    await rig.nextRound();
    rig.transport.commits.push(noteCommit(2, 7, 'Another office'));
    await rig.nextRound();
    expect(rig.loop.status.message).toBe('3 PEEL cells in error asked again');
    expect((await rig.loop.syncNow()).message).toBeUndefined();
  });

  it('gives way to a failure, to an edit of theirs, and then to what is always so', async () => {
    rig.world.notice = 'Nothing is kept on this machine';
    await rig.started();
    rig.loop.tell('1 PEEL cell in error asked again');
    expect(rig.loop.status.message).toContain('asked again');
    rig.transport.failNext('changes', { kind: 'unreachable' });
    await rig.nextRound();
    expect(rig.loop.status.message).toContain('cannot be reached');
    await rig.nextRound();
    expect(rig.loop.status.message).toBe('Nothing is kept on this machine');
    rig.loop.tell('1 PEEL cell in error asked again');
    await edit('Mine');
    await settled('up to date');
    expect(rig.loop.status.message).toBe('Nothing is kept on this machine');
  });
});

describe('[S16] two workbooks over one store', () => {
  it('a round of one that finds nothing to number still takes up what the other wrote meanwhile', async () => {
    const store = createMemoryReplicaStore({ newId: countingIds(), durable: true });
    const one = await testReplica({ commits: [FIRST_COMMIT], store });
    const other = await testReplica({ store });
    await one.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Returned' } });
    const request = await other.copy.takePushes({ mutationsPerPush: 90, bytesPerPush: 200_000, pushesPerRequest: 1 });
    await one.copy.refresh();
    await one.edit({ kind: 'afi', recordId: 'afi/8', values: { note: 'From one' } });
    // the first push fills the request, so that nothing is numbered
    const again = await other.copy.takePushes({ mutationsPerPush: 90, bytesPerPush: 200_000, pushesPerRequest: 1 });
    expect(again).toEqual(request);
    expect(other.record('afi', 'afi/8')?.fields.note).toBe('From one');
  });
});
