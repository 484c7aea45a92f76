import { aloneByLease } from './alone-by-lease.ts';
import { aloneByLock } from './alone-by-lock.ts';
import { createLeases } from './leases.ts';
import type { Surroundings } from './surroundings.ts';
import type { WindowChannel } from './window-channel.ts';

export interface BrowserSurroundingsOptions {
  /**
   * The name of the store that is open, which is one person's over one dataset: windows over the same one take turns and
   * hear each other, and nobody else waits or is woken. Null while none is open.
   */
  readonly replica: () => string | null;
  readonly channel: WindowChannel;
  readonly now: () => number;
  readonly newId: () => string;
}

/** The window as a browser tells of it. */
export function createBrowserSurroundings(options: BrowserSurroundingsOptions): Surroundings {
  const { replica, channel, now, newId } = options;
  const leases = createLeases({ holder: newId(), now });
  const after: Surroundings['after'] = (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  };
  const onPutAway = (listener: () => void): (() => void) => listening(window, 'pagehide', listener);

  return {
    get isVisible() {
      return document.visibilityState === 'visible';
    },
    get isOnline() {
      return navigator.onLine;
    },
    onChange(listener) {
      const ends = [
        listening(document, 'visibilitychange', listener),
        listening(window, 'online', listener),
        listening(window, 'offline', listener),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
    after,
    async alone(work, turn) {
      const name = replica();
      if (name === null) return work();
      const locks: LockManager | undefined = navigator.locks;
      const result = locks === undefined ? 'no locks' : await aloneByLock(locks, after, name, work, turn);
      return result === 'no locks' ? aloneByLease({ leases, after, onPutAway }, name, work, turn) : result;
    },
    announce() {
      const name = replica();
      if (name !== null) channel.tell(name);
    },
    onAnnounced: (listener) =>
      channel.onTold((what) => {
        if (what === replica()) listener();
      }),
    dispose: () => leases.close(),
  };
}

function listening(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
