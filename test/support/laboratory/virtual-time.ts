interface Due {
  readonly atMs: number;
  readonly work: () => void | Promise<void>;
}

/** The one clock of a simulation: nothing happens in it but what was put off here, one thing at a time. */
export interface VirtualTime {
  readonly nowMs: number;
  /** Does work once so many milliseconds have passed; returns what calls it off. */
  after(delayMs: number, work: () => void | Promise<void>): () => void;
  /** Lets time pass, with everything that falls due meanwhile. */
  pass(ms: number): Promise<void>;
}

/** All promises that can go on without the clock have gone on: Node takes a tick only once no microtask is left. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
/** Lets Node's own event loop turn, which ticks alone would starve. */
const turned = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `isWorking`: something computes outside of this thread (zlib), and the clock has to wait for it. */
export function createVirtualTime(startMs: number, isWorking: () => boolean): VirtualTime {
  const queue: Due[] = [];
  let nowMs = startMs;

  const indexAfter = (atMs: number): number => {
    let index = queue.length;
    while (index > 0 && (queue[index - 1]?.atMs ?? 0) > atMs) index -= 1;
    return index;
  };
  const calm = async (): Promise<void> => {
    await settled();
    while (isWorking()) await turned();
  };

  return {
    get nowMs() {
      return nowMs;
    },
    after(delayMs, work) {
      const due = { atMs: nowMs + delayMs, work };
      queue.splice(indexAfter(due.atMs), 0, due);
      return () => {
        const index = queue.indexOf(due);
        if (index >= 0) queue.splice(index, 1);
      };
    },
    async pass(ms) {
      const untilMs = nowMs + ms;
      await turned();
      await calm();
      for (let due = queue[0]; due !== undefined && due.atMs <= untilMs; due = queue[0]) {
        queue.shift();
        nowMs = due.atMs;
        await due.work();
        await calm();
      }
      nowMs = untilMs;
    },
  };
}
