import type { TableReading } from '../bound-table.ts';
import type { ForeignCells, TableState } from '../table-work.ts';
import { newRowMark, rowMark } from './new-row-mark.ts';
import { columnsOf } from './row-columns.ts';
import { sameContent } from './same-content.ts';

/** A row without a key, and what it is known by. */
export interface NewRowPlace {
  /** Of `reading.rows`, from 0; -1: not known. */
  readonly at: number;
  readonly mark: string;
}

/** The cells that stand otherwise than they were written, by row key: not one of them is this person's own. */
export function changedCells({ kind, reading, memory }: TableState): ForeignCells {
  const changed = new Map<string, Set<string>>();
  const { entries } = columnsOf(kind, reading);
  for (const { key, cells } of reading.rows) {
    const written = memory.get(key)?.cells;
    if (written === undefined) continue;
    for (const { id } of entries) {
      if (written[id] === undefined || sameContent(cells[id], written[id])) continue;
      changed.set(key, new Set([...(changed.get(key) ?? []), id]));
    }
  }
  return changed;
}

/** All rows in which somebody entered something that has no key yet. */
export const newRowsIn = ({ rows }: Pick<TableReading, 'rows'>): NewRowPlace[] =>
  rows.flatMap((row, at) => (row.key === '' && rowMark(row) !== '' ? [{ at, mark: newRowMark(row) }] : []));

/**
 * Which new rows are somebody else's still: those that hold what such a row held, those that an event told of, and those
 * that stand where one stood which is nowhere any more, since somebody went on typing in it.
 */
export function followedRows(
  known: readonly NewRowPlace[],
  present: readonly NewRowPlace[],
  told: ForeignCells,
): NewRowPlace[] {
  const marks = new Set(present.map(({ mark }) => mark));
  const held = new Set(known.map(({ mark }) => mark));
  const changedAt = new Set(known.filter(({ mark }) => !marks.has(mark)).map(({ at }) => at));
  return present.filter(({ at, mark }) => held.has(mark) || told.has(mark) || changedAt.has(at));
}
