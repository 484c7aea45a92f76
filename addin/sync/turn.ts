/** Calls once after a while; returns what cancels it. */
type After = (delayMs: number, work: () => void) => () => void;

/** [S16] Longer than a first load over a slow line; any other round keeps what it has done, and the next one goes on. */
export const TURN_LIMIT_MS = 300_000;

/** The time in which one round may ask the service and write down what it is answered. */
export interface Turn {
  /** Aborts when the turn is over. */
  readonly signal: AbortSignal;
  /** Asks the clock as well: on a machine that slept, an answer may come before the timers that fell due. */
  readonly isOver: boolean;
  /** It rests on a lease that ends then, unless that is renewed. */
  endBy(atMs: number): void;
  end(): void;
}

export function createTurn(now: () => number, after: After): Turn {
  const controller = new AbortController();
  const limitMs = now() + TURN_LIMIT_MS;
  let leaseEndMs = limitMs;
  const end = (): void => {
    cancel();
    controller.abort();
  };
  const cancel = after(TURN_LIMIT_MS, end);
  return {
    signal: controller.signal,
    get isOver() {
      return controller.signal.aborted || now() >= Math.min(limitMs, leaseEndMs);
    },
    endBy(atMs) {
      leaseEndMs = atMs;
    },
    end,
  };
}

/** What work comes to, or null as soon as its turn is over: nobody waits any longer for what may never end. */
export async function whileItLasts<T>({ signal }: Turn, work: Promise<T>): Promise<T | null> {
  let stopWaiting = (): void => {};
  const isOver = new Promise<null>((resolve) => {
    const giveUp = (): void => resolve(null);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    stopWaiting = () => signal.removeEventListener('abort', giveUp);
  });
  try {
    return await Promise.race([work, isOver]);
  } finally {
    stopWaiting();
  }
}
