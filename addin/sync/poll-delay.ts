import type { Failure } from './transport.ts';

/** [S16] "Polls: 2 s while someone edits or another's edit just came, 15 s while visible, 60 s hidden." */
const LIVELY_MS = 2_000;
const VISIBLE_MS = 15_000;
const HIDDEN_MS = 60_000;
/** How long after an edit, own or another's, the dataset counts as lively. */
const LIVELY_FOR_MS = 60_000;

const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;
/** Where only a person elsewhere can help: a new add-in, a role, a dataset's name. */
const HOPELESS_MS = 300_000;
/** A longer Retry-After is a mistake of somebody's clock; past 24 days a browser's timer fires at once. */
const MAX_RETRY_AFTER_MS = 3_600_000;

export interface PollState {
  readonly nowMs: number;
  readonly lastEditMs: number;
  readonly isVisible: boolean;
}

/** Milliseconds until the next round after one that went well. */
export function pollDelayMs({ nowMs, lastEditMs, isVisible }: PollState): number {
  if (!isVisible) return HIDDEN_MS;
  const sinceEditMs = nowMs - lastEditMs;
  const isLively = sinceEditMs >= 0 && sinceEditMs < LIVELY_FOR_MS; // before 0: the clock was set back
  return isLively ? LIVELY_MS : VISIBLE_MS;
}

/**
 * Milliseconds until the next round after a failure, the `failures`th in a row from 1; null where waiting does not help
 * and a person has to sign in. Exponential with full jitter (AWS Architecture Blog, "Exponential backoff and jitter").
 */
export function retryDelayMs(failure: Failure, failures: number, random: () => number): number | null {
  const jitter = random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 16));
  switch (failure.kind) {
    case 'signed out':
      return null;
    case 'update needed':
    case 'not permitted':
    case 'not found':
      return HOPELESS_MS;
    case 'busy':
      return Math.min(failure.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS) + jitter;
    case 'unreachable':
    case 'given up':
    case 'not alone':
    case 'push number':
    case 'refused':
    case 'gone':
    case 'too large':
    case 'trouble':
      return jitter;
  }
}
