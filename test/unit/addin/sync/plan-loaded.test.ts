import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planLoaded } from '../../../../addin/sync/plan-loaded.ts';
import { type LoopUnderTest, loopUnderTest } from './loop-under-test.ts';

let rig: LoopUnderTest;
beforeEach(async () => {
  rig = await loopUnderTest();
});
afterEach(() => rig.loop.stop());

/** Time that never passes by itself. */
const still = { after: () => () => {} };
const loaded = () => planLoaded(rig.replica, rig.loop, still);

describe('waiting for the plan', () => {
  it('goes on over rounds while the service loads its first data, or cannot be reached', async () => {
    rig.transport.failNext('snapshot', { kind: 'busy', retryAfterMs: 1000 }, { kind: 'unreachable' });
    void rig.loop.start();
    const waiting = loaded();
    await rig.nextRound();
    expect(rig.replica.state).toBe('empty');
    await rig.nextRound();
    await waiting;
    expect(rig.replica.state).toBe('loaded');
  });

  it('is over at once where the plan is here', async () => {
    await rig.started();
    await loaded();
    expect(rig.replica.all('afi')).toHaveLength(2);
  });

  it('ends where only a person can help, with what they can do', async () => {
    rig.transport.failNext('snapshot', { kind: 'not permitted', detail: 'You have no role here yet' });
    void rig.loop.start();
    await expect(loaded()).rejects.toThrow('You have no role here yet. Ask your administrator for access.');
  });

  it('ends with the last failure where it takes too long', async () => {
    rig.transport.failNext('snapshot', { kind: 'busy', retryAfterMs: 1000 });
    void rig.loop.start();
    const timers: (() => void)[] = [];
    const after = (_delayMs: number, work: () => void) => {
      timers.push(work);
      return () => {};
    };
    const waiting = planLoaded(rig.replica, rig.loop, { after });
    await expect.poll(() => rig.loop.status.phase).toBe('in trouble');
    for (const passes of timers) passes();
    await expect(waiting).rejects.toThrow('The service is busy');
  });
});
