import { applyChange } from '../../shared/sync/fold.ts';
import type { Commit, Mutation, PushRequest, PushResult } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { createRecordHistory, type RecordHistory } from './record-history.ts';
import type { OutboxEntry, ReplicaStore, StoredReplica } from './replica-store.ts';
import { returnedEdit } from './returned-edit.ts';
import { runApart } from './run-apart.ts';
import type { ReplicaNews, ReplicaSummary, SyncedReplica } from './synced-replica.ts';
import { createVisibleRecords, type VisibleRecords } from './visible-records.ts';

export interface LocalCopyOptions {
  readonly now: () => string;
  readonly newId: () => string;
  /** Called after memory has changed: the records that the person now sees otherwise, and what else is new. */
  readonly onChange: (records: readonly DatasetRecord[], also: readonly ('state' | 'history')[]) => void;
  /** Called with pulled commits before memory changes, so that whoever is woken by them can ask who made them. */
  readonly onCommits: (commits: readonly Commit[]) => void;
  /** Called once the server has answered an edit. */
  readonly onAnswer: (mutation: Mutation, returned: ReturnType<typeof returnedEdit>) => void;
  /** Called once a store was left: edits that wait in it are answered no more here. */
  readonly onLeft: () => void;
}

/** What a store holds, in memory, and every way in which both change together. */
export interface LocalCopy extends SyncedReplica {
  readonly records: VisibleRecords;
  /** False before it is opened, and once its store was closed under it. */
  readonly isOpen: boolean;
  /** Shows what a store holds, in the place of the one before. */
  open(store: ReplicaStore): Promise<void>;
  /**
   * Makes a mutation of what memory holds at its turn (null: it is not to be) and puts it on disk.
   * `onKept` is called before anybody else hears of the edit.
   */
  append(make: () => Mutation | null, onKept: (entry: OutboxEntry) => void): Promise<void>;
  /** Null until the log is here; the first call asks for it. */
  history(): RecordHistory | null;
  close(): Promise<void>;
}

type Known = Omit<StoredReplica, 'records' | 'recordsSince' | 'outbox'>;

const CLOSED: ReplicaSummary = { cursor: null, unsent: 0, returned: [], lastSyncedAt: null, durable: true };

/**
 * Guarantees: memory changes only after the store's transaction is complete; operations on the store run one at a time;
 * what another workbook wrote is taken up before anything is written that rests on what was read.
 */
