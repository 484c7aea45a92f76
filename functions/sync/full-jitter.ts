const BASE_MS = 20;
const MAX_MS = 1000;

/** [S3] How long to wait before a retry, attempt 0 first; `random` is from 0 to below 1. */
export function fullJitterMs(attempt: number, random: () => number): number {
  return random() * Math.min(MAX_MS, BASE_MS * 2 ** attempt);
}
