import type { Surroundings } from './surroundings.ts';

/**
 * The window as a browser tells of it. `name` is that of the replica: windows over the same one share lock and channel.
 * Where Web Locks are missing, rounds may overlap: the store's versions and numbered pushes keep that harmless.
 */
export function createBrowserSurroundings(name: string): Surroundings {
  let channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  const listening = (target: EventTarget, type: string, listener: () => void): (() => void) => {
    target.addEventListener(type, listener);
    return () => target.removeEventListener(type, listener);
  };
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
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
    async alone<T>(work: () => Promise<T>): Promise<T> {
      const locks: LockManager | undefined = navigator.locks;
      return locks === undefined ? work() : locks.request(name, work);
    },
    announce: () => channel?.postMessage('changed'),
    onAnnounced: (listener) => (channel === null ? () => {} : listening(channel, 'message', listener)),
    dispose() {
      channel?.close();
      channel = null; // a round under way may still announce
    },
  };
}
