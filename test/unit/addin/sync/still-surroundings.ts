import type { Surroundings } from '../../../../addin/sync/surroundings.ts';

/** Surroundings whose time passes only when a test says so. */
export interface StillSurroundings extends Surroundings {
  isVisible: boolean;
  isOnline: boolean;
  /** How long each wait that was asked for is, the latest last; a cancelled one stays. */
  readonly waits: readonly number[];
  /** Whether the loop waits for time to pass. */
  readonly isWaiting: boolean;
  /** Lets the present wait be over. */
  pass(): void;
  /** The window or the network changes. */
  change(parts: { isVisible?: boolean; isOnline?: boolean }): void;
  announcements: number;
  /** Another window announces. */
  hear(): void;
}

export function stillSurroundings(): StillSurroundings {
  const changes = new Set<() => void>();
  const heard = new Set<() => void>();
  const waits: number[] = [];
  let waiting: (() => void) | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  return {
    isVisible: true,
    isOnline: true,
    waits,
    announcements: 0,
    get isWaiting() {
      return waiting !== null;
    },
    pass() {
      const work = waiting;
      waiting = null;
      work?.();
    },
    change(parts) {
      Object.assign(this, parts);
      for (const listener of [...changes]) listener();
    },
    hear() {
      for (const listener of [...heard]) listener();
    },
    onChange(listener) {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    after(delayMs, work) {
      waits.push(delayMs);
      waiting = work;
      return () => {
        if (waiting === work) waiting = null;
      };
    },
    alone(work) {
      const result = tail.then(work);
      tail = result.catch(() => {});
      return result;
    },
    announce() {
      this.announcements += 1;
    },
    onAnnounced(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    dispose() {},
  };
}
