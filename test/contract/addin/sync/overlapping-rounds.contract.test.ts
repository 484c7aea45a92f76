import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openIndexedDbReplicaStore } from '../../../../addin/replica/indexeddb-replica-store.ts';
import { aloneByLease } from '../../../../addin/sync/alone-by-lease.ts';
import { createLeases, LEASE_MS, type Leases } from '../../../../addin/sync/leases.ts';
import type { Surroundings } from '../../../../addin/sync/surroundings.ts';
import { createMemoryRepository } from '../../../../functions/data/memory-repository.ts';
import type { Repository } from '../../../../functions/data/repository.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { type HandClock, handClock } from '../../../unit/addin/sync/hand-clock.ts';
import {
  afiFields,
  CLAIMS,
  call,
  creation,
  DATASET,
  EPOCH,
  FIRST_CURSOR,
  pushOf,
  serviceOver,
} from '../../../unit/functions/service-fixtures.ts';
import { type Office, openOffice } from './office.ts';

const ASHA: Actor = { subject: 'asha', name: 'Asha', role: 'contributor', offices: ['fcir'] };

let repository: Repository;
let service: ReturnType<typeof serviceOver>;
/** One person's store, and the database of leases beside it. */
let names: { readonly store: string; readonly leases: string };
let ends: (() => void)[];

beforeEach(async () => {
  repository = createMemoryRepository();
  service = serviceOver(repository);
  names = { store: `peel:${randomUUID()}`, leases: `leases ${randomUUID()}` };
  ends = [];
  await repository.createDataset(DATASET, EPOCH);
  const pushes = [pushOf(1, creation('afi', 'afi/7', afiFields(7)), creation('afi', 'afi/8', afiFields(8)))];
  await call(service.push, { claims: CLAIMS.dana, body: { clientId: randomUUID(), cursor: FIRST_CURSOR, pushes } });
});
afterEach(() => {
  for (const end of ends) end();
});

