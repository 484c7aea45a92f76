import type { DynaliteStore } from './dynalite-engine.ts';
import type { ItemOperation } from './item-operation.ts';

function keysByTable(operations: readonly ItemOperation[]): [table: string, keys: Set<string>][] {
  const tables = new Map<string, Set<string>>();
  for (const { refusal, request, itemKey } of operations) {
    if (refusal) continue;
    const keys = tables.get(request.TableName) ?? new Set();
    tables.set(request.TableName, keys.add(itemKey));
  }
  return [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
}

function lockItems(store: DynaliteStore, table: string, keys: Set<string>): Promise<() => void> {
  return new Promise((resolve) => {
    store.getItemDb(table).lock([...keys], (release) => resolve(release(() => undefined)));
  });
}

/**
 * Runs the work while nobody else writes these items, with the locks that dynalite's own writes take.
 *
 * Tables are locked in the order of their names and the keys of one table at once, so no two callers wait for each other.
 */
export async function withItemLocks<T>(
  store: DynaliteStore,
  operations: readonly ItemOperation[],
  work: () => Promise<T>,
): Promise<T> {
  const releases: (() => void)[] = [];
  try {
    for (const [table, keys] of keysByTable(operations)) releases.push(await lockItems(store, table, keys));
    return await work();
  } finally {
    for (const release of releases.reverse()) release();
  }
}
