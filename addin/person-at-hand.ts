import type { Actor } from '../shared/domain/permissions.ts';
import type { StoreDoor } from './replica/store-door.ts';
import { type Account, type Session, SignInUnreachableError, type TokenOptions } from './sign-in/session.ts';
import type { Failure } from './sync/transport.ts';
import type { WindowChannel } from './sync/window-channel.ts';

/** Who is at this machine, and that nobody sees or sends what is another's: the session and the open store together. */
export interface PersonAtHand {
  readonly actor: Actor | null;
  /** The same where their store is open: between a sign-in and that nobody may write into the one that is open. */
  readonly writer: Actor | null;
  /** Shows what the disk holds of the person whom an earlier start knew. */
  showKnown(): Promise<void>;
  /** Before a round: the token says who is signed in now, whoever was here before, and their own store is open. */
  prepare(): Promise<Failure | null>;
  /** Edits go out under the name of the person who made them: never with the token of somebody who came meanwhile. */
  token(options?: TokenOptions): Promise<string | null>;
  signIn(): Promise<void>;
  /** Signs out here and tells the other windows of this browser, while `rounds` are stopped. */
  signOut(): Promise<void>;
  /** Ends listening to the other windows. */
  dispose(): void;
}

/** The sync loop, as far as somebody who leaves needs it. */
export interface Rounds {
  start(): Promise<void>;
  stop(): Promise<void>;
  tell(message: string): void;
}

const NOT_LEFT = 'You signed out in another window, but this one could not follow. Sign out here too.';

export function createPersonAtHand(
  session: Session,
  storeDoor: StoreDoor,
  channel: WindowChannel,
  rounds: () => Rounds,
): PersonAtHand {
  let leaving: Promise<void> | null = null;
  const leaveAlone = async (): Promise<void> => {
    await rounds().stop();
    try {
      await session.signOut();
    } finally {
      await rounds().start(); // its first round finds nobody, and closes the store
    }
  };
  /** Two windows may sign out at once and each hear of the other: whoever leaves already is joined. */
  const leave = (): Promise<void> => {
    leaving ??= leaveAlone().finally(() => {
      leaving = null;
    });
    return leaving;
  };
  const stopListening = channel.onTold((what) => {
    const isMine = session.account !== null && what === signedOutNews(session.account);
    // news may come late, to somebody who has signed in again
    if (isMine && session.mayBeSignedOut) leave().catch(() => rounds().tell(NOT_LEFT));
  });
  return {
    get actor() {
      return session.account?.actor ?? null;
    },
    get writer() {
      return storeDoor.isOpenFor(session.account) ? (session.account?.actor ?? null) : null;
    },
    async showKnown() {
      // what fails here is met and told by the first round
      if (session.account !== null) await storeDoor.openFor(session.account).catch(() => null);
    },
    async prepare() {
      const failure = await signInFailure(session);
      if (session.account === null) {
        await storeDoor.close();
        return failure ?? { kind: 'signed out' };
      }
      const refused = await storeDoor.openFor(session.account);
      return refused === null ? failure : { kind: 'update needed', detail: refused };
    },
    async token(options) {
      const token = await session.token(options);
      if (token === null || storeDoor.isOpenFor(session.account)) return token;
      throw new SignInUnreachableError(
        'Somebody else signed in meanwhile; the next round opens their copy of the plan',
      );
    },
    async signIn() {
      await session.signIn();
    },
    async signOut() {
      const news = session.account === null ? null : signedOutNews(session.account);
      await leave();
      if (news !== null) channel.tell(news);
    },
    dispose: stopListening,
  };
}

/** Heard by every window of the person, whichever dataset it shows. */
const signedOutNews = ({ tenant, actor }: Account): string => `signed-out:${tenant}:${actor.subject}`;

async function signInFailure(session: Session): Promise<Failure | null> {
  try {
    return (await session.token()) === null ? { kind: 'signed out' } : null;
  } catch (error) {
    if (error instanceof SignInUnreachableError) return { kind: 'unreachable' };
    throw error;
  }
}
