import { sentence } from '../problem-text.ts';

// as Chromium, Firefox and Safari put it
const NOT_LOADED = /dynamically imported module|importing a module script failed/i;

/** What went wrong, as a sentence. */
export function failureText(cause: unknown): string {
  if (cause instanceof TypeError && NOT_LOADED.test(cause.message))
    return 'A part of PEEL could not be loaded. Check the network, then try again.';
  return sentence(cause instanceof Error ? cause.message : String(cause));
}
