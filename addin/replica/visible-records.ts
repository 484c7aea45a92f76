import type { RecordKind } from '../../shared/domain/record-kinds.ts';
import { applyChange, type RecordChange } from '../../shared/sync/fold.ts';
import type { Mutation, Push } from '../../shared/sync/protocol.ts';
import type { DatasetRecord, RecordOf } from '../../shared/sync/record.ts';
import { equalValues } from './equal-values.ts';
import { createRecordList, type RecordList } from './record-list.ts';
import type { OutboxEntry } from './replica-store.ts';

/** An edit, and of which record it is. */
export type EditName = Pick<Mutation, 'mutationId' | 'recordId'>;

/** The records of one replica in memory: what the server holds, with the waiting edits laid over. */
export interface VisibleRecords {
  /** What the server holds. */
  base(id: string): DatasetRecord | null;
  /** What the person sees, a deleted record too. */
  visible(id: string): DatasetRecord | null;
  /** Without the deleted ones, in the order of their ids; the same list until a record of the kind changes. */
  all<K extends RecordKind>(kind: K): readonly RecordOf<K>[];
  /** The deleted ones, by kind, then by id; the same list until one of them changes. */
  deleted(): readonly DatasetRecord[];
  /** All that the server holds. */
  bases(): readonly DatasetRecord[];
  edits(id: string): readonly OutboxEntry[];
  /** All that wait, in the order in which they were made. */
  outbox(): readonly OutboxEntry[];
  readonly unsent: number;
  /** Each of these returns what the person now sees otherwise than before. */
  replaceAll(records: readonly DatasetRecord[], outbox: readonly OutboxEntry[]): readonly DatasetRecord[];
  /** These records are as given, the others as they were; the outbox is all of it. */
  takeUp(records: readonly DatasetRecord[], outbox: readonly OutboxEntry[]): readonly DatasetRecord[];
  /** `settled`: the edits that wait no more. */
  putRecords(records: readonly DatasetRecord[], settled?: readonly EditName[]): readonly DatasetRecord[];
  putEdits(entries: readonly OutboxEntry[]): readonly DatasetRecord[];
  /** These edits are in flight; nobody sees them otherwise for that. */
  noteSent(pushes: readonly Push[]): void;
}

/** A waiting edit as the log would hold it. */
export function asChange(mutation: Mutation, revision: number): RecordChange {
  const { mutationId, recordId, kind, op, changes, effectiveOn, reason } = mutation;
  const change = { mutationId, recordId, kind, op, changes, effectiveOn, revision };
  return reason === undefined ? change : { ...change, reason };
}

