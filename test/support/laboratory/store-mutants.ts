import { appendedEntries, coalesced } from '../../../addin/replica/outbox.ts';
import type { OutboxEntry } from '../../../addin/replica/replica-store.ts';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import type { Faults } from './faults.ts';

const UNTIL_ON_DISK_MS = 150;

/** Answers that an edit is on disk before it is. */
export function acknowledgedBeforeOnDisk(): Faults {
  return {
    store: (store, life) => ({
      ...store,
      append: async (mutations) => {
        const { version, outbox } = await store.read();
        life.after(UNTIL_ON_DISK_MS, () => void store.append(mutations));
        return {
          version: version + 1,
          entries: appendedEntries(outbox, mutations, outbox.at(-1)?.position ?? 0),
        };
      },
    }),
  };
}

/** Writes where the log was read to in one transaction, and what was read in a second one. */
export function cursorSavedBeforeCommits(): Faults {
  return {
    store: (store) => ({
      ...store,
      advance: async (expected, step) => {
        const version = await store.advance(expected, { ...step, records: [], commits: [], returned: [] });
        return version === null ? null : store.advance(version, step);
      },
    }),
  };
}

/** Forgets edits when they are sent. */
export function outboxClearedBeforeAnswer(): Faults {
  return {
    store: (store) => ({
      ...store,
      takePushes: async (limits) => {
        const taken = await store.takePushes(limits);
        if (taken.request === null) return taken;
        const settled = taken.request.pushes.flatMap(({ mutations }) => mutations.map(({ mutationId }) => mutationId));
        const answer = { settled, records: [], returned: [], superseded: [] };
        const version = await store.acknowledge(taken.version, answer);
        return { ...taken, version: version ?? taken.version };
      },
    }),
  };
}

/** Takes a later edit into one that is on its way. */
export function editInFlightCoalesced(): Faults {
  const altered = new Map<string, Mutation>();
  const alter = (mutation: Mutation): Mutation => altered.get(mutation.mutationId) ?? mutation;
  const alterEntry = (entry: OutboxEntry): OutboxEntry => ({ ...entry, mutation: alter(entry.mutation) });
  return {
    store: (store) => ({
      ...store,
      read: async (since) => {
        const stored = await store.read(since);
        return { ...stored, outbox: stored.outbox.map(alterEntry) };
      },
      append: async (mutations) => {
        const { version, outbox } = await store.read();
        const [mutation, second] = mutations;
        if (mutation === undefined || second !== undefined) return store.append(mutations);
        const last = outbox.filter((entry) => entry.mutation.recordId === mutation.recordId).at(-1);
        const isInFlight = last !== undefined && last.pushNumber !== null;
        const merged = isInFlight ? coalesced({ ...alterEntry(last), sealed: false }, mutation) : null;
        if (merged === null) return store.append(mutations);
        altered.set(merged.mutation.mutationId, merged.mutation);
        return { version, entries: [{ ...merged, pushNumber: last?.pushNumber ?? null }] };
      },
      takePushes: async (limits) => {
        const { request, ...taken } = await store.takePushes(limits);
        const pushes = request?.pushes.map((push) => ({ ...push, mutations: push.mutations.map(alter) })) ?? [];
        return { ...taken, request: request && { ...request, pushes } };
      },
    }),
  };
}
