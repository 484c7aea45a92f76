import { KEY_COLUMN, type ReadRow, type RowMemory, SYNC_COLUMN } from '../bound-table.ts';
import type { EnteredRow } from '../table-kind.ts';
import type { EntryColumn } from './row-columns.ts';
import { isBlank, sameContent } from './same-content.ts';

/** What a person entered in a row: not what Excel filled in as formulas, and not what PEEL says of it. */
export function enteredCells({ cells, formulas }: ReadRow): EnteredRow {
  return Object.fromEntries(
    Object.entries(cells).filter(
      ([column]) => column !== KEY_COLUMN && column !== SYNC_COLUMN && !formulas.has(column),
    ),
  );
}

/** The columns in which somebody entered something after the row was written. */
export function enteredOver(
  { cells }: ReadRow,
  memory: RowMemory | undefined,
  entries: readonly EntryColumn[],
): readonly EntryColumn[] {
  return entries.filter(({ id }) => {
    const content = cells[id];
    const written = memory?.cells[id];
    if (content === undefined) return false;
    return written === undefined ? !isBlank(content) : !sameContent(content, written);
  });
}
