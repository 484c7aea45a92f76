import type { VirtualTime } from './virtual-time.ts';

/** Whether a process dies at a moment of one of its operations. */
export type DeathAt = (operation: string, moment: 'before' | 'after') => boolean;

/** One process, of a client or of the server: what it waits for never comes once it is dead. */
export interface Life {
  readonly isAlive: boolean;
  /** Operations that were begun and not answered yet. */
  readonly waiting: number;
  end(): void;
  /** Runs once when it ends. */
  onEnd(work: () => void): void;
  dieAt(death: DeathAt): void;
  /** Nothing runs in it for a while; what fell due meanwhile runs afterwards. */
  freeze(forMs: number): void;
  after(delayMs: number, work: () => void | Promise<void>): () => void;
  /** Runs work at once, or when it can. */
  soon(work: () => void): void;
  /** Performs something outside of the process (on its disk, in its database) after a while, and tells it the result a while later. */
  operation<T>(name: string, perform: () => Promise<T>, takesMs?: number): Promise<T>;
}

/** `delayMs`: how long the next half of an operation takes. */
export function createLife(time: VirtualTime, delayMs: () => number): Life {
  const ends: (() => void)[] = [];
  let isAlive = true;
  let waiting = 0;
  let frozenUntilMs = 0;
  let death: DeathAt = () => false;

  const end = (): void => {
    if (!isAlive) return;
    isAlive = false;
    for (const work of ends) work();
  };
  const after: Life['after'] = (ms, work) => {
    const due = (): void | Promise<void> => {
      if (!isAlive) return;
      if (time.nowMs >= frozenUntilMs) return work();
      cancel = time.after(frozenUntilMs - time.nowMs, due);
    };
    let cancel = time.after(ms, due);
    return () => cancel();
  };
  const survives = (name: string, moment: 'before' | 'after'): boolean => {
    if (isAlive && death(name, moment)) end();
    return isAlive;
  };

  return {
    get isAlive() {
      return isAlive;
    },
    get waiting() {
      return waiting;
    },
    end,
    onEnd: (work) => void ends.push(work),
    dieAt(at) {
      death = at;
    },
    freeze(forMs) {
      frozenUntilMs = Math.max(frozenUntilMs, time.nowMs + forMs);
    },
    after,
    soon(work) {
      if (time.nowMs < frozenUntilMs) after(0, work);
      else if (isAlive) work();
    },
    operation: (name, perform, takesMs = delayMs()) => {
      waiting += 1;
      return new Promise((resolve, reject) => {
        const tell = (answer: () => void): void => {
          if (!survives(name, 'after')) return;
          after(delayMs(), () => {
            waiting -= 1;
            answer();
          });
        };
        // a disk works on while the window that asked is frozen
        time.after(takesMs, async () => {
          if (!survives(name, 'before')) return;
          try {
            const result = await perform();
            tell(() => resolve(result));
          } catch (error) {
            tell(() => reject(error));
          }
        });
      });
    },
  };
}
