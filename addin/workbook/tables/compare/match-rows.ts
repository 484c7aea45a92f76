import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import { type ReadRow, SYNC_COLUMN } from '../bound-table.ts';
import { anyRecord } from '../kinds/any-record.ts';
import { SYNC_WORDS } from '../plan/row-state.ts';
import type { FixedRow, TableRow } from '../table-kind.ts';
import type { TableSources, TableState } from '../table-work.ts';
import { adoptedKeys } from './adopt-rows.ts';
import { isEmptyRow } from './empty-row.ts';
import { restoredKeys } from './restore-keys.ts';
import { columnsOf, type RowColumns } from './row-columns.ts';
import { sameContent } from './same-content.ts';

/** What a row of the worksheet stands for. */
export type RowRole =
  /** `isAdopted`: it had no key and is the row of a record that the table did not have. */
  | { readonly is: 'record'; readonly key: string; readonly record: DatasetRecord; readonly isAdopted: boolean }
  | { readonly is: 'fixed'; readonly key: string; readonly fixed: FixedRow }
  /** The table had the record, and it stands no more; or the service did not take it, and no memory has its key yet. */
  | { readonly is: 'gone'; readonly key: string }
  | { readonly is: 'copy' | 'unknown key' | 'new' | 'blank' };

/** The rows of a table and what they stand for, with what belongs into it and has no row. */
export interface MatchedTable {
  readonly columns: RowColumns;
  /** In the order of the rows. */
  readonly roles: readonly RowRole[];
  /** Records that stand and whose rows somebody deleted. */
  readonly missing: readonly { readonly key: string; readonly record: DatasetRecord }[];
  /** What belongs into the table and was never in it. */
  readonly fresh: readonly { readonly key: string; readonly row: TableRow }[];
  /** Remembered keys that have neither a row nor a record. */
  readonly vanished: readonly string[];
}

/** Which row is which. `made`: keys of the records that new rows have just become, by row. */
export function matchRows(
  state: TableState,
  sources: TableSources,
  made: ReadonlyMap<number, string> = new Map(),
): MatchedTable {
  const { kind, binding, reading, memory } = state;
  const columns = columnsOf(kind, reading);
  const standing = new Map(kind.rows(sources.reader, binding.scope).map((row) => [keyOf(row), row]));
  const find = (key: string): TableRow | null => standing.get(key) ?? recordRow(key, state, sources);

  const claimsOf = (keys: readonly string[]): (string | null)[] => {
    const keepers = keepersOf(keys, state, columns);
    const isKnown = (key: string, at: number): boolean => memory.has(key) || made.has(at) || find(key) !== null;
    return keys.map((key, at) => (key !== '' && keepers.get(key) === at && isKnown(key, at) ? key : null));
  };
  const keys = reading.rows.map((row, at) => made.get(at) ?? row.key);
  const claims = claimsOf(keys);
  const restored = restoredKeys(state, columns, claims);
  const settled = restored.size === 0 ? claims : claimsOf(keys.map((key, at) => restored.get(at) ?? key));

  const present = new Set(settled);
  const isNew = (key: string): boolean => !present.has(key) && !memory.has(key) && state.isUnknown?.(key) !== true;
  const fresh = [...standing].filter(([key]) => isNew(key)).map(([key, row]) => ({ key, row }));
  const keyless = reading.rows.flatMap((row, at) =>
    row.key === '' && settled[at] === null && !isEmptyRow(row) ? [at] : [],
  );
  const refused =
    keyless.length === 0 ? [] : refusedCreations(state, sources).filter(({ key }) => isNew(key) && find(key) === null);
  const adopted = adoptedKeys(keyless, [...fresh, ...refused], state, sources, columns);
  const taken = new Set(adopted.values());

  const roles = reading.rows.map((row, at): RowRole => {
    const key = settled[at] ?? adopted.get(at) ?? null;
    if (key === null) return { is: unclaimedRole(row, keys[at] ?? '', present, find) };
    const found = find(key);
    if (found === null) return { is: 'gone', key };
    if ('fixed' in found) return { is: 'fixed', key, fixed: found.fixed };
    return { is: 'record', key, record: found.record, isAdopted: adopted.has(at) || made.has(at) };
  });
  return {
    columns,
    roles,
    fresh: fresh.filter(({ key }) => !taken.has(key)),
    ...absentRows(present, standing, find, state),
  };
}

