import type { ReplicaNews, SyncedReplica } from '../replica/synced-replica.ts';
import type { RoundTiming } from './round-timing.ts';
import type { Surroundings } from './surroundings.ts';
import type { ToldStatus } from './told-status.ts';

export interface WorkListener {
  readonly replica: SyncedReplica;
  readonly surroundings: Surroundings;
  readonly told: ToldStatus;
  readonly timing: RoundTiming;
  readonly begin: () => Promise<void>;
}

/**
 * Starts a round at once when an edit was made, the window comes to sight or the network is back: not while the person
 * has to sign in, or the service asks to be left alone. Returns what ends it.
 */
export function listenForWork({ replica, surroundings, told, timing, begin }: WorkListener): () => void {
  const forTheService: readonly ReplicaNews[] = ['edited', 'history wanted', 'store lost'];
  const beginUnasked = (): void => {
    if (told.phase !== 'signed out' && !timing.isHeldOff) void begin(); // its end is told by the status
  };
  const noteEdit = (): void => {
    told.takeBack();
    timing.noteEdit();
    surroundings.announce();
  };
  const ends = [
    replica.onNews((news) => {
      if (news === 'edited') noteEdit();
      if (news === 'dismissed') surroundings.announce();
      told.publish();
      if (forTheService.includes(news)) beginUnasked();
    }),
    surroundings.onChange(() => {
      // offline the timer is slow: the network's return begins at once, also in a hidden window
      const isAwaited = surroundings.isVisible || told.phase === 'offline';
      if (isAwaited && surroundings.isOnline) beginUnasked();
    }),
    // what cannot be taken up now is taken up by the next round
    surroundings.onAnnounced(() => void replica.refresh().catch(() => {})),
  ];
  return () => {
    for (const end of ends) end();
  };
}
