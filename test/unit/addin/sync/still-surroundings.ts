import type { Surroundings } from '../../../../addin/sync/surroundings.ts';
import { TURN_LIMIT_MS } from '../../../../addin/sync/turn.ts';

/** Surroundings whose time passes only when a test says so. */
export interface StillSurroundings extends Surroundings {
  isVisible: boolean;
  isOnline: boolean;
  /** How long each wait between rounds that was asked for is, the latest last; a cancelled one stays. */
  readonly waits: readonly number[];
  /** Whether the loop waits for time to pass. */
  readonly isWaiting: boolean;
  /** Lets the present wait be over. */
  pass(): void;
  /** The turn of the round under way is over. */
  runOutOfTime(): void;
  /** Another window is at work for longer than anybody waits. */
  isAnotherAtWork: boolean;
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
  let turnEnds: (() => void) | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  return {
    isVisible: true,
    isOnline: true,
    waits,
    announcements: 0,
    isAnotherAtWork: false,
    get isWaiting() {
      return waiting !== null;
    },
    pass() {
      const work = waiting;
      waiting = null;
      work?.();
    },
    runOutOfTime: () => turnEnds?.(),
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
      if (delayMs === TURN_LIMIT_MS) {
        turnEnds = work;
        return () => {
          if (turnEnds === work) turnEnds = null;
        };
      }
      waits.push(delayMs);
      waiting = work;
      return () => {
        if (waiting === work) waiting = null;
      };
    },
    async alone(work) {
      if (this.isAnotherAtWork) return 'not alone';
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
