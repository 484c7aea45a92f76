/** The browser's storage for small texts; null where it allows none: reading `localStorage` itself throws there. */
export function browserMemory(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
