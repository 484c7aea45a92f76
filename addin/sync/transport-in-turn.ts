import type { Answer, Transport } from './transport.ts';
import { type Turn, whileItLasts } from './turn.ts';

const GIVEN_UP: Answer<never> = { ok: false, failure: { kind: 'given up' } };

/** [S16] A transport for one round: once the turn is over it asks nothing, and a late answer is no answer. */
export function transportInTurn(transport: Transport, turn: Turn): Transport {
  const { signal } = turn;
  const during = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    if (turn.isOver) return GIVEN_UP;
    const answer = await whileItLasts(turn, ask());
    return answer === null || turn.isOver ? GIVEN_UP : answer;
  };
  return {
    snapshot: () => during(() => transport.snapshot(signal)),
    snapshotPage: (sequence, page) => during(() => transport.snapshotPage(sequence, page, signal)),
    changes: (after) => during(() => transport.changes(after, signal)),
    push: (request) => during(() => transport.push(request, signal)),
  };
}
