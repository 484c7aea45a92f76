import { describe, expect, it, vi } from 'vitest';
import type { Transport } from '../../../../addin/sync/transport.ts';
import { transportInTurn } from '../../../../addin/sync/transport-in-turn.ts';
import { createTurn, TURN_LIMIT_MS, whileItLasts } from '../../../../addin/sync/turn.ts';
import { handClock } from './hand-clock.ts';
import { scriptedTransport } from './scripted-transport.ts';

const GIVEN_UP = { ok: false, failure: { kind: 'given up' } };
const never = new Promise<never>(() => {});

describe('[S16] the turn of a round', () => {
  it('is over at its limit, and leaves no timer behind when it ends before', () => {
    const clock = handClock();
    const [slow, quick] = [createTurn(clock.now, clock.after), createTurn(clock.now, clock.after)];
    quick.end();
    expect(clock.waiting).toBe(1);
    clock.pass(TURN_LIMIT_MS - 1);
    expect([slow.isOver, slow.signal.aborted]).toEqual([false, false]);
    clock.pass(1);
    expect([slow.isOver, slow.signal.aborted, clock.waiting]).toEqual([true, true, 0]);
  });

  it('is over on a machine that slept before its timers have run', () => {
    const clock = handClock();
    const turn = createTurn(clock.now, clock.after);
    clock.jump(TURN_LIMIT_MS);
    expect([turn.isOver, turn.signal.aborted]).toEqual([true, false]);
  });

  it('ends with its lease, and lasts as long as that is renewed', () => {
    const clock = handClock();
    const turn = createTurn(clock.now, clock.after);
    turn.endBy(clock.nowMs + 30_000);
    clock.pass(29_999);
    turn.endBy(clock.nowMs + 30_000);
    clock.pass(29_999);
    expect(turn.isOver).toBe(false);
    clock.pass(1);
    expect(turn.isOver).toBe(true);
  });

  it('does not wait for work that never ends', async () => {
    const clock = handClock();
    const turn = createTurn(clock.now, clock.after);
    const waiting = whileItLasts(turn, never);
    turn.end();
    expect(await waiting).toBeNull();
    expect(await whileItLasts(turn, never)).toBeNull();
  });
});

describe('[S16] the service, asked within a turn', () => {
  it('is asked nothing once the turn is over', async () => {
    const clock = handClock();
    const turn = createTurn(clock.now, clock.after);
    const service = scriptedTransport();
    const transport = transportInTurn(service, turn);
    expect(await transport.snapshot()).toMatchObject({ ok: true });
    turn.end();
    expect([await transport.snapshot(), await transport.changes('1'), await transport.snapshotPage(1, 0)]).toEqual([
      GIVEN_UP,
      GIVEN_UP,
      GIVEN_UP,
    ]);
    expect(service.asked).toEqual(['snapshot']);
  });

  it('an answer that comes after the turn is none, also where no timer has run yet', async () => {
    const clock = handClock();
    const turn = createTurn(clock.now, clock.after);
    const slow: Transport = {
      ...scriptedTransport(),
      changes: async () => {
        clock.jump(TURN_LIMIT_MS);
        return { ok: true, value: null };
      },
    };
    expect(await transportInTurn(slow, turn).changes('1')).toEqual(GIVEN_UP);
  });

  it('what is under way is given up when the turn ends, by its signal too', async () => {
    const clock = handClock();
    const turn = createTurn(clock.now, clock.after);
    const changes = vi.fn((_after: string | null, _signal?: AbortSignal) => never);
    const asking = transportInTurn({ ...scriptedTransport(), changes }, turn).changes('1');
    turn.end();
    expect(await asking).toEqual(GIVEN_UP);
    expect(changes.mock.calls[0]?.[1]?.aborted).toBe(true);
  });
});
