import { PROTOCOL_LIMITS } from '../replica/outbox.ts';
import type { PushLimits } from '../replica/replica-store.ts';

/** How much the next request may carry, and how much it may at most: less than the protocol's where the service asked for less. */
export interface PushSize {
  readonly limits: PushLimits;
  readonly ceiling: PushLimits;
}

export const FULL_SIZE: PushSize = { limits: PROTOCOL_LIMITS, ceiling: PROTOCOL_LIMITS };

/** [S3] After a 413: from now on no request is as large again. */
export function halvedForGood({ limits }: PushSize): PushSize {
  const halved = {
    mutationsPerPush: Math.ceil(limits.mutationsPerPush / 2),
    bytesPerPush: Math.ceil(limits.bytesPerPush / 2),
    pushesPerRequest: 1,
  };
  return { limits: halved, ceiling: halved };
}

/** [S8] After a request of so many edits, one of which is refused: half of them, down to that one. */
export function narrowed({ limits, ceiling }: PushSize, edits: number): PushSize {
  const mutationsPerPush = Math.min(limits.mutationsPerPush, Math.ceil(edits / 2));
  return { ceiling, limits: { ...limits, mutationsPerPush, pushesPerRequest: 1 } };
}

/** After a request that was taken: what was refused before may have been the only one. */
export function widened({ limits, ceiling }: PushSize): PushSize {
  const mutationsPerPush = limits.mutationsPerPush * 2;
  const isFull = mutationsPerPush >= ceiling.mutationsPerPush;
  return { ceiling, limits: isFull ? ceiling : { ...limits, mutationsPerPush } };
}
