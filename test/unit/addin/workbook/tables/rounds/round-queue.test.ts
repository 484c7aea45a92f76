import { describe, expect, it } from 'vitest';
import { createRoundQueue, type RoundEnd } from '../../../../../../addin/workbook/tables/rounds/round-queue.ts';

/** Rounds that end as they are told, over time that passes by hand. */
function underTest(...ends: RoundEnd[]) {
  const waits: number[] = [];
  let pending: (() => void) | null = null;
  let rounds = 0;
  let isRunning = false;
  let release: (() => void) | null = null;
  let isHeld = false;
  const queue = createRoundQueue(
    async () => {
      expect(isRunning).toBe(false);
      isRunning = true;
      rounds += 1;
      if (isHeld)
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      isRunning = false;
      return ends.shift() ?? 'done';
    },
    (delayMs, work) => {
      waits.push(delayMs);
      pending = work;
      return () => {
        pending = null;
      };
    },
  );
  return {
    queue,
    waits,
    get rounds() {
      return rounds;
    },
    hold() {
      isHeld = true;
    },
    letGo() {
      isHeld = false;
      release?.();
    },
    async pass() {
      const work = pending;
      pending = null;
      work?.();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
  };
}

describe('rounds', () => {
  it('many hints are one round', async () => {
    const test = underTest();
    for (let hint = 0; hint < 100; hint += 1) test.queue.soon();
    expect(test.waits).toEqual([250]);
    await test.pass();
    expect(test.rounds).toBe(1);
  });

  it('are never two at once; what comes meanwhile is one more', async () => {
    const test = underTest();
    test.hold();
    const first = test.queue.now();
    const others = [test.queue.now(), test.queue.now()];
    test.letGo();
    await Promise.all([first, ...others]);
    expect(test.rounds).toBe(2);
  });

  it('that Excel does not let through are tried again, after longer and longer', async () => {
    const test = underTest('later', 'later', 'later', 'later', 'later', 'later', 'done');
    await test.queue.now();
    for (let retry = 0; retry < 7; retry += 1) await test.pass();
    expect(test.waits).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(test.rounds).toBe(7);
    test.queue.soon();
    expect(test.waits.at(-1)).toBe(250);
  });

  it('with more to do follow at once, but not for ever', async () => {
    const test = underTest(...Array<RoundEnd>(7).fill('again'));
    await test.queue.now();
    expect([test.rounds, test.waits]).toEqual([5, [250]]);
    await test.pass();
    expect(test.rounds).toBe(8);
  });

  it('begin no more once disposed of', async () => {
    const test = underTest();
    test.queue.soon();
    await test.queue.dispose();
    await test.pass();
    test.queue.soon();
    await test.queue.now();
    expect(test.rounds).toBe(0);
  });
});
