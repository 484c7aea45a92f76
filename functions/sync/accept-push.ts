import type { Push, PushResult } from '../../shared/sync/protocol.ts';
import type { Repository } from '../data/repository.ts';
import { readCursor } from './cursor.ts';
import { fullJitterMs } from './full-jitter.ts';
import { isRefusal, passingRefusal, type Refusal } from './refusal.ts';
import { type Sender, tryPush } from './try-push.ts';

export interface PushDependencies {
  readonly repository: Repository;
  readonly clock: () => Date;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface PushOrder extends Omit<Sender, 'cursor'> {
  /** [S11] The one that the replica holds. */
  readonly cursor: string;
  /** Each within the limits of push-limits.ts. */
  readonly pushes: readonly Push[];
}

/** `stopped` says why the push after the last answered one could not be taken; the later ones were not tried. */
export interface AcceptedPushes {
  readonly results: readonly PushResult[];
  readonly stopped?: Refusal;
}

const MAX_ATTEMPTS = 12;
/** serverless.yml stops a handler after 10 seconds, and whoever is stopped answers nothing of what was taken. */
const RETRY_WITHIN_MS = 6000;

const BUSY: Refusal = {
  refused: 'busy',
  detail: 'Many offices are saving at this moment; the add-in tries again by itself',
};

/** [S3] Takes pushes one after the other, each whole or not at all. */
export async function acceptPushes(dependencies: PushDependencies, order: PushOrder): Promise<AcceptedPushes> {
  const cursor = readCursor(order.cursor);
  if (isRefusal(cursor)) return { results: [], stopped: cursor };
  const results: PushResult[] = [];
  const giveUpAt = dependencies.clock().getTime() + RETRY_WITHIN_MS;
  for (const push of order.pushes) {
    // the first is tried however late it is: each request of somebody who tries again gets that much further
    const isLate = results.length > 0 && dependencies.clock().getTime() >= giveUpAt;
    if (isLate) return { results, stopped: BUSY };
    const taken = await takePush(dependencies, { ...order, cursor }, push, giveUpAt);
    if (isRefusal(taken)) return { results, stopped: taken };
    results.push(taken);
  }
  return { results };
}

async function takePush(
  { repository, clock, random, sleep }: PushDependencies,
  sender: Sender,
  push: Push,
  giveUpAt: number,
): Promise<PushResult | Refusal> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const taken = await tryPush(repository, sender, push, clock()).catch(busyOrThrow);
    if (taken !== 'moved') return taken;
    if (clock().getTime() >= giveUpAt) break;
    await sleep(fullJitterMs(attempt, random));
  }
  return BUSY;
}

/** Of the pushes before a busy one the answers must still be told. */
function busyOrThrow(error: unknown): Refusal {
  const passing = passingRefusal(error);
  if (passing === null) throw error;
  return passing;
}
