/** The browser's storage for small texts; null where it allows none: reading `localStorage` itself throws there. */
export function browserMemory(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const STAMP = 'peel.browser';

/** A random id that this browser keeps, and no other has; where nothing can be kept, another at each start. */
export function browserStamp(memory: Pick<Storage, 'getItem' | 'setItem'> | null, newId: () => string): string {
  const fresh = newId();
  try {
    const kept = memory?.getItem(STAMP) ?? '';
    if (kept !== '') return kept;
    memory?.setItem(STAMP, fresh);
  } catch {
    // full, or closed to this page
  }
  return fresh;
}