/** A door on the way to the service, or on the way back: what comes to it while it is shut waits. */
function createGate() {
  let open = (): void => {};
  let opened = Promise.resolve();
  return {
    shut() {
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    pass: () => opened,
  };
}

interface Window extends Office {
  readonly clock: HandClock;
  readonly pushLeaves: ReturnType<typeof createGate>;
  readonly answerComes: ReturnType<typeof createGate>;
}

/** A window in a browser without Web Locks. Its timers run by its own clock: a frozen window's clock only jumps. */
async function openWindow(leasesOf = createLeases): Promise<Window> {
  const clock = handClock();
  const leases: Leases = leasesOf({ holder: randomUUID(), now: clock.now, databaseName: names.leases });
  const surroundings: Surroundings = {
    isVisible: true,
    isOnline: true,
    onChange: () => () => {},
    after: clock.after,
    alone: (work, turn) =>
      aloneByLease({ leases, after: clock.after, onPutAway: () => () => {} }, names.store, work, turn),
    announce: () => {},
    onAnnounced: () => () => {},
    dispose: () => {},
  };
  const [pushLeaves, answerComes] = [createGate(), createGate()];
  const through = (send: typeof fetch): typeof fetch => {
    return async (input, init) => {
      const isPush = String(input).endsWith('/push');
      if (isPush) await pushLeaves.pass();
      const response = await send(input, init);
      if (isPush) await answerComes.pass();
      return response;
    };
  };
  const store = await openIndexedDbReplicaStore({ name: names.store, newId: randomUUID });
  const options = { service, claims: CLAIMS.asha, actor: ASHA, store, surroundings, through };
  const office = await openOffice({ ...options, clock: () => new Date(clock.nowMs) });
  ends.push(() => {
    void office.loop.stop();
    leases.close();
    void store.close();
  });
  await office.loop.start();
  return { ...office, clock, pushLeaves, answerComes };
}

const setNote = async ({ replica }: Office, number: number, text: string): Promise<string> => {
  const result = await replica.edit({ kind: 'afi', recordId: `afi/${number}`, values: { note: text } });
  if (!result.saved) throw new Error(JSON.stringify(result.problems));
  return result.mutationId;
};
const notes = ({ replica }: Office) => [7, 8].map((number) => replica.record('afi', `afi/${number}`)?.fields.note);
const isSent = (office: Office) => vi.waitFor(() => expect(office.loop.status.unsent).toBe(0));
const edits = async (): Promise<string[]> =>
  (await repository.commitsAfter(DATASET, 1, 100)).flatMap(({ changes }) => changes.map((each) => each.mutationId));
/** The window's time passes until something is so. */
const passUntil = ({ clock }: Window, isSo: () => void) =>
  vi.waitFor(
    () => {
      clock.pass(500);
      isSo();
    },
    { interval: 5, timeout: 10_000 },
  );

/** The first window sleeps, past its lease, and the second takes over what it was at. */
async function frozenAndFollowed(frozen: Window, follower: Window, meanwhile: () => Promise<void>): Promise<void> {
  frozen.clock.jump(LEASE_MS);
  await meanwhile();
  const rounds = vi.fn();
  void follower.loop.syncNow().then(rounds);
  await passUntil(follower, () => expect(rounds).toHaveBeenCalled());
  expect(follower.loop.status).toMatchObject({ phase: 'up to date', unsent: 0, returned: [] });
}

describe('[S16] a window that was frozen in the middle of a round, past its lease', () => {
  it('after the service had committed: no edit is lost or committed twice, and its late answer is not taken', async () => {
    const [frozen, follower] = [await openWindow(), await openWindow()];
    frozen.answerComes.shut();
    const first = await setNote(frozen, 7, 'Before the freeze');
    await vi.waitFor(async () => expect(await edits()).toEqual([first]));
    await frozenAndFollowed(frozen, follower, async () => {});
    const second = await setNote(follower, 8, 'While it was frozen');
    await isSent(follower);

    const acknowledge = vi.spyOn(frozen.replica.copy, 'acknowledge');
    frozen.answerComes.open();
    await vi.waitFor(() => expect(frozen.loop.status.phase).toBe('in trouble'));
    expect(acknowledge).not.toHaveBeenCalled();
    expect((await frozen.loop.syncNow()).phase).toBe('up to date');
    expect(await edits()).toEqual([first, second]);
    for (const each of [frozen, follower]) expect(notes(each)).toEqual(['Before the freeze', 'While it was frozen']);
  });

  it('before its request had left: the old push arrives after newer ones, and writes nothing', async () => {
    const [frozen, follower] = [await openWindow(), await openWindow()];
    frozen.pushLeaves.shut();
    const first = await setNote(frozen, 7, 'Numbered, not sent');
    await vi.waitFor(async () => expect((await frozen.store.read()).outbox[0]?.pushNumber).toBe(1));
    await frozenAndFollowed(frozen, follower, async () => expect(await edits()).toEqual([]));
    const second = await setNote(follower, 7, 'A later word');
    await isSent(follower);

    frozen.pushLeaves.open();
    await vi.waitFor(() => expect(frozen.loop.status.phase).toBe('in trouble'));
    expect(await frozen.loop.syncNow()).toMatchObject({ phase: 'up to date', unsent: 0, returned: [] });
    expect(await edits()).toEqual([first, second]);
    for (const each of [frozen, follower]) expect(notes(each)[0]).toBe('A later word');
  });
});

describe('[S16] rounds that overlap all the same', () => {
  it('where no lease can be had: both send the same, each edit is in one commit, and both windows agree', async () => {
    const refused = () => Promise.reject(new Error('no database'));
    const noLeases = (): Leases => ({ take: refused, renew: refused, release: refused, close: () => {} });
    const [one, other] = [await openWindow(noLeases), await openWindow(noLeases)];
    const sent: string[] = [];
    for (const [index, window] of [one, other, one, other, one, other].entries()) {
      sent.push(await setNote(window, index % 2 === 0 ? 7 : 8, `Edit ${index}`));
      void one.loop.syncNow();
      void other.loop.syncNow();
    }
    for (const window of [one, other]) {
      await passUntil(window, () => expect(window.loop.status).toMatchObject({ phase: 'up to date', unsent: 0 }));
    }
    await Promise.all([one.loop.syncNow(), other.loop.syncNow()]);
    const logged = await edits();
    expect(new Set(logged).size).toBe(logged.length);
    expect(new Set(logged)).toEqual(new Set(sent));
    for (const window of [one, other]) {
      expect(notes(window)).toEqual(['Edit 4', 'Edit 5']);
      expect(window.loop.status.returned).toEqual([]);
    }
  });
});
