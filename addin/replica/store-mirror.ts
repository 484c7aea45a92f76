import { createFollowedLog, type FollowedLog } from './followed-log.ts';
import { createMemoryReplicaStore } from './memory-replica-store.ts';
import { createRecordHistory, type RecordHistory } from './record-history.ts';
import { type ReplicaStore, ReplicaStoreError, type StoredReplica } from './replica-store.ts';
import { createVisibleRecords, type VisibleRecords } from './visible-records.ts';
import type { Dependency } from './watchers.ts';

/** What is known of a store beside its records, its outbox and the log. */
export type Known = Omit<StoredReplica, 'records' | 'recordsSince' | 'outbox'>;

export interface OpenStore {
  readonly store: ReplicaStore;
  readonly known: Known;
}

/** A store, what it holds in memory, and how the two stay alike. */
export interface StoreMirror {
  readonly records: VisibleRecords;
  readonly history: RecordHistory;
  readonly log: FollowedLog;
  /** Null before a store was taken up. */
  readonly present: OpenStore | null;
  /** What to tell of a store that had to be given up. */
  readonly notice: string | undefined;
  /** Throws where there is none. */
  opened(): OpenStore;
  /** Runs work on the store once all before it is over. Where the disk is full, the work is done again in memory. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Shows what a store holds, in the place of the one before. */
  takeUp(store: ReplicaStore): Promise<void>;
  refreshIfBehind(): Promise<void>;
  /** Notes that the store is at `version` after `own` writes of ours; another one means that somebody else wrote too. */
  noteWrite(version: number, changes: Partial<Known>, own?: number): Promise<void>;
  /** Puts what memory holds into another store, the plan too where that one has none, and takes that store up. */
  moveInto(store: ReplicaStore): Promise<void>;
  /** Closes the store; what memory holds stays as it was last. */
  close(): Promise<void>;
  /** Closes the store and holds nothing any more. */
  leave(): Promise<void>;
}

export interface StoreMirrorOptions {
  readonly now: () => string;
  readonly newId: () => string;
  /** Called after memory has changed: the records that the person now sees otherwise, and what else is new. */
  readonly onChange: (records: ReturnType<VisibleRecords['takeUp']>, also: readonly Dependency[]) => void;
  readonly onTakenUp: () => void;
}

const FULL_NOTICE =
  'The disk of this machine, or what the browser may use of it, is full. What was saved before is safe; from now on an edit is saved only once the service has it. Free some space, then close the workbook and open it again.';

export function createStoreMirror({ now, newId, onChange, onTakenUp }: StoreMirrorOptions): StoreMirror {
  const records = createVisibleRecords((id, kind) => history.noteEdits(id, kind));
  const history = createRecordHistory(records);
  const log = createFollowedLog(history, () => onChange([], ['history']));
  let present: OpenStore | null = null;
  let notice: string | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const opened = (): OpenStore => {
    if (present === null) throw new Error('The replica is not open');
    return present;
  };
  const takeUp = async (store: ReplicaStore): Promise<void> => {
    const seenBefore = present?.store === store ? present.known.version : undefined;
    const { records: held, recordsSince, outbox, ...known } = await store.read(seenBefore);
    const hadPlan = present !== null && present.known.cursor !== null;
    if (present?.store !== store) notice = undefined;
    present = { store, known };
    const areAll = recordsSince === null;
    const changed = areAll ? records.replaceAll(held, outbox) : records.takeUp(held, outbox);
    try {
      if (log.isAsked) await log.takeUp(store, known.history, areAll);
    } finally {
      // the records are in memory, whatever becomes of the log: nobody else would wake who reads them
      onChange(changed, hadPlan === (known.cursor !== null) ? [] : ['state']);
    }
    onTakenUp();
  };
  const moveInto = async (store: ReplicaStore): Promise<void> => {
    const { cursor, lastSyncedAt, returned } = opened().known;
    await store.adopt({ waiting: records.outbox().map(({ mutation }) => mutation), returned });
    const hasPlan = (await store.read()).cursor !== null;
    if (cursor !== null && !hasPlan)
      await store.saveSnapshot({ records: records.bases(), cursor, at: lastSyncedAt ?? now() });
    await takeUp(store);
  };
  const goOnInMemory = async (): Promise<void> => {
    const { store } = opened();
    await moveInto(createMemoryReplicaStore({ newId }));
    notice = FULL_NOTICE;
    await store.close();
  };
  const close = async (): Promise<void> => {
    await present?.store.close();
    present = null;
    notice = undefined;
  };

  return {
    records,
    history,
    log,
    get present() {
      return present;
    },
    get notice() {
      return notice;
    },
    opened,
    inTurn(work) {
      const result = tail.then(work).catch(async (cause: unknown) => {
        const isFull =
          cause instanceof ReplicaStoreError && cause.failure === 'full' && present?.store.durable === true;
        if (!isFull) throw cause;
        await goOnInMemory();
        return work();
      });
      tail = result.catch(() => {}); // whoever asked for the work gets its error; the next in line must run all the same
      return result;
    },
    takeUp,
    async refreshIfBehind() {
      const { store, known } = opened();
      if ((await store.version()) !== known.version) await takeUp(store);
    },
    async noteWrite(version, changes, own = 1) {
      const { store, known } = opened();
      if (version !== known.version + own) await takeUp(store);
      else present = { store, known: { ...known, ...changes, version } };
    },
    moveInto,
    close,
    async leave() {
      await close();
      log.forget();
      onChange(records.replaceAll([], []), ['state', 'history']);
    },
  };
}