/** `onEdits` hears of every record whose waiting edits may have become others, before anybody can read it. */
export function createVisibleRecords(onEdits: (id: string, kind: RecordKind) => void): VisibleRecords {
  let held = new Map<string, DatasetRecord>();
  const seen = new Map<string, DatasetRecord>();
  let waiting = new Map<string, OutboxEntry[]>();
  let unsent = 0;
  const lists = new Map<RecordKind, RecordList>();

  const overlaid = (id: string): DatasetRecord | null => {
    const base = held.get(id) ?? null;
    const revision = base?.revision ?? 0;
    const lay = (record: DatasetRecord | null, { mutation }: OutboxEntry) =>
      applyChange(record, asChange(mutation, revision));
    return (waiting.get(id) ?? []).reduce(lay, base);
  };
  const listOf = (kind: RecordKind): RecordList => {
    const known = lists.get(kind);
    if (known !== undefined) return known;
    const list = createRecordList((id) => {
      const record = seen.get(id);
      return record?.kind === kind && record.deleted !== true ? record : null;
    });
    lists.set(kind, list);
    return list;
  };
  const deletedList = createRecordList((id) => {
    const record = seen.get(id);
    return record?.deleted === true ? record : null;
  });
  const deletedByKind = inOrderOfKinds(deletedList);
  const recompute = (ids: Iterable<string>): DatasetRecord[] => {
    const changed: DatasetRecord[] = [];
    for (const id of ids) {
      const before = seen.get(id);
      const after = overlaid(id);
      if (after === before || (after === null && before === undefined)) continue;
      if (after === null) seen.delete(id);
      else seen.set(id, after);
      const told = after ?? before;
      if (told === undefined) continue;
      for (const { kind } of [told, before ?? told]) listOf(kind).touch(id);
      if (before?.deleted === true || after?.deleted === true) deletedList.touch(id);
      onEdits(id, told.kind);
      changed.push(told);
    }
    return changed;
  };
  const setWaiting = (recordId: string, entries: OutboxEntry[]): void => {
    unsent += entries.length - (waiting.get(recordId)?.length ?? 0);
    if (entries.length === 0) waiting.delete(recordId);
    else waiting.set(recordId, entries);
  };
  const addWaiting = (entry: OutboxEntry): void => {
    const { recordId } = entry.mutation;
    const others = (waiting.get(recordId) ?? []).filter(({ position }) => position !== entry.position);
    setWaiting(
      recordId,
      [...others, entry].sort((a, b) => a.position - b.position),
    );
  };
  /** Returns the records whose waiting edits are others than before. */
  const replaceWaiting = (outbox: readonly OutboxEntry[]): string[] => {
    const before = waiting;
    waiting = new Map();
    unsent = 0;
    for (const entry of outbox) addWaiting(entry);
    const mutations = (entries: readonly OutboxEntry[] | undefined) => entries?.map(({ mutation }) => mutation);
    const ids = [...new Set([...before.keys(), ...waiting.keys()])];
    return ids.filter((id) => !equalValues(mutations(before.get(id)), mutations(waiting.get(id))));
  };

  return {
    base: (id) => held.get(id) ?? null,
    visible: (id) => seen.get(id) ?? null,
    // a list tells the records of its kind apart by that kind
    all: <K extends RecordKind>(kind: K) => listOf(kind).read() as readonly DatasetRecord[] as readonly RecordOf<K>[],
    deleted: deletedByKind,
    bases: () => [...held.values()],
    edits: (id) => waiting.get(id) ?? [],
    outbox: () => [...waiting.values()].flat().sort((a, b) => a.position - b.position),
    get unsent() {
      return unsent;
    },
    replaceAll(records, outbox) {
      const ids = new Set(held.keys());
      const before = held;
      held = new Map(records.map((record) => [record.id, kept(before, record)]));
      for (const id of held.keys()) ids.add(id);
      for (const id of replaceWaiting(outbox)) ids.add(id);
      return recompute(ids);
    },
    takeUp(records, outbox) {
      const ids = new Set<string>();
      for (const record of records) {
        held.set(record.id, kept(held, record));
        ids.add(record.id);
      }
      for (const id of replaceWaiting(outbox)) ids.add(id);
      return recompute(ids);
    },
    putRecords(records, settled = []) {
      const ids = new Set<string>();
      for (const record of records) {
        held.set(record.id, record);
        ids.add(record.id);
      }
      for (const { recordId, mutationId } of settled) {
        const left = (waiting.get(recordId) ?? []).filter(({ mutation }) => mutation.mutationId !== mutationId);
        setWaiting(recordId, left);
        ids.add(recordId);
      }
      return recompute(ids);
    },
    putEdits(entries) {
      for (const entry of entries) addWaiting(entry);
      return recompute(new Set(entries.map(({ mutation }) => mutation.recordId)));
    },
    noteSent(pushes) {
      for (const { number: pushNumber, mutations } of pushes) {
        for (const { recordId, mutationId } of mutations) {
          const entry = waiting.get(recordId)?.find(({ mutation }) => mutation.mutationId === mutationId);
          if (entry !== undefined) addWaiting({ ...entry, pushNumber, sealed: true });
        }
      }
    },
  };
}

/** A list in the order of ids is not one of kinds: `meeting-action/` stands before `meeting/`. */
function inOrderOfKinds(list: RecordList): () => readonly DatasetRecord[] {
  let read: readonly DatasetRecord[] = [];
  let sorted: readonly DatasetRecord[] = [];
  return () => {
    const present = list.read();
    if (present !== read) sorted = [...present].sort(byKind);
    read = present;
    return sorted;
  };
}

/** Leaves the order of ids within a kind. */
export const byKind = (one: DatasetRecord, other: DatasetRecord): number =>
  one.kind === other.kind ? 0 : one.kind < other.kind ? -1 : 1;

/** A record that did not change keeps its object, so that nothing that reads it is woken. */
function kept(before: ReadonlyMap<string, DatasetRecord>, record: DatasetRecord): DatasetRecord {
  const old = before.get(record.id);
  return old !== undefined && equalValues(old, record) ? old : record;
}
