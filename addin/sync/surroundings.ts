/** What the sync loop needs to know of the window that it runs in. */
export interface Surroundings {
  readonly isVisible: boolean;
  readonly isOnline: boolean;
  /** Calls when either has changed; returns what ends it. */
  onChange(listener: () => void): () => void;
  /** Calls once after a while; returns what cancels it. A hint only: a hidden window may run it late or never. */
  after(delayMs: number, work: () => void): () => void;
  /** Runs work while no other window of this person's is at the same work. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Tells this person's other windows that the store has changed. */
  announce(): void;
  /** Calls when another window announced; returns what ends it. */
  onAnnounced(listener: () => void): () => void;
  /** Releases what announcing holds open. */
  dispose(): void;
}
