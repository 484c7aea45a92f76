/** Web Locks, which Node 20 has not: exclusive locks in the order of their requests, and waits that a signal ends. */
export interface StandInLocks extends Pick<LockManager, 'request'> {
  readonly held: ReadonlySet<string>;
}

type Granted = (lock: Lock | null) => unknown;

export function standInLocks(): StandInLocks {
  const tails = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  const request = async (name: string, options: LockOptions | Granted, granted?: Granted): Promise<unknown> => {
    const { signal } = typeof options === 'function' ? {} : options;
    const work = typeof options === 'function' ? options : granted;
    const before = tails.get(name) ?? Promise.resolve();
    let letGo = (): void => {};
    const done = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    tails.set(
      name,
      before.then(() => done),
    );
    try {
      await Promise.race([before, rejection(signal)]);
      held.add(name);
      return await work?.({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
      letGo();
    }
  };
  return { held, request };
}

function rejection(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => reject(new DOMException('The wait was ended', 'AbortError'));
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort);
  });
}
