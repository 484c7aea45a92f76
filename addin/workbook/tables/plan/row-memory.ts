import type { RowMemory } from '../bound-table.ts';
import type { CellContent } from '../table-kind.ts';

type Cells = Record<string, CellContent>;

/** What is to be remembered of a row; without marks where none is set. */
export function rowMemory(
  cells: Cells,
  foreign: RowMemory['foreign'],
  marks: Readonly<Record<string, string>>,
): RowMemory {
  return {
    cells,
    ...(foreign === undefined ? {} : { foreign }),
    ...(Object.keys(marks).length > 0 ? { marks } : {}),
  };
}

/** Whether a row is remembered so already: what is the same is not written again. */
export function isSameMemory(one: RowMemory | undefined, other: RowMemory): boolean {
  if (one === undefined) return false;
  const isSameList = foreignText(one) === foreignText(other);
  return isSameList && isSameRecord(one.cells, other.cells) && isSameRecord(one.marks ?? {}, other.marks ?? {});
}

const foreignText = ({ foreign = {} }: RowMemory): string => JSON.stringify(Object.entries(foreign).sort());

function isSameRecord(one: Readonly<Cells>, other: Readonly<Cells>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
