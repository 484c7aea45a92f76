import type { Commit } from '../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../shared/sync/record.ts';
import { appendedEntries, MAX_ENTRIES_PER_REQUEST, nextPushes } from './outbox.ts';
import type { HistoryMark, OutboxEntry, ReplicaStore, StoredReplica } from './replica-store.ts';
import { type ReturnedEdit, withReturned } from './returned-edit.ts';
import { adoptedEntries, adoptionOf } from './unsent-edits.ts';

/** A workbook that fell further behind reads everything. */
const MAX_WRITES_REMEMBERED = 500;

export interface MemoryReplicaStoreOptions {
  readonly newId: () => string;
  /** Lets tests and simulations stand this store in for a disk; false in the product, where memory is never one. */
  readonly durable?: boolean;
}

/** A replica that lives as long as the page: for private windows, full disks and simulations. */
export function createMemoryReplicaStore({ newId, durable = false }: MemoryReplicaStoreOptions): ReplicaStore {
  let version = 0;
  let clientId = newId();
  let nextPush = 1;
  let position = 0;
  let cursor: string | null = null;
  let lastSyncedAt: string | null = null;
  let history: HistoryMark | null = null;
  let records = new Map<string, DatasetRecord>();
  let writes: { readonly version: number; readonly ids: readonly string[] }[] = [];
  let writesKnownSince = 0;
  /** By position, in that order. */
  const outbox = new Map<number, OutboxEntry>();
  let returned: readonly ReturnedEdit[] = [];
  let commits = new Map<number, Commit>();

  const written = (): number => {
    version += 1;
    return version;
  };
  const put = (changed: readonly DatasetRecord[]): void => {
    for (const record of changed) records.set(record.id, record);
    writes.push({ version: version + 1, ids: changed.map(({ id }) => id) });
    if (writes.length > MAX_WRITES_REMEMBERED) writesKnownSince = writes.shift()?.version ?? 0;
  };
  const writtenSince = (since: number): DatasetRecord[] => {
    const ids = new Set(writes.flatMap((write) => (write.version > since ? write.ids : [])));
    return [...ids].flatMap((id) => records.get(id) ?? []);
  };
  const keep = (logged: readonly Commit[]): void => {
    for (const commit of logged) commits.set(commit.sequence, commit);
  };
  const entries = (): OutboxEntry[] => [...outbox.values()];
  /** What is put under a position that is taken keeps its place. */
  const putEntries = (changed: readonly OutboxEntry[]): void => {
    for (const entry of changed) {
      outbox.set(entry.position, entry);
      position = Math.max(position, entry.position);
    }
  };

  return {
    durable,
    isClosed: false,
    read: async (since = -1): Promise<StoredReplica> => {
      const isKnown = since >= writesKnownSince && since <= version;
      const read = isKnown
        ? { records: writtenSince(since), recordsSince: since }
        : { records: [...records.values()], recordsSince: null };
      return { version, clientId, nextPush, cursor, lastSyncedAt, history, outbox: entries(), returned, ...read };
    },
    version: async () => version,
    saveSnapshot: async (snapshot) => {
      records = new Map(snapshot.records.map((record) => [record.id, record]));
      writes = [];
      writesKnownSince = version + 1;
      commits = new Map();
      cursor = snapshot.cursor;
      lastSyncedAt = snapshot.at;
      const isHeld = ({ mutation }: ReturnedEdit): boolean =>
        returned.some((edit) => edit.mutation.mutationId === mutation.mutationId);
      returned = withReturned(returned, (snapshot.returned ?? []).filter(isHeld));
      history = history === null ? null : { cursor: null, complete: false };
      return written();
    },
    advance: async (expected, step) => {
      if (expected !== version) return null;
      put(step.records);
      returned = withReturned(returned, step.returned);
      if (history !== null) keep(step.commits);
      cursor = step.cursor;
      lastSyncedAt = step.at;
      return written();
    },
    append: async (mutations) => {
      const ids = new Set(mutations.map(({ recordId }) => recordId));
      const present = entries().filter(({ mutation }) => ids.has(mutation.recordId));
      const appended = appendedEntries(present, mutations, position);
      putEntries(appended);
      return { entries: appended, version: written() };
    },
    adopt: async (edits) => {
      const { already, ...adoption } = adoptionOf(edits, entries(), returned);
      putEntries(adoptedEntries(adoption.waiting, position));
      returned = withReturned(returned, adoption.returned);
      const imported = adoption.waiting.length + adoption.returned.length;
      return { version: imported === 0 ? version : written(), imported, already };
    },
    seal: async () => {
      const open = entries().filter(({ sealed }) => !sealed);
      putEntries(open.map((entry) => ({ ...entry, sealed: true })));
      return open.length === 0 ? version : written();
    },
    takePushes: async (limits) => {
      if (cursor === null) return { request: null, numbered: 0, version };
      const next = nextPushes(entries().slice(0, MAX_ENTRIES_PER_REQUEST), nextPush, limits);
      putEntries(next.numbered);
      nextPush = next.nextPush;
      const pushes = next.pushes.slice(0, limits.pushesPerRequest);
      const request = pushes.length === 0 ? null : { clientId, cursor, pushes };
      const numbered = next.numbered.length;
      return { request, numbered, version: numbered > 0 ? written() : version };
    },
    acknowledge: async (expected, answer) => {
      if (expected !== version) return null;
      put(answer.records);
      const settled = new Set(answer.settled);
      for (const { position: place, mutation } of entries()) if (settled.has(mutation.mutationId)) outbox.delete(place);
      returned = withReturned(returned, answer.returned, answer.superseded);
      return written();
    },
    renumber: async (expected, newClientId) => {
      if (expected !== version) return null;
      const inFlight = entries().flatMap(({ pushNumber }) => (pushNumber === null ? [] : [pushNumber]));
      nextPush = newClientId === null ? Math.min(nextPush, ...inFlight) : 1;
      clientId = newClientId ?? clientId;
      putEntries(entries().map((entry) => ({ ...entry, pushNumber: null })));
      return written();
    },
    dismiss: async (mutationId) => {
      returned = returned.filter(({ mutation }) => mutation.mutationId !== mutationId);
      return written();
    },
    wantHistory: async () => {
      history ??= { cursor: null, complete: false };
      return written();
    },
    appendHistory: async (step) => {
      if (history === null || history.cursor !== step.after) return null;
      keep(step.commits);
      history = { cursor: step.cursor, complete: step.complete };
      return written();
    },
    readHistory: async (after = 0) =>
      [...commits.values()].filter(({ sequence }) => sequence > after).sort((a, b) => a.sequence - b.sequence),
    close: async () => {},
  };
}
