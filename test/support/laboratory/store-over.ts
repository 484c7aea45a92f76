import { type AcknowledgeWrite, type ReplicaStore, ReplicaStoreError } from '../../../addin/replica/replica-store.ts';
import type { Life } from './life.ts';

/** What may be the matter with the disk under a store, and who notes what is written to it. */
export interface DiskState {
  isGone(): boolean;
  isFull(): boolean;
  /** `settled`: the edits that the operation took off the outbox since the service has taken them. */
  note(operation: string, args: readonly unknown[], settled: readonly string[]): void;
}

/** A store each of whose transactions takes time, in which the window may die: before it, or after it and without hearing so. */
export function storeOver(store: ReplicaStore, life: Life, disk: DiskState): ReplicaStore {
  const throwIfGone = (): void => {
    if (disk.isGone()) throw new ReplicaStoreError('lost', 'The browser has cleared the copy of the plan');
  };
  const reads = <Args extends readonly unknown[], T>(name: string, read: (...args: Args) => Promise<T>) => {
    return (...args: Args): Promise<T> =>
      life.operation(name, () => {
        throwIfGone();
        return read(...args);
      });
  };
  const writes = <Args extends readonly unknown[], T>(name: string, write: (...args: Args) => Promise<T>) => {
    return (...args: Args): Promise<T> =>
      life.operation(name, async () => {
        throwIfGone();
        if (disk.isFull()) throw new ReplicaStoreError('full', 'The disk is full');
        const result = await write(...args);
        disk.note(name, args, result === null ? [] : settledBy(name, args));
        return result;
      });
  };
  return {
    durable: store.durable,
    read: reads('read', store.read),
    version: reads('version', store.version),
    saveSnapshot: writes('saveSnapshot', store.saveSnapshot),
    advance: writes('advance', store.advance),
    append: writes('append', store.append),
    adopt: writes('adopt', store.adopt),
    seal: writes('seal', store.seal),
    takePushes: writes('takePushes', store.takePushes),
    acknowledge: writes('acknowledge', store.acknowledge),
    renumber: writes('renumber', store.renumber),
    dismiss: writes('dismiss', store.dismiss),
    wantHistory: writes('wantHistory', store.wantHistory),
    appendHistory: writes('appendHistory', store.appendHistory),
    readHistory: reads('readHistory', store.readHistory),
    close: store.close,
    get isClosed() {
      return disk.isGone() || store.isClosed;
    },
  };
}

function settledBy(operation: string, args: readonly unknown[]): string[] {
  if (operation !== 'acknowledge') return [];
  const { settled, returned } = args[1] as AcknowledgeWrite; // by the store's interface
  const back = new Set(returned.flatMap(({ parts }) => parts).map(({ mutationId }) => mutationId));
  return settled.filter((mutationId) => !back.has(mutationId));
}
