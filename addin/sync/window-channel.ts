/** What the windows of one browser tell each other: names alone, never data. */
export interface WindowChannel {
  tell(what: string): void;
  /** Calls with what another window told; returns what ends it. */
  onTold(listener: (what: string) => void): () => void;
  close(): void;
}

export function createWindowChannel(name = 'peel'): WindowChannel {
  let channel = openChannel(name);
  return {
    tell: (what) => channel?.postMessage(what),
    onTold(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => {
        if (typeof data === 'string') listener(data);
      };
      const heard = channel;
      heard?.addEventListener('message', hear);
      return () => heard?.removeEventListener('message', hear);
    },
    close() {
      channel?.close();
      channel = null; // a round under way may still tell something
    },
  };
}

function openChannel(name: string): BroadcastChannel | null {
  try {
    return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  } catch {
    return null; // Firefox refuses it where cookies are blocked
  }
}
