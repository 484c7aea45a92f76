import { sentence } from '../problem-text.ts';

/** What went wrong, as a sentence. */
export function failureText(cause: unknown): string {
  return sentence(cause instanceof Error ? cause.message : String(cause));
}
