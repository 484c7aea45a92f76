import {
  type DynalitePartition,
  type DynaliteStore,
  dynaliteDb,
  fromCallback,
  type LevelChange,
  type WireItem,
} from './dynalite-engine.ts';
import { ITEM_OPERATIONS, type ItemOperation, indexStoreKey, itemStoreKey } from './item-operation.ts';

/**
 * Runs item operations against what is stored now and collects their changes instead of writing them.
 *
 * The caller holds the items' locks and commits `changes`, items and index entries alike, as one LevelDB batch.
 */
export class StagedWrites {
  readonly changes: LevelChange[] = [];
  private readonly view: DynaliteStore;
  private readonly stored: ReadonlyMap<string, WireItem>;

  private constructor(store: DynaliteStore, operations: readonly ItemOperation[], stored: Map<string, WireItem>) {
    this.stored = stored;
    this.view = this.viewOf(store, operations);
  }

  /** Reads the items once, all at the same moment. */
  static async open(store: DynaliteStore, operations: readonly ItemOperation[]): Promise<StagedWrites> {
    const keys = operations.filter((operation) => !operation.refusal).map((operation) => operation.storeKey);
    const values = await store.db.getMany(keys);
    const stored = new Map<string, WireItem>();
    for (const [index, key] of keys.entries()) {
      const value = values[index];
      if (value !== undefined) stored.set(key, value as WireItem);
    }
    return new StagedWrites(store, operations, stored);
  }

  oldItem(operation: ItemOperation): WireItem | undefined {
    return this.stored.get(operation.storeKey);
  }

  /** Checks the operation's condition and stages its changes; throws the refusal as dynalite words it. */
  async run(operation: ItemOperation): Promise<Record<string, unknown>> {
    if (operation.refusal) throw operation.refusal;
    if (operation.kind === 'ConditionCheck') {
      const failed = dynaliteDb.checkConditional(operation.request, this.oldItem(operation));
      if (failed) throw failed;
      return {};
    }
    const { run } = ITEM_OPERATIONS[operation.kind];
    return fromCallback((done) => run(this.view, operation.request, done));
  }

  private viewOf(store: DynaliteStore, operations: readonly ItemOperation[]): DynaliteStore {
    const tables = new Map(operations.map(({ table }) => [table.TableName, table]));
    return {
      ...store,
      getTable: (name: string, ...rest: unknown[]) => {
        const done = rest.at(-1) as (error: null, table: unknown) => void;
        done(null, tables.get(name));
      },
      getItemDb: (table) => this.partition((key) => itemStoreKey(table, key)),
      getIndexDb: (kind, table, index) => this.partition((key) => indexStoreKey(kind, table, index, key)),
    };
  }

  private partition(storeKey: (key: string) => string): DynalitePartition {
    return {
      get: (key, done) => done(null, this.stored.get(storeKey(key))),
      put: (key, value, done) => {
        this.changes.push({ type: 'put', key: storeKey(key), value });
        done(null);
      },
      del: (key, done) => {
        this.changes.push({ type: 'del', key: storeKey(key) });
        done(null);
      },
      // The caller holds the lock already.
      lock: (_keys, locked) => locked((done) => done),
    };
  }
}
