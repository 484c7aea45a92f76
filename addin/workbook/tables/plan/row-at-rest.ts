import { foreignFor } from '../compare/foreign-notes.ts';
import type { RecordRow } from '../compare/read-cells.ts';
import type { RowColumns } from '../compare/row-columns.ts';

/**
 * Whether a row is as it was written and shows what the dataset has, in every cell: by far most rows of a large table are,
 * and nothing else needs to be asked of them.
 */
export function isAtRest(
  { record, row, memory, person, reader }: RecordRow,
  { shown, entries, formulas }: RowColumns,
): boolean {
  if (memory === undefined || memory.marks !== undefined || foreignFor(memory, person).length > 0) return false;
  const { cells } = row;
  for (const columns of [shown, entries])
    for (const { id, content } of columns) {
      const held = cells[id];
      if (held !== memory.cells[id] || held !== content(record, reader)) return false;
    }
  for (const { id } of formulas) if (!row.formulas.has(id)) return false;
  const hasFormulasOnly = row.formulas.size === formulas.length;
  return hasFormulasOnly && countOf(memory.cells) === shown.length + entries.length;
}

function countOf(cells: object): number {
  let count = 0;
  for (const _id in cells) count += 1;
  return count;
}
