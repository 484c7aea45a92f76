import type { Mutation } from '../../shared/sync/protocol.ts';
import { type CopySurroundings, createCopyWrites } from './copy-writes.ts';
import type { RecordHistory } from './record-history.ts';
import { type OutboxEntry, type ReplicaStore, ReplicaStoreError, type UnsentEdits } from './replica-store.ts';
import { runApart } from './run-apart.ts';
import { createStoreMirror } from './store-mirror.ts';
import type { ReplicaNews, ReplicaSummary, SyncedReplica } from './synced-replica.ts';
import type { VisibleRecords } from './visible-records.ts';

/** Whose edits a store holds. */
export interface StoreOwner {
  readonly datasetId: string;
  readonly tenant: string;
  readonly subject: string;
  /** The person's name. */
  readonly name: string;
}

export interface LocalCopyOptions extends CopySurroundings {
  /** Called once a store was left: edits that wait in it are answered no more here. */
  readonly onLeft: () => void;
}

/** What a store holds, in memory, and every way in which both change together. */
export interface LocalCopy extends SyncedReplica {
  readonly records: VisibleRecords;
  /** False before it is opened, and once its store was closed under it. */
  readonly isOpen: boolean;
  /** Whose edits are shown; null where nobody said so. */
  readonly owner: StoreOwner | null;
  /** What the person should know of the store; absent where all is well with it. */
  readonly notice: string | undefined;
  /**
   * Shows what a store holds, in the place of the one before. Where that was the same owner's, what memory holds goes
   * with them: a browser that clears its data takes nothing from a window that is open [S14].
   */
  open(store: ReplicaStore, owner?: StoreOwner): Promise<void>;
  /**
   * Makes mutations of what memory holds at their turn and puts them on disk, all or none.
   * `onKept` is called with the entry that holds each, in their order, before anybody else hears of the edits.
   */
  append(make: () => readonly Mutation[], onKept: (entries: readonly OutboxEntry[]) => void): Promise<void>;
  /** What the server has not taken; from then on each id names its content, as it may be known elsewhere. */
  unsent(): Promise<UnsentEdits>;
  adopt(edits: UnsentEdits): Promise<{ readonly imported: number; readonly already: number }>;
  /** Null until the log is here; the first call asks for it. */
  history(): RecordHistory | null;
  /** Shows nothing of anybody until a store is opened again. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

const CLOSED: ReplicaSummary = { cursor: null, unsent: 0, returned: [], lastSyncedAt: null, durable: true };

/**
 * Guarantees: memory changes only after the store's transaction is complete; operations on the store run one at a time;
 * what another workbook wrote is taken up before anything is written that rests on what was read; an edit that memory
 * shows is in the store, in whichever takes the place of one that was cleared or is full.
 */
export function createLocalCopy({ now, newId, onChange, onAnswer, onLeft }: LocalCopyOptions): LocalCopy {
  const listeners = new Set<(news: ReplicaNews) => void>();
  const tell = (news: ReplicaNews): void => {
    for (const listener of [...listeners]) runApart(() => listener(news));
  };
  const mirror = createStoreMirror({ now, newId, onChange, onTakenUp: () => tell('changed') });
  const { records, history, log, opened, inTurn, takeUp, refreshIfBehind, noteWrite } = mirror;
  let owner: StoreOwner | null = null;
  const isOpen = (): boolean => mirror.present !== null && !mirror.present.store.isClosed;

  /** The edits of a person are wanted on disk at once: a store that is gone is worth a round of its own. */
  const onOpenStore = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      if (!isOpen()) throw new ReplicaStoreError('lost', 'The store is not open');
      return await inTurn(work);
    } catch (cause) {
      if (cause instanceof ReplicaStoreError && cause.failure === 'lost') tell('store lost');
      throw cause;
    }
  };
  const unsent = (): UnsentEdits => ({
    waiting: records.outbox().map(({ mutation }) => mutation),
    returned: mirror.present?.known.returned ?? [],
  });
  const askForHistory = async (): Promise<void> => {
    const { store, known } = opened();
    if (known.history === null)
      await noteWrite(await store.wantHistory(), { history: { cursor: null, complete: false } });
    await log.takeUp(opened().store, opened().known.history, true);
    if (!log.isHere) tell('history wanted');
  };

  return {
    ...createCopyWrites({ mirror, now, newId, tell, onChange, onAnswer }),
    records,
    get isOpen() {
      return isOpen();
    },
    get owner() {
      return owner;
    },
    get notice() {
      return mirror.notice;
    },
    get summary() {
      if (mirror.present === null) return CLOSED;
      const { store, known } = mirror.present;
      const { cursor, returned, lastSyncedAt } = known;
      return { cursor, returned, lastSyncedAt, unsent: records.unsent, durable: store.durable };
    },
    open: (store, newOwner) =>
      inTurn(async () => {
        const before = mirror.present?.store;
        const stays = before !== undefined && isSame(owner, newOwner ?? null);
        log.forget();
        await (stays ? mirror.moveInto(store) : takeUp(store));
        owner = newOwner ?? null;
        if (before !== undefined && !stays) onLeft();
        await before?.close();
        onChange([], ['history']);
      }),
    append: (make, onKept) =>
      onOpenStore(async () => {
        await refreshIfBehind();
        const mutations = make();
        if (mutations.length === 0) return;
        const { entries, version } = await opened().store.append(mutations);
        const changed = records.putEdits(entries);
        // the edits are on disk, whatever becomes of this: the next refresh takes up what another workbook wrote
        await noteWrite(version, {}).catch(() => {});
        onChange(changed, []);
        onKept(entries);
        tell('edited');
      }),
    async unsent() {
      // what cannot be read or sealed just now is told as memory has it: a file is what helps then
      if (isOpen()) await inTurn(sealed).catch(() => {});
      return unsent();
    },
    adopt: (edits) =>
      onOpenStore(async () => {
        const { store } = opened();
        const { imported, already } = await store.adopt(edits);
        await takeUp(store);
        if (imported > 0) tell('edited');
        return { imported, already };
      }),
    history() {
      if (mirror.present !== null && log.ask()) {
        // the cell says that it is loading, and its next run asks again
        void inTurn(askForHistory).catch(() => log.forget());
      }
      return log.isHere ? history : null;
    },
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave: () =>
      inTurn(async () => {
        await mirror.leave();
        owner = null;
        onLeft();
        tell('changed');
      }),
    close: () =>
      inTurn(async () => {
        await mirror.close();
        listeners.clear();
        onLeft();
      }),
  };

  async function sealed(): Promise<void> {
    const { store } = opened();
    await store.seal();
    await refreshIfBehind();
  }
}

const isSame = (one: StoreOwner | null, other: StoreOwner | null): boolean =>
  one !== null &&
  other !== null &&
  one.datasetId === other.datasetId &&
  one.tenant === other.tenant &&
  one.subject === other.subject;
