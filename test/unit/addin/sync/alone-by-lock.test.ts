import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aloneByLock } from '../../../../addin/sync/alone-by-lock.ts';
import { createTurn, type Turn } from '../../../../addin/sync/turn.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import { type StandInLocks, standInLocks } from './stand-in-locks.ts';

let clock: HandClock;
let locks: StandInLocks;
beforeEach(() => {
  clock = handClock();
  locks = standInLocks();
});
const newTurn = (): Turn => createTurn(clock.now, clock.after);
const alone = (name: string, work: () => Promise<string>, turn = newTurn()) =>
  aloneByLock(locks, clock.after, name, work, turn);
const never = () => new Promise<never>(() => {});

describe('[S16] rounds under a Web Lock', () => {
  it('wait for each other over one replica, and for nobody else', async () => {
    const order: string[] = [];
    let finish = (): void => {};
    const one = alone('asha', async () => {
      order.push('one');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push('one is done');
      return 'done';
    });
    const other = alone('asha', async () => {
      order.push('other');
      return 'done';
    });
    expect(await alone('ben', async () => 'done')).toBe('done');
    finish();
    expect(await Promise.all([one, other])).toEqual(['done', 'done']);
    expect(order).toEqual(['one', 'one is done', 'other']);
  });

  it('wait no longer than 45 s, and let whoever comes later take the place', async () => {
    const turn = newTurn();
    void alone('asha', never, turn);
    const work = vi.fn(async () => 'done');
    const waiting = alone('asha', work);
    clock.pass(45_000);
    expect(await waiting).toBe('not alone');
    expect(work).not.toHaveBeenCalled();
  });

  it('a turn that ends while it waits waits no longer', async () => {
    void alone('asha', never);
    const turn = newTurn();
    const waiting = alone('asha', async () => 'done', turn);
    turn.end();
    expect(await waiting).toBe('not alone');
  });

  it('work that has begun is not cut off by the wait, and its failure is its own', async () => {
    const working = alone('asha', async () => {
      clock.pass(45_000);
      throw new Error('the store was closed');
    });
    await expect(working).rejects.toThrow('the store was closed');
  });

  it('a browser that refuses locks is told apart', async () => {
    const request = () => Promise.reject(new DOMException('denied', 'SecurityError'));
    expect(await aloneByLock({ request }, clock.after, 'asha', async () => 'done', newTurn())).toBe('no locks');
    expect(clock.waiting).toBe(1);
  });
});
