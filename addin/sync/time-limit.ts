/** The signal of something that ends after a while, or with what it is part of. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** To be called when what it limits is done. */
  lift(): void;
}

/** As `AbortSignal.any` with `AbortSignal.timeout` would be, which Safari has from 17.4 on only. */
export function timeLimit(limitMs: number, outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  if (outer?.aborted === true) giveUp();
  const timer = setTimeout(giveUp, limitMs);
  outer?.addEventListener('abort', giveUp);
  return {
    signal: controller.signal,
    lift() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', giveUp);
    },
  };
}
