/**
 * An index over a list of records, for rows that each ask the same list: built once for each list, and carried on where
 * the list has only grown since. A list must not lose records: what makes another list of them starts another index.
 */
export function createListIndex<Item, Index>(
  empty: () => Index,
  add: (index: Index, item: Item) => void,
): (list: readonly Item[]) => Index {
  const known = new WeakMap<readonly Item[], { readonly index: Index; count: number }>();
  return (list) => {
    const held = known.get(list) ?? { index: empty(), count: 0 };
    for (const item of list.slice(held.count)) add(held.index, item);
    held.count = list.length;
    known.set(list, held);
    return held.index;
  };
}
