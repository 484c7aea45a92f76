import type { RowMemory } from '../bound-table.ts';

type Notes = NonNullable<RowMemory['foreign']>;

const NONE: readonly string[] = [];

/** The columns of a row in which a cell is somebody else's for one person; what is noted for others does not count. */
export function foreignFor(memory: RowMemory | undefined, person: string | null): readonly string[] {
  const { foreign } = memory ?? {};
  return (person === null ? undefined : foreign?.[person]) ?? NONE;
}

/** What is noted of a row once one person's note is replaced; those for others stay, as each sees to their own. */
export function withForeignFor(
  notes: Notes | undefined,
  person: string | null,
  columns: readonly string[],
): Notes | undefined {
  const others = Object.entries(notes ?? {}).filter(([each]) => each !== person);
  const own = person === null || columns.length === 0 ? [] : [[person, columns] as const];
  const all = [...others, ...own];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
