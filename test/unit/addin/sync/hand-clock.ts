import type { Surroundings } from '../../../../addin/sync/surroundings.ts';

/** A clock whose time passes, or jumps, only by the test's hand. */
export interface HandClock {
  nowMs: number;
  readonly now: () => number;
  readonly after: Surroundings['after'];
  /** How many timers wait. */
  readonly waiting: number;
  /** Lets time pass: runs what falls due, in its order. */
  pass(ms: number): void;
  /** Sets the clock without time having passed. */
  jump(ms: number): void;
}

export function handClock(startMs = Date.parse('2022-11-01T10:00:00Z')): HandClock {
  interface Timer {
    readonly atMs: number;
    readonly work: () => void;
  }
  const timers = new Set<Timer>();
  /** Time as it really passes, whatever the clock on the wall says. */
  let elapsedMs = 0;
  const clock: HandClock = {
    nowMs: startMs,
    now: () => clock.nowMs,
    after(delayMs, work) {
      const timer = { atMs: elapsedMs + delayMs, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    get waiting() {
      return timers.size;
    },
    pass(ms) {
      const endMs = elapsedMs + ms;
      const moveTo = (atMs: number): void => {
        clock.nowMs += atMs - elapsedMs;
        elapsedMs = atMs;
      };
      for (;;) {
        const [due] = [...timers].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (due === undefined) break;
        timers.delete(due);
        moveTo(due.atMs);
        due.work();
      }
      moveTo(endMs);
    },
    jump(ms) {
      clock.nowMs += ms;
    },
  };
  return clock;
}
