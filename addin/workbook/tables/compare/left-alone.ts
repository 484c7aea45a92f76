import { KEY_COLUMN } from '../bound-table.ts';
import type { TableSources, TableState } from '../table-work.ts';

/**
 * Why a table is left entirely alone, and what to do; null where it is not. A replica that shows nothing must never be
 * taken for a plan in which nothing is left.
 */
export function whyLeftAlone(
  { binding, reading }: TableState,
  { datasetId, state, reader }: TableSources,
): string | null {
  if (reader.person() === null) return 'Sign in to PEEL: until then this table is left as it is';
  if (state === 'empty') return 'The plan is still being loaded: until it is here this table is left as it is';
  if (binding.datasetId !== datasetId)
    return `This table belongs to another plan (${binding.datasetId}) and is left as it is; insert a new one for this plan`;
  if (reading.places[KEY_COLUMN] === undefined)
    return 'The key column was deleted, so that PEEL cannot tell which row is which: undo that, or insert the table again. Until then nothing is sent from here';
  return null;
}
