import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aloneByLease } from '../../../../addin/sync/alone-by-lease.ts';
import { createLeases, LEASE_MS, type Leases } from '../../../../addin/sync/leases.ts';
import { createTurn, type Turn } from '../../../../addin/sync/turn.ts';
import { type HandClock, handClock } from './hand-clock.ts';

const ASHAS = 'peel:tenant:asha:kent';
const BENS = 'peel:tenant:ben:kent';

let clock: HandClock;
let databaseName: string;
let opened: Leases[];
beforeEach(() => {
  clock = handClock();
  databaseName = `leases ${randomUUID()}`;
  opened = [];
});
afterEach(() => {
  for (const each of opened) each.close();
});

/** Work that ends when the test says so. */
function longWork() {
  let finish = (): void => {};
  const begun = vi.fn();
  const work = (): Promise<string> =>
    new Promise((resolve) => {
      begun();
      finish = () => resolve('done');
    });
  return { work, begun, finish: () => finish() };
}

function openWindow() {
  const leases = createLeases({ holder: randomUUID(), now: clock.now, databaseName });
  opened.push(leases);
  const putAway = new Set<() => void>();
  const onPutAway = (listener: () => void) => {
    putAway.add(listener);
    return () => putAway.delete(listener);
  };
  const turn: Turn = createTurn(clock.now, clock.after);
  return {
    leases,
    turn,
    putAway: () => {
      for (const listener of putAway) listener();
    },
    alone: (work: () => Promise<string>, replica = ASHAS) =>
      aloneByLease({ leases, after: clock.after, onPutAway }, replica, work, turn),
  };
}
/** Lets time pass in steps, until something is so. */
const passUntil = (isSo: () => void) =>
  vi.waitFor(
    () => {
      clock.pass(500);
      isSo();
    },
    { interval: 5, timeout: 5000 },
  );

describe('[S16] rounds where a browser has no Web Locks', () => {
  it('run one after the other over one replica', async () => {
    const [one, other] = [longWork(), longWork()];
    const first = openWindow().alone(one.work);
    await vi.waitFor(() => expect(one.begun).toHaveBeenCalledOnce());
    const second = openWindow().alone(other.work);
    await passUntil(() => expect(clock.waiting).toBeGreaterThan(2));
    expect(other.begun).not.toHaveBeenCalled();
    one.finish();
    expect(await first).toBe('done');
    await passUntil(() => expect(other.begun).toHaveBeenCalledOnce());
    other.finish();
    expect(await second).toBe('done');
  });

  it('do not wait for another person’s', async () => {
    const [ashas, bens] = [longWork(), longWork()];
    const first = openWindow().alone(ashas.work, ASHAS);
    const second = openWindow().alone(bens.work, BENS);
    await vi.waitFor(() => expect([ashas.begun, bens.begun].map((each) => each.mock.calls.length)).toEqual([1, 1]));
    ashas.finish();
    bens.finish();
    expect(await Promise.all([first, second])).toEqual(['done', 'done']);
  });

  it('renew their lease while they run, however long', async () => {
    const window = openWindow();
    const { work, begun, finish } = longWork();
    const renew = vi.spyOn(window.leases, 'renew');
    const running = window.alone(work);
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    for (let renewals = 1; renewals <= 6; renewals += 1) {
      clock.pass(LEASE_MS / 3);
      await vi.waitFor(() => expect(renew).toHaveBeenCalledTimes(renewals));
      await renew.mock.results.at(-1)?.value;
      expect(await openWindow().leases.take(ASHAS)).toBeNull();
    }
    expect(window.turn.isOver).toBe(false);
    finish();
    await running;
    expect(await openWindow().leases.take(ASHAS)).not.toBeNull();
  });

  it('a window that died is followed once its lease has expired', async () => {
    await openWindow().leases.take(ASHAS);
    const { work, begun, finish } = longWork();
    const running = openWindow().alone(work);
    await passUntil(() => expect(begun).toHaveBeenCalledOnce());
    finish();
    expect(await running).toBe('done');
  });

  it('a window that goes on and on: the others do not come to their turn, and are told', async () => {
    const holding = openWindow();
    const { work, begun, finish } = longWork();
    const running = holding.alone(work);
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    const other = vi.fn();
    let end: unknown;
    void openWindow()
      .alone(other)
      .then((result) => {
        end = result;
      });
    await passUntil(() => expect(end).toBe('not alone'));
    expect(other).not.toHaveBeenCalled();
    finish();
    await running;
  });

  it('a holder that was frozen past its lease finds its turn over before any of its timers, and leaves the new one alone', async () => {
    const frozen = openWindow();
    const { work, begun, finish } = longWork();
    const running = frozen.alone(work);
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    clock.jump(LEASE_MS);
    expect(frozen.turn.isOver).toBe(true);
    const successor = openWindow();
    expect(await successor.leases.take(ASHAS)).toMatchObject({ fence: 2 });
    clock.pass(LEASE_MS / 3);
    await vi.waitFor(() => expect(frozen.turn.signal.aborted).toBe(true));
    finish();
    await running;
    expect(await openWindow().leases.take(ASHAS)).toBeNull();
  });

  it('a page that is put away lets go at once', async () => {
    const leaving = openWindow();
    const { work, begun } = longWork();
    void leaving.alone(work);
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
    leaving.putAway();
    expect(leaving.turn.isOver).toBe(true);
    await vi.waitFor(async () => expect(await openWindow().leases.take(ASHAS)).not.toBeNull());
  });

  it('without IndexedDB nothing is shared, and work begins at once', async () => {
    const leases: Leases = {
      take: () => Promise.reject(new DOMException('denied', 'SecurityError')),
      renew: () => Promise.reject(new Error('never taken')),
      release: () => Promise.reject(new Error('never taken')),
      close: () => {},
    };
    const turn = createTurn(clock.now, clock.after);
    const window = { leases, after: clock.after, onPutAway: () => () => {} };
    expect(await aloneByLease(window, ASHAS, async () => 'done', turn)).toBe('done');
  });

  it('work that fails lets go too', async () => {
    const failing = () => Promise.reject(new Error('the store was closed'));
    await expect(openWindow().alone(failing)).rejects.toThrow('the store was closed');
    expect(await openWindow().leases.take(ASHAS)).not.toBeNull();
  });
});