export function createLocalCopy({ now, newId, onChange, onCommits, onAnswer, onLeft }: LocalCopyOptions): LocalCopy {
  const records = createVisibleRecords((id, kind) => history.noteEdits(id, kind));
  const history = createRecordHistory(records);
  const listeners = new Set<(news: ReplicaNews) => void>();
  let open: { readonly store: ReplicaStore; readonly known: Known } | null = null;
  let historyState: 'unasked' | 'asked' | 'here' = 'unasked';
  let tail: Promise<unknown> = Promise.resolve();

  const opened = (): NonNullable<typeof open> => {
    if (open === null) throw new Error('The replica is not open');
    return open;
  };
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => {}); // whoever asked for the work gets its error; the next in line must run all the same
    return result;
  };
  const tell = (news: ReplicaNews): void => {
    for (const listener of [...listeners]) runApart(() => listener(news));
  };

  const takeUp = async (store: ReplicaStore): Promise<void> => {
    const seenBefore = open?.store === store ? open.known.version : undefined;
    const { records: held, recordsSince, outbox, ...known } = await store.read(seenBefore);
    const hadPlan = open !== null && open.known.cursor !== null;
    open = { store, known };
    const areAll = recordsSince === null;
    const changed = areAll ? records.replaceAll(held, outbox) : records.takeUp(held, outbox);
    try {
      if (historyState !== 'unasked') await takeUpHistory(areAll);
    } finally {
      // the records are in memory, whatever becomes of the log: nobody else would wake who reads them
      onChange(changed, hadPlan === (known.cursor !== null) ? [] : ['state']);
    }
    tell('changed');
  };
  /** Where the log was here and nothing was replaced, only what came after its last commit is read. */
  const takeUpHistory = async (isReplaced: boolean): Promise<void> => {
    const { store, known } = opened();
    const isFollowed = historyState === 'here' && !isReplaced && known.history?.complete === true;
    if (!isFollowed) historyState = 'asked';
    if (known.history?.complete !== true) return;
    const commits = await store.readHistory(isFollowed ? history.lastSequence : 0).catch((cause: unknown) => {
      historyState = 'unasked'; // the next as-at answer asks again
      throw cause;
    });
    if (!isFollowed) history.clear();
    history.add(commits);
    historyState = 'here';
    if (!isFollowed || commits.length > 0) onChange([], ['history']);
  };
  const refreshIfBehind = async (): Promise<void> => {
    const { store, known } = opened();
    if ((await store.version()) !== known.version) await takeUp(store);
  };
  /** Notes that the store is at `version` after `own` writes of ours; further ahead means that somebody else wrote too. */
  const noteWrite = async (version: number, changes: Partial<Known>, own = 1): Promise<void> => {
    const { store, known } = opened();
    if (version > known.version + own) await takeUp(store);
    else open = { store, known: { ...known, ...changes, version } };
  };

  const append: LocalCopy['append'] = (make, onKept) =>
    oneAtATime(async () => {
      await refreshIfBehind();
      const mutation = make();
      if (mutation === null) return;
      const { entry, version } = await opened().store.append(mutation);
      const changed = records.putEdit(entry);
      // the edit is on disk, whatever becomes of this: the next refresh takes up what another workbook wrote
      await noteWrite(version, {}).catch(() => {});
      onChange(changed, []);
      onKept(entry);
      tell('edited');
    });

  const recordsAfter = (commits: readonly Commit[]): Map<string, DatasetRecord> | 'gap' => {
    const after = new Map<string, DatasetRecord>();
    for (const change of commits.flatMap((commit) => commit.changes)) {
      const record = after.get(change.recordId) ?? records.base(change.recordId);
      const revision = record?.revision ?? 0;
      if (change.revision <= revision) continue;
      if (change.revision > revision + 1) return 'gap';
      after.set(change.recordId, applyChange(record, change));
    }
    return after;
  };
  const applyCommits: SyncedReplica['applyCommits'] = (commits, cursor) =>
    oneAtATime(async () => {
      for (;;) {
        const { store, known } = opened();
        const after = recordsAfter(commits);
        if (after === 'gap') return 'gap';
        const step = { records: [...after.values()], commits, cursor, at: now() };
        const version = await store.advance(known.version, step);
        if (version === null) {
          await takeUp(store);
          continue;
        }
        if (historyState === 'here') history.add(commits);
        onCommits(commits);
        const changed = records.putRecords(step.records, () => false);
        await noteWrite(version, { cursor, lastSyncedAt: step.at });
        onChange(changed, []);
        tell('changed');
        return { changed: after.size };
      }
    });

  const isWaiting = ({ recordId, mutationId }: Mutation): boolean =>
    records.edits(recordId).some(({ mutation }) => mutation.mutationId === mutationId);
  const acknowledge = (request: PushRequest, results: readonly PushResult[]): Promise<void> =>
    oneAtATime(async () => {
      const pushNumbers = results.map(({ number }) => number);
      const sent = new Map(request.pushes.flatMap(({ mutations }) => mutations).map((each) => [each.mutationId, each]));
      const outcomes = new Map(results.flatMap((result) => result.outcomes).map((each) => [each.mutationId, each]));
      const at = now();
      const answers = [...outcomes.values()].flatMap((outcome) => {
        const mutation = sent.get(outcome.mutationId);
        return mutation === undefined ? [] : [{ mutation, outcome, returned: returnedEdit(mutation, outcome, at) }];
      });
      for (;;) {
        const { store, known } = opened();
        // another window's round may have taken the same answer before, and its person dealt with what came back
        const returned = answers.flatMap(({ mutation, returned: back }) => (isWaiting(mutation) ? (back ?? []) : []));
        const held = answers.flatMap(({ outcome }) =>
          outcome.record === null ? [] : [outcome.record as DatasetRecord],
        );
        const newer = held.filter((record) => record.revision > (records.base(record.id)?.revision ?? 0));
        const version = await store.acknowledge(known.version, { pushNumbers, records: newer, returned });
        if (version === null) {
          await takeUp(store);
          continue;
        }
        for (const { mutation, outcome, returned: back } of answers) {
          if (back === null && outcome.record !== null) history.addTaken(mutation, outcome.record.revision);
        }
        const changed = records.putRecords(newer, ({ mutation }) => outcomes.has(mutation.mutationId));
        await noteWrite(version, { returned: [...known.returned, ...returned] });
        onChange(changed, []);
        for (const { mutation, returned: back } of answers) onAnswer(mutation, back);
        tell('changed');
        return;
      }
    });

  const askForHistory = async (): Promise<void> => {
    const { store, known } = opened();
    if (known.history === null)
      await noteWrite(await store.wantHistory(), { history: { cursor: null, complete: false } });
    await takeUpHistory(true);
    if (historyState === 'asked') tell('history wanted');
  };

  return {
    records,
    get isOpen() {
      return open !== null && !open.store.isClosed;
    },
    get summary() {
      if (open === null) return CLOSED;
      const { cursor, returned, lastSyncedAt } = open.known;
      return { cursor, returned, lastSyncedAt, unsent: records.unsent, durable: open.store.durable };
    },
    open: (store) =>
      oneAtATime(async () => {
        const before = open?.store;
        historyState = 'unasked';
        history.clear();
        await takeUp(store);
        if (before !== undefined) onLeft();
        await before?.close();
        onChange([], ['history']);
      }),
    append,
    history() {
      if (historyState === 'unasked' && open !== null) {
        historyState = 'asked';
        void oneAtATime(askForHistory).catch(() => {
          historyState = 'unasked'; // the cell says that it is loading, and its next run asks again
        });
      }
      return historyState === 'here' ? history : null;
    },
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => oneAtATime(refreshIfBehind),
    loadSnapshot: (snapshot) =>
      oneAtATime(async () => {
        const { store } = opened();
        await store.saveSnapshot({ ...snapshot, at: now() });
        await takeUp(store);
      }),
    applyCommits,
    takePushes: (limits) =>
      oneAtATime(async () => {
        const { version, numbered, request } = await opened().store.takePushes(limits);
        await noteWrite(version, {}, numbered > 0 ? 1 : 0);
        return request;
      }),
    acknowledge,
    renumber: (clientId, refused) =>
      oneAtATime(async () => {
        for (let version: number | null = null; version === null; ) {
          await refreshIfBehind();
          const { store, known } = opened();
          // another window was refused the same pushes, and what it has sent anew may be taken already
          if (known.clientId !== refused.clientId) return;
          version = await store.renumber(known.version, clientId === 'new' ? newId() : null);
          await takeUp(store);
        }
      }),
    historyWanted() {
      const mark = open?.known.history ?? null;
      return mark === null || mark.complete ? null : { after: mark.cursor };
    },
    appendHistory: (commits, cursor, complete) =>
      oneAtATime(async () => {
        const version = await opened().store.appendHistory({ commits, cursor, complete });
        await noteWrite(version, { history: { cursor, complete } });
        if (complete && historyState !== 'unasked') await takeUpHistory(true);
      }),
    dismiss: (mutationId) =>
      oneAtATime(async () => {
        const { store } = opened();
        await store.dismiss(mutationId);
        await takeUp(store);
      }),
    close: () =>
      oneAtATime(async () => {
        await open?.store.close();
        open = null;
        listeners.clear();
        onLeft();
      }),
  };
}
