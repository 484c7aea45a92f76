import type { CellProblem } from '../table-work.ts';

/** How the words of the Sync column begin where more follows. */
export const SYNC_STARTS = {
  refused: 'Refused: ',
  conflict: 'Conflict: ',
  coauthor: 'Edited by somebody else, or on another computer: ',
  deleted: 'This record was deleted: ',
  unfinished: 'New: ',
} as const;

/** The words that stand by themselves. */
export const SYNC_WORDS = {
  synced: 'Synced',
  waiting: 'Waiting',
  copy: `${SYNC_STARTS.refused}this row is a copy of another; clear its key to make a new record, or delete the row`,
  unknownKey: `${SYNC_STARTS.refused}the key was changed; undo, or delete this row`,
  conflict: `${SYNC_STARTS.conflict}choose in the PEEL pane, or enter what is right`,
  deleted: `${SYNC_STARTS.deleted}what was entered here is kept; copy it to where it belongs, then delete the row`,
  /** In a table with columns of the person's own, of which the add-in knows nothing. */
  kept: `${SYNC_STARTS.deleted}delete the row once you need nothing else that stands in it`,
} as const;

const MAX_SYNC_TEXT = 250;

/** What stands against a row, worst first. */
export interface RowStanding {
  readonly problems: readonly CellProblem[];
  readonly isInConflict: boolean;
  readonly isWaiting: boolean;
}

/** The words of the Sync column for a row that has a record. */
export function syncText(
  { problems, isInConflict, isWaiting }: RowStanding,
  headings: Readonly<Record<string, string>>,
): string {
  if (isInConflict || problems.some(({ kind }) => kind === 'conflict')) return SYNC_WORDS.conflict;
  const refused = problems.filter(({ kind }) => kind === 'refused');
  if (refused.length > 0) return refusedText(refused, headings);
  const theirs = problems.filter(({ kind }) => kind === 'edited by a co-author');
  if (theirs.length > 0) return coauthorText(theirs, headings);
  return isWaiting ? SYNC_WORDS.waiting : SYNC_WORDS.synced;
}

/** Which cells are refused and why; what all of them have in common is said once. */
export function refusedText(problems: readonly CellProblem[], headings: Readonly<Record<string, string>>): string {
  const byMessage = new Map<string, string[]>();
  for (const { column, message } of problems)
    byMessage.set(message, [...(byMessage.get(message) ?? []), headings[column] ?? column]);
  const said = [...byMessage].map(([message, columns]) => `${columns.join(', ')}: ${message}`);
  return cut(`${SYNC_STARTS.refused}${said.join('; ')}`);
}

/** Which cells somebody else changed, and what to do about them. */
export function coauthorText(problems: readonly CellProblem[], headings: Readonly<Record<string, string>>): string {
  const columns = problems.map(({ column }) => headings[column] ?? column).join(', ');
  return cut(`${SYNC_STARTS.coauthor}${columns}; send it as yours, or put it back, in the PEEL pane`);
}

const cut = (text: string): string =>
  text.length > MAX_SYNC_TEXT ? `${text.slice(0, MAX_SYNC_TEXT - 1).trimEnd()}…` : text;
