import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../../addin/sync/transport.ts';
import type { ChangesResponse } from '../../../../shared/sync/protocol.ts';
import { noteCommit } from '../replica/replica-fixtures.ts';
import { type LoopUnderTest, loopUnderTest } from './loop-under-test.ts';

let rig: LoopUnderTest;
beforeEach(async () => {
  rig = await loopUnderTest();
});
afterEach(() => rig.loop.stop());

const settled = (expected: string) => vi.waitFor(() => expect(rig.loop.status.phase).toBe(expected));
const note = () => rig.replica.record('afi', 'afi/7')?.fields.note;
const NEWS: Answer<ChangesResponse> = {
  ok: true,
  value: { commits: [noteCommit(2, 7, 'Too late')], cursor: '2', more: false },
};

/** The next pull hangs until it is answered. */
function hangingPull() {
  let answer = (_answer: Answer<ChangesResponse>): void => {};
  const asked = vi.spyOn(rig.transport, 'changes').mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  return { asked, answer: () => answer(NEWS) };
}

describe('[S16] a round has a time limit of its own', () => {
  it('is given up then, told, and tried again; its late answer changes nothing', async () => {
    await rig.started();
    const pull = hangingPull();
    rig.surroundings.pass();
    await vi.waitFor(() => expect(pull.asked).toHaveBeenCalled());
    rig.surroundings.runOutOfTime();
    await settled('in trouble');
    expect(rig.loop.status.message).toContain('took too long');
    pull.answer();
    await new Promise(setImmediate);
    expect(note()).toBeUndefined();
    await rig.nextRound();
    expect(rig.loop.status.phase).toBe('up to date');
  });

  it('covers what comes before the service is asked too', async () => {
    vi.spyOn(rig.replica.copy, 'refresh').mockReturnValueOnce(new Promise(() => {}));
    void rig.loop.start();
    await vi.waitFor(() => expect(rig.replica.copy.refresh).toHaveBeenCalled());
    rig.surroundings.runOutOfTime();
    await settled('in trouble');
    await rig.nextRound();
    expect(rig.loop.status.phase).toBe('up to date');
  });

  it('a machine that slept through it: the answer that wakes it is not taken', async () => {
    await rig.started();
    const pull = hangingPull();
    rig.surroundings.pass();
    await vi.waitFor(() => expect(pull.asked).toHaveBeenCalled());
    rig.world.nowMs += 3_600_000;
    pull.answer();
    await settled('in trouble');
    expect(note()).toBeUndefined();
  });
});

describe('[S16] one round at a time', () => {
  it('another window that goes on for too long is told, with when this one goes on, and keeps edits', async () => {
    await rig.started();
    rig.surroundings.isAnotherAtWork = true;
    rig.surroundings.pass();
    await settled('in trouble');
    expect(rig.loop.status.message).toMatch(/Another PEEL window is still syncing.*kept on this machine/);
    rig.surroundings.isAnotherAtWork = false;
    await rig.nextRound();
    expect(rig.loop.status.phase).toBe('up to date');
  });

  it('a loop that is stopped gives up its round, and resolves when no late answer can come', async () => {
    await rig.started();
    const pull = hangingPull();
    rig.surroundings.pass();
    await vi.waitFor(() => expect(pull.asked).toHaveBeenCalled());
    await rig.loop.stop();
    pull.answer();
    await new Promise(setImmediate);
    expect(note()).toBeUndefined();
    expect(rig.surroundings.isWaiting).toBe(false);
    expect(rig.loop.status.phase).toBe('up to date');
  });

  it('a loop that is started again goes on', async () => {
    await rig.started();
    await rig.loop.stop();
    rig.transport.commits.push(noteCommit(2, 7, 'Meanwhile'));
    await rig.loop.start();
    expect(note()).toBe('Meanwhile');
  });
});
