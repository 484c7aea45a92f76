import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatasetReplica } from '../../../../addin/replica/dataset-replica.ts';
import type { SyncLoop } from '../../../../addin/sync/sync-loop.ts';
import type { SyncStatus } from '../../../../addin/sync/sync-status.ts';
import type { Failure } from '../../../../addin/sync/transport.ts';
import { noteCommit } from '../replica/replica-fixtures.ts';
import { type LoopUnderTest, loopUnderTest } from './loop-under-test.ts';
import type { ScriptedTransport } from './scripted-transport.ts';
import type { StillSurroundings } from './still-surroundings.ts';

let world: LoopUnderTest['world'];
let replica: DatasetReplica;
let transport: ScriptedTransport;
let surroundings: StillSurroundings;
let loop: SyncLoop;
let started: LoopUnderTest['started'];
let nextRound: LoopUnderTest['nextRound'];

beforeEach(async () => {
  ({ world, replica, transport, surroundings, loop, started, nextRound } = await loopUnderTest());
});
afterEach(() => loop.stop());

const phase = () => loop.status.phase;
/** Until the loop has come to a phase. */
const settled = (expected: SyncStatus['phase']) => vi.waitFor(() => expect(phase()).toBe(expected));
const note = (number: number) => replica.record('afi', `afi/${number}`)?.fields.note;
const edit = (number: number, text: string) =>
  replica.edit({ kind: 'afi', recordId: `afi/${number}`, values: { note: text } });

describe('the first load', () => {
  it('[S10] shows nothing until the snapshot is whole', async () => {
    transport.failNext('page', null, { kind: 'unreachable' });
    void loop.start();
    await settled('offline');
    expect(replica.state).toBe('empty');
    await nextRound();
    expect(replica.state).toBe('loaded');
    expect(replica.all('afi')).toHaveLength(2);
  });

  it('[S10] takes the commits after the snapshot with it', async () => {
    transport.commits.push(noteCommit(2, 7, 'After the snapshot'));
    await started();
    expect(note(7)).toBe('After the snapshot');
    expect(replica.copy.summary.cursor).toBe('2');
  });
});

describe('edits', () => {
  it('go at once, and are counted until they are answered', async () => {
    await started();
    const counts: number[] = [];
    loop.subscribe(({ unsent }) => counts.push(unsent));
    await edit(7, 'Sent');
    await vi.waitFor(() => expect(loop.status.unsent).toBe(0));
    expect(counts).toContain(1);
    expect(transport.requests.at(-1)?.pushes).toMatchObject([{ number: 1, mutations: [{ recordId: 'afi/7' }] }]);
    expect(surroundings.announcements).toBeGreaterThan(0);
  });

  it('[S8] a refused one goes to the tray and does not block the next', async () => {
    await started();
    transport.result = 'rejected';
    await edit(7, 'Refused');
    await vi.waitFor(() => expect(loop.status.returned).toHaveLength(1));
    transport.result = 'applied';
    await edit(8, 'Taken');
    await vi.waitFor(() => expect(transport.requests).toHaveLength(2));
    await loop.dismiss(loop.status.returned[0]?.mutation.mutationId ?? '');
    expect(loop.status.returned).toEqual([]);
  });

  it('[S16] other windows hear that a returned one was taken off the list, wherever that was done', async () => {
    await started();
    transport.result = 'rejected';
    for (const number of [7, 8]) await edit(number, 'Refused');
    await vi.waitFor(() => expect(loop.status.returned).toHaveLength(2));
    await vi.waitFor(() => expect(surroundings.isWaiting).toBe(true));
    const told = vi.fn();
    loop.subscribe(({ returned }) => told(returned.length));
    for (const dismiss of [replica.dismiss, loop.dismiss]) {
      const before = surroundings.announcements;
      await dismiss(loop.status.returned[0]?.mutation.mutationId ?? '');
      expect(surroundings.announcements).toBe(before + 1);
    }
    expect(told.mock.calls).toEqual([[2], [1], [0]]);
  });

  it('[S4] an unanswered push is sent again, the same', async () => {
    await started();
    transport.failNext('push', { kind: 'unreachable' });
    await edit(7, 'Twice');
    await settled('offline');
    expect(loop.status.unsent).toBe(1);
    await nextRound();
    const [first, second] = transport.requests;
    expect(second).toEqual(first);
  });

  it('[S4] a used push number makes it another client that begins at 1', async () => {
    await started();
    transport.failNext('push', { kind: 'push number', detail: 'used before' });
    await edit(7, 'Cloned profile');
    await vi.waitFor(() => expect(loop.status.unsent).toBe(0));
    const [first, second] = transport.requests;
    expect(second?.clientId).not.toBe(first?.clientId);
    expect(second?.pushes).toEqual(first?.pushes);
  });

  it('[S3] too much at once is called back and cut smaller, under the same client id and number', async () => {
    await started();
    transport.failNext('push', { kind: 'too large', detail: 'too large' });
    await edit(7, 'Cut');
    await vi.waitFor(() => expect(loop.status.unsent).toBe(0));
    const [first, second] = transport.requests;
    expect([second?.clientId, second?.pushes[0]?.number]).toEqual([first?.clientId, 1]);
  });

  it('[S2] an edit that the service left without an answer stays', async () => {
    await started();
    const push = transport.push;
    transport.push = async (request) => {
      await push(request);
      return { ok: true, value: { results: [{ number: 1, sequence: null, outcomes: [] }] } };
    };
    await edit(7, 'Unanswered');
    await settled('in trouble');
    expect(loop.status.unsent).toBe(1);
  });
});

