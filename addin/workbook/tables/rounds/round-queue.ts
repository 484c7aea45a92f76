/** How a round ended: 'again' has more to do, 'later' was not let by Excel. */
export type RoundEnd = 'done' | 'again' | 'later';

/** Runs rounds one at a time, and one more for whatever is asked for meanwhile. */
export interface RoundQueue {
  /** A round begins shortly; what is asked for until then goes into it. */
  soon(): void;
  /** Resolves after a round that began after this call. */
  now(): Promise<void>;
  /** No round begins any more; resolves when the last has ended. */
  dispose(): Promise<void>;
}

/** A paste, a sort or a commit come as many hints. */
const HINTS_COME_WITHIN_MS = 250;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
/** People who type on and on may move every round; then it waits for a hint's time. */
const MAX_AT_ONCE = 5;

/** Runs rounds one after the other: what is asked for during one is done by one more, and a refused one is tried again later. */
export function createRoundQueue(
  run: () => Promise<RoundEnd>,
  after: (delayMs: number, work: () => void) => () => void,
): RoundQueue {
  let isDue = false;
  let isOver = false;
  let running: Promise<void> | null = null;
  let timer: (() => void) | null = null;
  let retryMs = FIRST_RETRY_MS;

  const stopTimer = (): void => {
    timer?.();
    timer = null;
  };
  const wake = (delayMs: number): void => {
    if (isOver || timer !== null) return;
    timer = after(delayMs, () => {
      timer = null;
      void begin(); // a round tells of its own failures
    });
  };
  const rounds = async (): Promise<void> => {
    let atOnce = 0;
    while (isDue && !isOver) {
      isDue = false;
      const end = await run();
      atOnce += 1;
      retryMs = end === 'later' ? retryMs : FIRST_RETRY_MS;
      if (end === 'again' && atOnce < MAX_AT_ONCE) isDue = true;
      else if (end === 'again') wake(HINTS_COME_WITHIN_MS);
      else if (end === 'later') {
        wake(retryMs);
        retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
      }
    }
  };
  const begin = (): Promise<void> => {
    isDue = true;
    running ??= rounds().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    soon: () => wake(HINTS_COME_WITHIN_MS),
    async now() {
      stopTimer();
      await begin();
    },
    async dispose() {
      isOver = true;
      stopTimer();
      await running;
    },
  };
}
