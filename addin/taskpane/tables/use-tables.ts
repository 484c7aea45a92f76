import { useSyncExternalStore } from 'react';
import { useServices } from '../pane-context.ts';
import type { TableServices, TablesState } from './table-services.ts';

interface TablesStore {
  readonly subscribe: (changed: () => void) => () => void;
  readonly snapshot: () => TablesState | null;
}

const stores = new WeakMap<TableServices, TablesStore>();

/** React compares snapshots by identity, and the port has no getter: the last told is kept. */
function tablesStore(tables: TableServices): TablesStore {
  let latest: TablesState | null = null;
  return {
    snapshot: () => latest,
    subscribe: (changed) =>
      tables.subscribe((state) => {
        latest = state;
        changed();
      }),
  };
}

/** How the workbook's tables stand, kept up to date; null until that was told for the first time. */
export function useTables(): TablesState | null {
  const { tables } = useServices();
  const store = stores.get(tables) ?? tablesStore(tables);
  stores.set(tables, store);
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
