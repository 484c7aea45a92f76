import { KEY_COLUMN, type TableReading } from '../bound-table.ts';
import { rowMark } from '../compare/new-row-mark.ts';
import type { ForeignCells } from '../table-work.ts';
import type { CellArea } from './cell-area.ts';

/**
 * The cells of a table that lie in some areas of its worksheet, by row key or what new rows are known by. What a
 * co-author's add-in says in Sync is among them, so that two add-ins do not answer each other.
 */
export function cellsIn(reading: TableReading, areas: readonly CellArea[]): ForeignCells {
  const { firstRow, firstColumn, places, rows } = reading;
  const found = new Map<string, Set<string>>();
  const ours = Object.entries(places).filter(([column]) => column !== KEY_COLUMN);
  for (const area of areas) {
    const columns = ours.flatMap(([column, place]) => {
      const at = firstColumn + place - area.column;
      return at >= 0 && at < area.columnCount ? [column] : [];
    });
    if (columns.length === 0) continue;
    const first = Math.max(0, area.row - firstRow);
    const last = Math.min(rows.length, area.row + area.rowCount - firstRow);
    for (const row of rows.slice(first, Math.max(first, last))) {
      const mark = rowMark(row);
      if (mark !== '') found.set(mark, new Set([...(found.get(mark) ?? []), ...columns]));
    }
  }
  return found;
}

/** Both together. */
export function joinedCells(one: ForeignCells, other: ForeignCells): ForeignCells {
  const joined = new Map(one);
  for (const [key, columns] of other) joined.set(key, new Set([...(joined.get(key) ?? []), ...columns]));
  return joined;
}
