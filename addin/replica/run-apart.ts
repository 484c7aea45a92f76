/** Runs one of several listeners: one that throws must not keep the others from running; its error still surfaces. */
export function runApart(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
