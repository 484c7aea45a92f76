import type { ReadRow, RowMemory } from '../bound-table.ts';
import type { RowColumns } from '../compare/row-columns.ts';
import type { RowPlan } from './plan-row.ts';
import { isSameMemory } from './row-memory.ts';

/**
 * What is remembered of a row while Excel lets the add-in write no cells: what was sent from it, so that it is not sent
 * again over what others make of it, and which cells are a co-author's. Null: what is remembered already.
 */
export function memoryAlone(
  row: ReadRow,
  before: RowMemory | undefined,
  { memory, write }: RowPlan,
  { entries }: RowColumns,
): RowMemory | null {
  if (before === undefined || memory === undefined) return null;
  const unwritten = new Set(Object.keys(write?.cells ?? {}));
  const entered = new Set(entries.map(({ id }) => id));
  const cells = Object.entries(memory.cells).flatMap(([id, content]) => {
    // in a person's own words it stays there for now, and can be written over later
    const held = !unwritten.has(id) ? content : entered.has(id) ? row.cells[id] : before.cells[id];
    return held === undefined ? [] : [[id, held] as const];
  });
  const { marks: _planned, ...others } = memory;
  const marks = before.marks === undefined ? {} : { marks: before.marks };
  const alone: RowMemory = { ...others, cells: Object.fromEntries(cells), ...marks };
  return isSameMemory(before, alone) ? null : alone;
}
