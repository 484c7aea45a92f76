import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserSurroundings } from '../../../../addin/sync/browser-surroundings.ts';
import type { Surroundings } from '../../../../addin/sync/surroundings.ts';

const windows: Surroundings[] = [];
const openWindow = (name: string): Surroundings => {
  const surroundings = createBrowserSurroundings(name);
  windows.push(surroundings);
  return surroundings;
};
afterEach(() => {
  for (const each of windows.splice(0)) each.dispose();
});

describe('windows of one browser', () => {
  it('[S16] hear each other’s announcements over the same dataset, never their own or another’s', async () => {
    const [one, other, stranger] = [openWindow('peel:kent'), openWindow('peel:kent'), openWindow('peel:essex')];
    const heard = { one: vi.fn(), other: vi.fn(), stranger: vi.fn() };
    one.onAnnounced(heard.one);
    other.onAnnounced(heard.other);
    stranger.onAnnounced(heard.stranger);
    one.announce();
    await vi.waitFor(() => expect(heard.other).toHaveBeenCalledOnce());
    expect(heard.one).not.toHaveBeenCalled();
    expect(heard.stranger).not.toHaveBeenCalled();
  });

  it('a round that ends after its window was closed announces nothing, and does not fail', () => {
    const closed = openWindow('peel:kent');
    closed.dispose();
    expect(() => closed.announce()).not.toThrow();
  });
});
