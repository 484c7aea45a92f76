import type { Replica } from '../replica/replica-port.ts';
import type { Surroundings } from './surroundings.ts';
import type { SyncControl, SyncPhase } from './sync-status.ts';

/** A service that loads its first data answers 503 for a while. */
const LONGEST_WAIT_MS = 120_000;
const ONLY_A_PERSON_HELPS: readonly SyncPhase[] = ['signed out', 'not permitted', 'update needed'];

/**
 * Resolves once there is a plan to show, over as many rounds as that takes; rejects, with what the person can do, where
 * only a person can help or it takes too long.
 */
export function planLoaded(
  replica: Pick<Replica, 'state'>,
  sync: Pick<SyncControl, 'status' | 'subscribe'>,
  surroundings: Pick<Surroundings, 'after'>,
): Promise<void> {
  const ends: (() => void)[] = [];
  const loaded = new Promise<void>((resolve, reject) => {
    const giveUp = (): void => reject(new Error(sync.status.message ?? 'The plan is not here yet'));
    ends.push(surroundings.after(LONGEST_WAIT_MS, giveUp));
    ends.push(
      sync.subscribe(({ phase }) => {
        if (replica.state === 'loaded') resolve();
        else if (ONLY_A_PERSON_HELPS.includes(phase)) giveUp();
      }),
    );
  });
  return loaded.finally(() => {
    for (const end of ends) end();
  });
}
