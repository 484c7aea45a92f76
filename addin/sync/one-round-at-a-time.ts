/** Rounds asked for while one runs come to one more after it, for all who asked. */
export interface RoundQueue {
  /** Resolves when the round that answers the asking is over. */
  ask(): Promise<void>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

/** `round` never rejects: how it ended is told elsewhere. */
export function oneRoundAtATime(round: () => Promise<void>): RoundQueue {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const ask = (): Promise<void> => {
    if (current !== null) {
      next ??= current.then(() => {
        next = null;
        return ask();
      });
      return next;
    }
    current = round().finally(() => {
      current = null;
    });
    return current;
  };
  return { ask, idle: () => next ?? current ?? Promise.resolve() };
}
