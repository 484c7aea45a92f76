import { KEY_COLUMN, type ReadRow, SYNC_COLUMN } from '../bound-table.ts';
import { isBlank } from './same-content.ts';

/** Blank in all of our columns but Sync; formulas that Excel fills in by itself do not count. */
export function isEmptyRow(row: ReadRow): boolean {
  return Object.entries(row.cells).every(
    ([column, content]) =>
      column === KEY_COLUMN || column === SYNC_COLUMN || isBlank(content) || row.formulas.has(column),
  );
}
