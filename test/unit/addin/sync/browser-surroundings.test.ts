// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserSurroundings } from '../../../../addin/sync/browser-surroundings.ts';
import type { Surroundings } from '../../../../addin/sync/surroundings.ts';
import { createTurn, type Turn } from '../../../../addin/sync/turn.ts';
import { createWindowChannel } from '../../../../addin/sync/window-channel.ts';
import { standInLocks } from './stand-in-locks.ts';

const ASHAS = 'peel:tenant:asha:kent';
const BENS = 'peel:tenant:ben:kent';

const ends: (() => void)[] = [];
function openWindow(replica: () => string | null): Surroundings & { readonly close: () => void } {
  const channel = createWindowChannel();
  const surroundings = createBrowserSurroundings({ replica, channel, now: Date.now, newId: randomUUID });
  const close = (): void => {
    surroundings.dispose();
    channel.close();
  };
  ends.push(close);
  return Object.assign(surroundings, { close });
}
const newTurn = (): Turn => createTurn(Date.now, () => () => {});

afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.unstubAllGlobals();
});

describe('windows of one browser', () => {
  it('[S16] hear each other’s announcements over the same replica, never their own or another person’s', async () => {
    const [one, other, stranger] = [openWindow(() => ASHAS), openWindow(() => ASHAS), openWindow(() => BENS)];
    const heard = { one: vi.fn(), other: vi.fn(), stranger: vi.fn() };
    one.onAnnounced(heard.one);
    other.onAnnounced(heard.other);
    stranger.onAnnounced(heard.stranger);
    one.announce();
    await vi.waitFor(() => expect(heard.other).toHaveBeenCalledOnce());
    expect(heard.one).not.toHaveBeenCalled();
    expect(heard.stranger).not.toHaveBeenCalled();
  });

  it('[S16] listen for whoever’s store is open now, and for nobody while none is', async () => {
    let name: string | null = null;
    const nameNow = vi.fn(() => name);
    const [one, other] = [openWindow(() => ASHAS), openWindow(nameNow)];
    const heard = vi.fn();
    other.onAnnounced(heard);
    one.announce();
    await vi.waitFor(() => expect(nameNow).toHaveBeenCalled());
    expect(heard).not.toHaveBeenCalled();
    name = ASHAS;
    one.announce();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  });

  it('a round that ends after its window was closed announces nothing, and does not fail', () => {
    const closed = openWindow(() => ASHAS);
    closed.close();
    expect(() => closed.announce()).not.toThrow();
  });

  it('[S16] a browser without channels works alone', () => {
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          throw new DOMException('The operation is insecure', 'SecurityError');
        }
      },
    );
    const lonely = openWindow(() => ASHAS);
    expect(() => lonely.onAnnounced(() => {})()).not.toThrow();
    expect(() => lonely.announce()).not.toThrow();
  });
});

describe('[S16] a round of one of them', () => {
  it('takes the Web Lock of its replica’s name', async () => {
    const locks = standInLocks();
    vi.stubGlobal('navigator', { locks, onLine: true });
    const held = await openWindow(() => ASHAS).alone(async () => [...locks.held], newTurn());
    expect(held).toEqual([ASHAS]);
  });

  it('takes a lease where there are no Web Locks, or the browser refuses them', async () => {
    const refusing = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
    for (const locks of [undefined, refusing]) {
      vi.stubGlobal('navigator', { locks, onLine: true });
      const turn = newTurn();
      const endBy = vi.spyOn(turn, 'endBy');
      expect(await openWindow(() => ASHAS).alone(async () => 'done', turn)).toBe('done');
      expect(endBy).toHaveBeenCalledOnce();
    }
  });
});
