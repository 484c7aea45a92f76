import type { DatasetRecord } from '../../shared/sync/record.ts';

/** Records in the order of their ids; an array that was handed out is never altered. */
export interface RecordList {
  /** The record of this id may have become another, come, or gone. */
  touch(id: string): void;
  /** The same array until a record is touched. */
  read(): readonly DatasetRecord[];
}

/** Costs what was touched, and one copy of the list where anything was. `find` gives null for what is not to be in it. */
export function createRecordList(find: (id: string) => DatasetRecord | null): RecordList {
  const touched = new Set<string>();
  let list: readonly DatasetRecord[] = [];
  return {
    touch: (id) => void touched.add(id),
    read() {
      if (touched.size === 0) return list;
      const next = patched(list, [...touched].sort(), find);
      touched.clear();
      list = next;
      return list;
    },
  };
}

function patched(
  list: readonly DatasetRecord[],
  ids: readonly string[],
  find: (id: string) => DatasetRecord | null,
): readonly DatasetRecord[] {
  const next = list.slice();
  const found = ids.map((id) => ({ id, place: placeOf(list, id), record: find(id) }));
  const isAsLong = found.every(({ id, place, record }) => (list[place]?.id === id) === (record !== null));
  if (isAsLong) {
    for (const { place, record } of found) if (record !== null) next[place] = record;
    return next;
  }
  next.length = 0;
  let from = 0;
  for (const { id, place, record } of found) {
    for (const unchanged of list.slice(from, place)) next.push(unchanged);
    if (record !== null) next.push(record);
    from = list[place]?.id === id ? place + 1 : place;
  }
  for (const unchanged of list.slice(from)) next.push(unchanged);
  return next;
}

/** Where a record of this id stands, or would have to. */
function placeOf(list: readonly DatasetRecord[], id: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.id ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
