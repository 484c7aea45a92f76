import type { SyncedReplica } from '../replica/synced-replica.ts';
import { listenForWork } from './listen-for-work.ts';
import { createLogProgress } from './log-progress.ts';
import { oneRoundAtATime } from './one-round-at-a-time.ts';
import { roundInTurn } from './round-in-turn.ts';
import { createRoundTiming } from './round-timing.ts';
import type { Surroundings } from './surroundings.ts';
import type { RoundEnd } from './sync-round.ts';
import type { SyncControl } from './sync-status.ts';
import { createToldStatus } from './told-status.ts';
import type { Failure, Transport } from './transport.ts';
import { createTurn, type Turn } from './turn.ts';

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
  /** Begins with a round at once; resolves when that is over. */
  start(): Promise<void>;
  /** Shows a message until the person asks for a sync, edits, or a round fails. */
  tell(message: string): void;
  /** Ends the loop and gives up the round under way; resolves when that is over, and no late answer can come. */
  stop(): Promise<void>;
}

/**
 * Keeps a replica and the service alike, one round at a time, in this window and in all others over the same replica:
 *
 *   start --> round --ok--------------> wait 2 s / 15 s / 60 s ---> round
 *               |---failure-----------> wait, jittered backoff ---> round
 *               |---no network--------> wait for `online` or 60 s > round
 *               |---nobody signed in--> wait for syncNow() -------> round
 *               '---stop()------------> stopped --start()---------> round
 *
 * An edit, a press, a window that comes to sight, and the network's return start a round at once; while the service
 * asks to be left alone (Retry-After), only a press does. A round that takes longer than its turn is a failure, and so
 * is one that did not come to its turn since another window went on for too long.
 */
export function createSyncLoop(options: SyncLoopOptions): SyncLoop {
  const { replica, surroundings, clock } = options;
  const now = (): number => clock().getTime();
  const log = createLogProgress(replica, () => told.publish());
  const told = createToldStatus(
    () => replica.summary,
    () => log.present,
  );
  const timing = createRoundTiming({ now, random: options.random, surroundings });
  let turn: Turn | null = null;
  let isRunning = false;
  let cancelTimer = (): void => {};
  let stopListening = (): void => {};

  const onBegin = (): void => {
    const { cursor, unsent } = replica.summary;
    // a poll that finds nothing new is nothing to show
    if (cursor === null || unsent > 0) told.enterSyncing();
  };
  const finish = (end: RoundEnd): void => {
    if (end.sent + end.received > 0) surroundings.announce();
    const delayMs = timing.delayAfter(end);
    if (end.failure !== null) told.enterFailed(end.failure);
    else told.enterUpToDate(clock().toISOString(), options.notice?.());
    cancelTimer();
    if (delayMs !== null) cancelTimer = surroundings.after(delayMs, () => void rounds.ask());
  };
  const round = async (): Promise<void> => {
    if (!isRunning) return;
    cancelTimer();
    const present = createTurn(now, surroundings.after);
    turn = present;
    const end = await roundInTurn({ ...options, log, onBegin }, present);
    present.end();
    const wasStopped = turn !== present;
    if (!wasStopped) finish(end);
  };
  const rounds = oneRoundAtATime(round);

  return {
    get status() {
      return told.status;
    },
    subscribe: told.subscribe,
    tell: told.tell,
    async syncNow() {
      told.takeBack();
      await rounds.ask();
      return told.status;
    },
    dismiss: replica.dismiss,
    start() {
      isRunning = true;
      stopListening();
      stopListening = listenForWork({ replica, surroundings, told, timing, begin: rounds.ask });
      return rounds.ask();
    },
    stop() {
      isRunning = false;
      stopListening();
      cancelTimer();
      turn?.end();
      turn = null;
      told.forgetHeard();
      return rounds.idle();
    },
  };
}
