import { runApart } from '../replica/run-apart.ts';
import type { ReplicaSummary } from '../replica/synced-replica.ts';
import { phaseOfFailure } from './phase-of-failure.ts';
import type { HistoryProgress, SyncPhase, SyncStatus } from './sync-status.ts';
import type { Failure } from './transport.ts';

type Listener = (status: SyncStatus) => void;

/** What people are told of the sync: its phase, what they can do, and what the replica has to tell. */
export interface ToldStatus {
  readonly phase: SyncPhase;
  readonly status: SyncStatus;
  subscribe(listener: Listener): () => void;
  publish(): void;
  enterSyncing(): void;
  /** A round went well; `heardAt`: when, as an ISO time. */
  enterUpToDate(heardAt: string, notice: string | undefined): void;
  enterFailed(failure: Failure): void;
  /** A message for the person, in the place of the phase's own until it is taken back or a round fails. */
  tell(message: string): void;
  takeBack(): void;
  /** The next replica may be another person's. */
  forgetHeard(): void;
}

export function createToldStatus(
  summary: () => ReplicaSummary,
  history: () => HistoryProgress | null = () => null,
): ToldStatus {
  const listeners = new Set<Listener>();
  let phase: SyncPhase = 'starting';
  let message: string | undefined;
  let told: string | undefined;
  let heardAt: string | null = null;

  const status = (): SyncStatus => {
    const { unsent, returned, lastSyncedAt, durable } = summary();
    const present = { phase, unsent, returned, lastSyncedAt: heardAt ?? lastSyncedAt, durable };
    const shown = told ?? message;
    const progress = history();
    return {
      ...present,
      ...(shown === undefined ? {} : { message: shown }),
      ...(progress === null ? {} : { history: progress }),
    };
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

  return {
    get phase() {
      return phase;
    },
    get status() {
      return status();
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(status());
      return () => listeners.delete(listener);
    },
    publish,
    enterSyncing: () => enter('syncing'),
    enterUpToDate(heard, notice) {
      heardAt = heard;
      enter('up to date', notice);
    },
    enterFailed(failure) {
      const failed = phaseOfFailure(failure);
      told = undefined;
      enter(failed.phase, failed.message);
    },
    tell(telling) {
      told = telling;
      publish();
    },
    takeBack() {
      told = undefined;
    },
    forgetHeard() {
      heardAt = null;
    },
  };
}
