import type { CellContent } from '../table-kind.ts';
import type { TableState } from '../table-work.ts';
import { isEmptyRow } from './empty-row.ts';
import type { RowColumns } from './row-columns.ts';
import { asExcelKeeps, isBlank, sameContent } from './same-content.ts';

/**
 * Rows that are to the letter what a remembered row was which has lost its key: that key is theirs, whatever stands in the
 * key column. Else a key column that was pasted over, cleared or sorted by itself would send each row's values to another
 * record. Where two rows, or two keys, are alike, nothing is put back.
 */
export function restoredKeys(
  state: TableState,
  columns: RowColumns,
  claims: readonly (string | null)[],
): ReadonlyMap<number, string> {
  const { reading, memory } = state;
  const ids = [...columns.shown, ...columns.entries].map(({ id }) => id);
  const strayed = reading.rows.flatMap((row, at) => {
    const key = claims[at] ?? null;
    const isStray = key === null ? !isEmptyRow(row) : isAnothers(row.cells, memory.get(key)?.cells, columns);
    return isStray ? [at] : [];
  });
  if (strayed.length === 0) return new Map();

  const strays = new Set(strayed);
  const held = new Set(claims.filter((key, at) => key !== null && !strays.has(at)));
  const lost = [...memory].filter(([key]) => !held.has(key));
  const keysByContent = unique(lost.map(([key, { cells }]) => [contentOf(cells, ids), key]));
  const rowsByContent = unique(strayed.map((at) => [contentOf(reading.rows[at]?.cells ?? {}, ids), at]));
  return new Map(
    [...rowsByContent].flatMap(([content, at]) => {
      const key = keysByContent.get(content);
      return key === undefined || key === claims[at] ? [] : [[at, key] as const];
    }),
  );
}

type Cells = Readonly<Record<string, CellContent>>;

/** Whether a row shows another record than its key says: what people do not enter differs from what was written. */
function isAnothers(cells: Cells, written: Cells | undefined, { shown }: RowColumns): boolean {
  if (written === undefined) return false;
  return shown.some(({ id }) => written[id] !== undefined && !sameContent(cells[id] ?? written[id], written[id]));
}

/** Null where a column is not known, or all are blank: alike is then no proof. */
function contentOf(cells: Cells, ids: readonly string[]): string | null {
  if (ids.every((id) => isBlank(cells[id]))) return null;
  const parts: (readonly [string, CellContent])[] = [];
  for (const id of ids) {
    const content = cells[id];
    if (content === undefined) return null;
    parts.push([typeof content, typeof content === 'string' ? asExcelKeeps(content) : content]);
  }
  return JSON.stringify(parts);
}

/** Without those that occur twice. */
function unique<V>(entries: readonly (readonly [string | null, V])[]): ReadonlyMap<string, V> {
  const found = new Map<string, V>();
  const twice = new Set<string>();
  for (const [content, value] of entries) {
    if (content === null) continue;
    if (found.has(content)) twice.add(content);
    found.set(content, value);
  }
  for (const content of twice) found.delete(content);
  return found;
}
