import type { SyncStatus } from '../../sync/sync-status.ts';

type Unsent = Pick<SyncStatus, 'unsent' | 'returned'>;

/** How many edits somebody may be asked about: those that wait, and those that came back. */
export const unsentCount = ({ unsent, returned }: Unsent): number => unsent + returned.length;

/** A number of edits in words: "1 edit", "3 edits". */
export const printedEdits = (count: number): string => `${count} ${count === 1 ? 'edit' : 'edits'}`;

/** What is unsent, as a sentence without its stop: "2 edits are not sent yet, and 1 came back". */
export function unsentInWords({ unsent, returned: { length: back } }: Unsent): string {
  const waiting = `${printedEdits(unsent)} ${unsent === 1 ? 'is' : 'are'} not sent yet`;
  if (back === 0) return waiting;
  return unsent === 0
    ? `${printedEdits(back)} came back and ${back === 1 ? 'waits' : 'wait'} for you`
    : `${waiting}, and ${back} came back`;
}
