import { expect, it, vi } from 'vitest';
import { createPersonAtHand } from '../../../addin/person-at-hand.ts';
import { createStoreDoor } from '../../../addin/replica/store-door.ts';
import type { Session } from '../../../addin/sign-in/session.ts';
import { countingIds, testReplica } from './replica/replica-fixtures.ts';

const ACCOUNT = {
  tenant: 'kent',
  actor: { subject: 'asha', name: 'Asha Fielding', role: 'contributor', offices: ['fcir'] },
} as const;
const NEWS = 'signed-out:kent:asha';

async function atHand(signOut: () => Promise<void>, mayBeSignedOut = true) {
  const heard: ((what: string) => void)[] = [];
  const rounds = { start: vi.fn(async () => {}), stop: vi.fn(async () => {}), tell: vi.fn() };
  const session: Session = {
    account: ACCOUNT,
    mayBeSignedOut,
    token: async () => 'token',
    signIn: async () => ACCOUNT,
    signOut,
  };
  const channel = {
    tell: vi.fn(),
    onTold: (listener: (what: string) => void) => {
      heard.push(listener);
      return () => {};
    },
    close: () => {},
  };
  const door = createStoreDoor((await testReplica()).copy, 'plan', countingIds());
  const person = createPersonAtHand(session, door, channel, () => rounds);
  const hear = (): void => {
    for (const listener of heard) listener(NEWS);
  };
  return { person, rounds, channel, hear };
}

it('[S16] who signs out here while another window signs them out leaves once', async () => {
  const signOut = vi.fn(async () => {});
  const { person, rounds, channel, hear } = await atHand(signOut);
  const leaving = person.signOut();
  hear();
  await leaving;
  expect([rounds.stop, signOut, rounds.start].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  expect(channel.tell).toHaveBeenCalledWith(NEWS);
  await person.signOut();
  expect(signOut).toHaveBeenCalledTimes(2);
});

it('[S16] word of a sign-out that comes after the person has signed in again signs nobody out', async () => {
  const signOut = vi.fn(async () => {});
  const { person, rounds, hear } = await atHand(signOut, false);
  hear();
  await person.signOut(); // what hear began would be joined
  expect([rounds.stop, signOut, rounds.start].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  expect(person.actor?.name).toBe('Asha Fielding');
});

it('tells the person where it cannot follow another window that signed out', async () => {
  const { rounds, hear } = await atHand(async () => {
    throw new Error('No memory');
  });
  hear();
  await vi.waitFor(() => expect(rounds.tell).toHaveBeenCalledWith(expect.stringContaining('Sign out here too')));
  expect(rounds.start).toHaveBeenCalledTimes(1);
});
