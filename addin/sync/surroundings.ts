import type { Turn } from './turn.ts';

/** What the sync loop needs to know of the window that it runs in. */
export interface Surroundings {
  readonly isVisible: boolean;
  readonly isOnline: boolean;
  /** Calls when either has changed; returns what ends it. */
  onChange(listener: () => void): () => void;
  /** Calls once after a while; returns what cancels it. A hint only: a hidden window may run it late or never. */
  after(delayMs: number, work: () => void): () => void;
  /**
   * Runs work while no other window over this person's replica is at it; 'not alone' where none of it was begun since
   * another went on for too long. Ends the turn where the right to be alone is lost before work is done.
   */
  alone<T>(work: () => Promise<T>, turn: Turn): Promise<T | 'not alone'>;
  /** Tells the other windows over this replica that its store has changed. */
  announce(): void;
  /** Calls when another window announced; returns what ends it. */
  onAnnounced(listener: () => void): () => void;
  /** Releases what announcing holds open. */
  dispose(): void;
}
