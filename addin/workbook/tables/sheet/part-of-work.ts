import type { TableReading } from '../bound-table.ts';
import { KEY_COLUMN } from '../bound-table.ts';
import type { TableWork } from '../table-work.ts';

/** Excel on the web takes at most 5 MB at once; a cell and what is remembered of it take some 80 bytes. */
const CELLS_A_BATCH = 40_000;

/**
 * The first rows of a table's work, as many as one batch holds, with what is remembered of these and no others: whatever
 * happens next, the rest is found again in the round after.
 */
export function firstPart(work: TableWork, { rows, width }: TableReading): { part: TableWork; isAll: boolean } {
  const rowsABatch = Math.max(1, Math.floor(CELLS_A_BATCH / width));
  if (work.writes.length + work.appended.length <= rowsABatch) return { part: work, isAll: true };
  const writes = work.writes.slice(0, rowsABatch);
  const appended = work.appended.slice(0, rowsABatch - writes.length);
  const later = new Set<string>();
  for (const { row, cells } of work.writes.slice(writes.length)) later.add(String(cells[KEY_COLUMN] ?? rows[row]?.key));
  for (const { key } of work.appended.slice(appended.length)) later.add(key);
  const laterRows = new Set(work.writes.slice(writes.length).map(({ row }) => row));
  const part = {
    ...work,
    writes,
    appended,
    removed: [],
    marks: work.marks.filter(({ row }) => !laterRows.has(row)),
    memory: new Map([...work.memory].filter(([key, row]) => row !== null && !later.has(key))),
  };
  return { part, isAll: false };
}

/** All of a table's work but its new rows: with nothing remembered of them, they are new again in the round after. */
export function withoutAppended(work: TableWork): TableWork {
  const appended = new Set(work.appended.map(({ key }) => key));
  return { ...work, appended: [], memory: new Map([...work.memory].filter(([key]) => !appended.has(key))) };
}
