import { runApart } from '../replica/run-apart.ts';
import type { SyncedReplica } from '../replica/synced-replica.ts';
import { phaseOfFailure } from './phase-of-failure.ts';
import { pollDelayMs, retryDelayMs } from './poll-delay.ts';
import type { Surroundings } from './surroundings.ts';
import { type RoundEnd, syncRound } from './sync-round.ts';
import type { SyncControl, SyncPhase, SyncStatus } from './sync-status.ts';
import type { Failure, Transport } from './transport.ts';

export interface SyncLoopOptions {
  readonly replica: SyncedReplica;
  readonly transport: Transport;
  readonly surroundings: Surroundings;
  /** Runs before each round: sees to it that somebody is known and that their store is open; null where all is well. */
  readonly prepare: () => Promise<Failure | null>;
  /** Something the person should know while all is well. */
  readonly notice?: () => string | undefined;
  readonly clock: () => Date;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export interface SyncLoop extends SyncControl {
  /** Begins with a round at once. */
  start(): void;
  /** Shows a message until the person asks for a sync, edits, or a round fails. */
  tell(message: string): void;
  /** Ends the loop; a round under way still finishes. */
  stop(): void;
}

/**
 * Keeps a replica and the service alike, one round at a time:
 *
 *   start --> round --ok------> wait 2 s / 15 s / 60 s ---> round
 *               |---failure---> wait, jittered backoff ----> round
 *               |---no network-> wait for `online` --------> round
 *               '---401--------> wait for syncNow() -------> round
 *
 * An edit, a press, a window that comes to sight, and the network's return start a round at once; while the service
 * asks to be left alone (Retry-After), only a press does.
 */
export function createSyncLoop(options: SyncLoopOptions): SyncLoop {
  const { replica, transport, surroundings, clock, random } = options;
  const listeners = new Set<(status: SyncStatus) => void>();
  const ends: (() => void)[] = [];
  let phase: SyncPhase = 'starting';
  let message: string | undefined;
  let told: string | undefined;
  let heardAt: string | null = null;
  let lastEditMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let heldOffUntilMs = Number.NEGATIVE_INFINITY;
  let isRunning = false;
  let cancelTimer = (): void => {};
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const status = (): SyncStatus => {
    const { unsent, returned, lastSyncedAt, durable } = replica.summary;
    const present = { phase, unsent, returned, lastSyncedAt: heardAt ?? lastSyncedAt, durable };
    const shown = told ?? message;
    return shown === undefined ? present : { ...present, message: shown };
  };
  const publish = (): void => {
    const present = status();
    for (const listener of [...listeners]) runApart(() => listener(present));
  };
  const enter = (entered: SyncPhase, telling?: string): void => {
    phase = entered;
    message = telling;
    publish();
  };

  const finish = ({ failure, sent, received }: RoundEnd): number | null => {
    const nowMs = clock().getTime();
    if (sent + received > 0) {
      lastEditMs = nowMs;
      surroundings.announce();
    }
    failures = failure === null ? 0 : failures + 1;
    heldOffUntilMs = Number.NEGATIVE_INFINITY;
    if (failure !== null) {
      const failed = phaseOfFailure(failure);
      told = undefined;
      enter(failed.phase, failed.message);
      const waitsForNetwork = failure.kind === 'unreachable' && !surroundings.isOnline;
      const delayMs = waitsForNetwork ? null : retryDelayMs(failure, failures, random);
      if (failure.kind === 'busy') heldOffUntilMs = nowMs + (delayMs ?? 0);
      return delayMs;
    }
    heardAt = clock().toISOString();
    enter('up to date', options.notice?.());
    return pollDelayMs({ nowMs, lastEditMs, isVisible: surroundings.isVisible });
  };
  const preparedRound = async (): Promise<RoundEnd> => {
    const failure = await options.prepare();
    if (failure !== null) return { failure, sent: 0, received: 0 };
    return surroundings.alone(() => syncRound(replica, transport));
  };
  const round = async (): Promise<void> => {
    cancelTimer();
    const { cursor, unsent } = replica.summary;
    // a poll that finds nothing new is nothing to show
    if (cursor === null || unsent > 0) enter('syncing');
    const delayMs = finish(await guarded(preparedRound));
    cancelTimer();
    if (isRunning && delayMs !== null) cancelTimer = surroundings.after(delayMs, () => void begin());
  };
  /** Never rejects: a failed round is a phase. Asked while a round runs, it runs one more after it, for all who asked. */
  const begin = (): Promise<void> => {
    if (!isRunning) return Promise.resolve();
    if (current !== null) {
      next ??= current.then(() => {
        next = null;
        return begin();
      });
      return next;
    }
    current = round().finally(() => {
      current = null;
    });
    return current;
  };

  const beginUnasked = (): void => {
    const isHeldOff = phase === 'signed out' || clock().getTime() < heldOffUntilMs;
    if (!isHeldOff) void begin();
  };

  return {
    get status() {
      return status();
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(status());
      return () => listeners.delete(listener);
    },
    async syncNow() {
      told = undefined;
      await begin();
      return status();
    },
    async dismiss(mutationId) {
      await replica.dismiss(mutationId);
      surroundings.announce();
    },
    start() {
      isRunning = true;
      ends.push(
        replica.onNews((news) => {
          if (news === 'edited') {
            told = undefined;
            lastEditMs = clock().getTime();
            surroundings.announce();
          }
          publish();
          if (news !== 'changed') beginUnasked();
        }),
        surroundings.onChange(() => {
          // offline no timer runs: the network's return must do, also in a hidden window
          const isAwaited = surroundings.isVisible || phase === 'offline';
          if (isAwaited && surroundings.isOnline) beginUnasked();
        }),
        // what cannot be taken up now is taken up by the next round
        surroundings.onAnnounced(() => void replica.refresh().catch(() => {})),
      );
      void begin();
    },
    tell(telling) {
      told = telling;
      publish();
    },
    stop() {
      isRunning = false;
      cancelTimer();
      for (const end of ends.splice(0)) end();
    },
  };
}

/** A round that throws met a fault of this machine (its store, most likely), not of the service. */
async function guarded(work: () => Promise<RoundEnd>): Promise<RoundEnd> {
  try {
    return await work();
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const failure: Failure = { kind: 'trouble', code: 'local-store', detail };
    return { failure, sent: 0, received: 0 };
  }
}
