import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLeases, LEASE_MS, type Leases } from '../../../../addin/sync/leases.ts';
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
const windowNamed = (holder: string): Leases => {
  const leases = createLeases({ holder, now: clock.now, databaseName });
  opened.push(leases);
  return leases;
};

describe('[S16] a lease over one replica', () => {
  it('has one holder, until that lets go', async () => {
    const [one, other] = [windowNamed('one'), windowNamed('other')];
    const lease = await one.take(ASHAS);
    expect(lease).toEqual({ replica: ASHAS, holder: 'one', fence: 1, expiresAtMs: clock.nowMs + LEASE_MS });
    expect(await other.take(ASHAS)).toBeNull();
    if (lease !== null) await one.release(lease);
    expect(await other.take(ASHAS)).toMatchObject({ holder: 'other', fence: 2 });
  });

  it('is one person’s: another in the same browser does not wait', async () => {
    await windowNamed('one').take(ASHAS);
    expect(await windowNamed('other').take(BENS)).toMatchObject({ replica: BENS, fence: 1 });
  });

  it('of a window that died is taken over when it has expired, and not before', async () => {
    const other = windowNamed('other');
    await windowNamed('dead').take(ASHAS);
    clock.pass(LEASE_MS - 1);
    expect(await other.take(ASHAS)).toBeNull();
    clock.pass(1);
    expect(await other.take(ASHAS)).toMatchObject({ holder: 'other', fence: 2 });
  });

  it('is renewed by its holder, who learns when it went to somebody else', async () => {
    const [one, other] = [windowNamed('one'), windowNamed('other')];
    const taken = await one.take(ASHAS);
    if (taken === null) throw new Error('nobody else holds it');
    clock.pass(20_000);
    const renewed = await one.renew(taken);
    expect(renewed).toMatchObject({ fence: 1, expiresAtMs: clock.nowMs + LEASE_MS });
    clock.pass(LEASE_MS);
    await other.take(ASHAS);
    expect(await one.renew(taken)).toBeNull();
    await one.release(taken);
    expect(await windowNamed('third').take(ASHAS)).toBeNull();
  });

  it('that was never let go of is taken again by the same window, under a new number', async () => {
    const one = windowNamed('one');
    const before = await one.take(ASHAS);
    expect(await one.take(ASHAS)).toMatchObject({ holder: 'one', fence: 2 });
    expect(before && (await one.renew(before))).toBeNull();
  });

  it.each([
    ['an hour back', -3_600_000],
    ['a year back', -31_536_000_000],
    ['an hour on', 3_600_000],
  ])('a clock set %s does not lock the others out', async (_how, jumpMs) => {
    await windowNamed('dead').take(ASHAS);
    clock.jump(jumpMs);
    expect(await windowNamed('other').take(ASHAS)).toMatchObject({ holder: 'other' });
  });

  it('a clock set back a little makes the others wait a little longer, and no more', async () => {
    const other = windowNamed('other');
    await windowNamed('dead').take(ASHAS);
    clock.pass(20_000);
    clock.jump(-20_000);
    expect(await other.take(ASHAS)).toBeNull();
    clock.pass(LEASE_MS);
    expect(await other.take(ASHAS)).toMatchObject({ holder: 'other' });
  });

  it('two windows that ask at once: one gets it', async () => {
    const windows = Array.from({ length: 5 }, (_, index) => windowNamed(`window ${index}`));
    const taken = await Promise.all(windows.map((each) => each.take(ASHAS)));
    expect(taken.filter((lease) => lease !== null)).toHaveLength(1);
  });

  it('is taken again after its database was closed under it', async () => {
    const one = windowNamed('one');
    await one.take(ASHAS);
    one.close();
    expect(await one.take(ASHAS)).toMatchObject({ fence: 2 });
  });
});
