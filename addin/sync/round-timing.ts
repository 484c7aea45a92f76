import { pollDelayMs, retryDelayMs } from './poll-delay.ts';
import type { Surroundings } from './surroundings.ts';
import type { RoundEnd } from './sync-round.ts';

/** [S16] When the next round comes: what it remembers of rounds and edits before. */
export interface RoundTiming {
  /** The service has asked to be left alone for some time that is not over yet. */
  readonly isHeldOff: boolean;
  noteEdit(): void;
  /** Milliseconds until the round after one that ended so; null where it waits for the person. */
  delayAfter(end: RoundEnd): number | null;
}

export interface RoundTimingOptions {
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly surroundings: Pick<Surroundings, 'isVisible' | 'isOnline'>;
}

/** A browser that says it is offline may be wrong (a VPN, a web view): the network is tried now and then all the same. */
const OFFLINE_MS = 60_000;

export function createRoundTiming({ now, random, surroundings }: RoundTimingOptions): RoundTiming {
  let lastEditMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let heldOffUntilMs = Number.NEGATIVE_INFINITY;
  return {
    get isHeldOff() {
      return now() < heldOffUntilMs;
    },
    noteEdit() {
      lastEditMs = now();
    },
    delayAfter({ failure, sent, received }) {
      const nowMs = now();
      heldOffUntilMs = Number.NEGATIVE_INFINITY;
      if (sent + received > 0) lastEditMs = nowMs;
      if (failure === null) {
        failures = 0;
        return pollDelayMs({ nowMs, lastEditMs, isVisible: surroundings.isVisible });
      }
      failures += 1;
      const waitsForNetwork = failure.kind === 'unreachable' && !surroundings.isOnline;
      const delayMs = waitsForNetwork ? OFFLINE_MS : retryDelayMs(failure, failures, random);
      if (failure.kind === 'busy') heldOffUntilMs = nowMs + (delayMs ?? 0);
      return delayMs;
    },
  };
}