describe('[S16] when the next round comes', () => {
  it('2 s after an edit of anybody, 15 s while visible, 60 s hidden', async () => {
    await started();
    world.nowMs += 120_000;
    await nextRound();
    expect(surroundings.waits.at(-1)).toBe(15_000);
    transport.commits.push(noteCommit(2, 7, 'Another office'));
    await nextRound();
    expect(note(7)).toBe('Another office');
    expect(surroundings.waits.at(-1)).toBe(2000);
    surroundings.isVisible = false;
    await nextRound();
    expect(surroundings.waits.at(-1)).toBe(60_000);
  });

  it('at once when the window comes to sight', async () => {
    await started();
    transport.commits.push(noteCommit(2, 7, 'Meanwhile'));
    surroundings.change({ isVisible: true });
    await vi.waitFor(() => expect(note(7)).toBe('Meanwhile'));
  });

  it('backs off exponentially with jitter, and honours Retry-After', async () => {
    transport.failNext('snapshot', ...Array.from({ length: 3 }, (): Failure => ({ kind: 'unreachable' })));
    transport.failNext('snapshot', { kind: 'busy', retryAfterMs: 30_000 });
    void loop.start();
    await settled('offline');
    for (let round = 0; round < 3; round += 1) await nextRound();
    expect(surroundings.waits).toEqual([1000, 2000, 4000, 30_000 + 8000]);
    expect(phase()).toBe('in trouble');
  });

  it('offline it waits for the network, and goes on when that is back', async () => {
    await started();
    surroundings.isOnline = false;
    transport.failNext('changes', { kind: 'unreachable' });
    surroundings.pass();
    await settled('offline');
    expect(surroundings.waits.at(-1)).toBe(60_000);
    surroundings.change({ isOnline: true });
    await settled('up to date');
  });

  it('tries the network now and then although the browser says that it is offline', async () => {
    await started();
    surroundings.isOnline = false;
    transport.failNext('changes', { kind: 'unreachable' });
    surroundings.pass();
    await settled('offline');
    surroundings.pass();
    await settled('up to date');
  });

  it('started twice it listens once, and stopped it listens no more', async () => {
    await started();
    await loop.start();
    await loop.stop();
    const before = surroundings.announcements;
    await edit(7, 'Heard by nobody');
    expect(surroundings.announcements).toBe(before);
  });

  it('signed out it waits for the person, keeping edits', async () => {
    await started();
    transport.failNext('changes', { kind: 'signed out' });
    surroundings.pass();
    await settled('signed out');
    await edit(7, 'Kept');
    surroundings.change({ isVisible: true });
    expect(transport.requests).toEqual([]);
    expect(loop.status.unsent).toBe(1);
    expect((await loop.syncNow()).phase).toBe('up to date');
    expect(loop.status.unsent).toBe(0);
  });

  it('asked while a round runs, it runs one more for all who asked', async () => {
    await started();
    const before = transport.asked.length;
    await Promise.all([loop.syncNow(), loop.syncNow(), loop.syncNow(), loop.syncNow()]);
    expect(transport.asked.length - before).toBe(2);
  });

  it('takes up what another window announced', async () => {
    await started();
    const refresh = vi.spyOn(replica.copy, 'refresh');
    surroundings.hear();
    expect(refresh).toHaveBeenCalledOnce();
  });
});

describe('what the person is told', () => {
  it.each<[Failure, SyncStatus['phase'], RegExp]>([
    [
      { kind: 'update needed', detail: 'This add-in is too old' },
      'update needed',
      /Update the add-in; unsent edits are kept/,
    ],
    [{ kind: 'not permitted', detail: 'You have no role here yet' }, 'not permitted', /Ask your administrator/],
    [{ kind: 'trouble', code: 'internal-error', detail: 'x' }, 'in trouble', /internal-error.*tries again by itself/],
    [{ kind: 'signed out' }, 'signed out', /Sign in/],
  ])('%j', async (failure, expected, message) => {
    transport.failNext('snapshot', failure);
    void loop.start();
    await settled(expected);
    expect(loop.status.message).toMatch(message);
  });

  it('nobody signed in is told before anything is asked', async () => {
    world.preparation = { kind: 'signed out' };
    void loop.start();
    await settled('signed out');
    expect(transport.asked).toEqual([]);
  });

  it('a store that fails is a trouble of this machine, not an end', async () => {
    await started();
    vi.spyOn(replica.copy, 'refresh').mockRejectedValueOnce(new Error('InvalidStateError'));
    surroundings.pass();
    await settled('in trouble');
    expect(loop.status.message).toContain('local-store');
    await nextRound();
    expect(phase()).toBe('up to date');
  });
});

describe('[S13] history', () => {
  it('is fetched in the next round after a cell asked for it, from its beginning', async () => {
    await started();
    expect(replica.asAt('2022-10-31')).toBeNull();
    await vi.waitFor(() => expect(replica.asAt('2022-10-31')?.all('afi')).toHaveLength(2));
  });
});
