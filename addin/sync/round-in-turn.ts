import type { SyncedReplica } from '../replica/synced-replica.ts';
import type { LogProgress } from './log-progress.ts';
import type { Surroundings } from './surroundings.ts';
import { failedRound, type RoundEnd, syncRound } from './sync-round.ts';
import type { Failure, Transport } from './transport.ts';
import { transportInTurn } from './transport-in-turn.ts';
import { type Turn, whileItLasts } from './turn.ts';

export interface RoundInTurnOptions {
  readonly replica: SyncedReplica;
  readonly transport: Transport;
  readonly surroundings: Pick<Surroundings, 'alone'>;
  readonly log?: LogProgress;
  readonly prepare: () => Promise<Failure | null>;
  /** Called once it is prepared. */
  readonly onBegin: () => void;
}

/** [S16] One round within its turn, with an end whatever becomes of it: its time over, another window's turn, a throw. */
export async function roundInTurn(options: RoundInTurnOptions, turn: Turn): Promise<RoundEnd> {
  try {
    return (await whileItLasts(turn, preparedRound(options, turn))) ?? failedRound({ kind: 'given up' });
  } catch (cause) {
    // a fault of this machine (its store, most likely), not of the service
    const detail = cause instanceof Error ? cause.message : String(cause);
    return failedRound({ kind: 'trouble', code: 'local-store', detail });
  }
}

async function preparedRound(options: RoundInTurnOptions, turn: Turn): Promise<RoundEnd> {
  const { replica, transport, surroundings, log, prepare, onBegin } = options;
  const failure = await prepare();
  if (failure !== null) return failedRound(failure);
  // given up meanwhile: what is told now is another round's to tell
  if (turn.isOver) return failedRound({ kind: 'given up' });
  onBegin();
  // whoever waits for the lock or the lease must get it even where a round never ends
  const round = (): Promise<RoundEnd | null> =>
    whileItLasts(turn, syncRound(replica, transportInTurn(transport, turn), log));
  const end = await surroundings.alone(round, turn);
  return end === 'not alone' ? failedRound({ kind: 'not alone' }) : (end ?? failedRound({ kind: 'given up' }));
}