/** What a row has in its key column: the id of its record, else the name of a total. */
export const keyOf = (row: TableRow): string => ('fixed' in row ? row.fixed.key : row.record.id);

function recordRow(key: string, { kind, binding }: TableState, { reader }: TableSources): TableRow | null {
  const found = reader.record(kind.recordKind, key);
  if (found === null) return null;
  const record = anyRecord(found);
  return kind.holds(record, binding.scope) ? { record } : null;
}

/**
 * Of rows with one key the first that is as it was written, else the first that shows its record; one that was told to be
 * a copy stays one.
 */
function keepersOf(
  keys: readonly string[],
  { reading, memory }: TableState,
  { shown }: RowColumns,
): Map<string, number> {
  const keepers = new Map<string, number>();
  const alike = new Map<string, number[]>();
  for (const [at, key] of keys.entries()) {
    const first = keepers.get(key);
    const others = alike.get(key);
    if (first === undefined) keepers.set(key, at);
    else if (others !== undefined) others.push(at);
    else if (key !== '') alike.set(key, [first, at]);
  }
  for (const [key, all] of alike) {
    const untold = all.filter((at) => reading.rows[at]?.cells[SYNC_COLUMN] !== SYNC_WORDS.copy);
    const candidates = untold.length > 0 ? untold : all;
    const written = memory.get(key)?.cells ?? {};
    const isWritten = (at: number, columns: readonly string[]): boolean =>
      columns.every((id) => sameContent(reading.rows[at]?.cells[id] ?? written[id], written[id]));
    const asWritten = candidates.find((at) => isWritten(at, Object.keys(written)));
    const showsRecord = candidates.find((at) =>
      isWritten(
        at,
        shown.map(({ id }) => id),
      ),
    );
    keepers.set(key, asWritten ?? showsRecord ?? candidates[0] ?? 0);
  }
  return keepers;
}

function unclaimedRole(
  row: ReadRow,
  key: string,
  present: ReadonlySet<string | null>,
  find: (key: string) => TableRow | null,
): 'copy' | 'unknown key' | 'new' | 'blank' {
  if (key === '') return isEmptyRow(row) ? 'blank' : 'new';
  return present.has(key) && find(key) !== null ? 'copy' : 'unknown key';
}

/** As records: a row that became one of these, and never got its key, is not to be sent again. */
function refusedCreations({ kind, binding }: TableState, { returned }: TableSources): MatchedTable['fresh'] {
  return returned.flatMap(({ mutation: { op, recordId, kind: recordKind, changes } }) => {
    if (op !== 'create' || recordKind !== kind.recordKind) return [];
    const values = Object.entries(changes).map(([field, { value }]) => [field, value] as const);
    const fields = Object.fromEntries(values.flatMap(([field, value]) => (value === null ? [] : [[field, value]])));
    const record: DatasetRecord = { id: recordId, kind: recordKind, revision: 0, fields, effective: {} };
    return kind.holds(record, binding.scope) ? [{ key: recordId, row: { record } }] : [];
  });
}

/** Fixed rows that somebody deleted stay away unasked. */
function absentRows(
  present: ReadonlySet<string | null>,
  standing: ReadonlyMap<string, TableRow>,
  find: (key: string) => TableRow | null,
  { memory, isUnknown }: TableState,
): Pick<MatchedTable, 'missing' | 'vanished'> {
  const missing: { key: string; record: DatasetRecord }[] = [];
  const vanished: string[] = [];
  for (const key of memory.keys()) {
    if (present.has(key)) continue;
    const row = find(key);
    if (row === null) vanished.push(key);
    else if ('record' in row) missing.push({ key, record: row.record });
  }
  if (isUnknown === undefined) return { missing, vanished };
  for (const [key, row] of standing)
    if ('record' in row && !present.has(key) && !memory.has(key) && isUnknown(key))
      missing.push({ key, record: row.record });
  return { missing, vanished };
}
