import { groupsOf } from '../../shared/sync/merge.ts';
import type { Mutation, Push } from '../../shared/sync/protocol.ts';
import { MAX_MUTATIONS_PER_PUSH, MAX_PUSH_BYTES, MAX_PUSHES_PER_REQUEST } from '../../shared/sync/protocol.ts';
import type { OutboxEntry, PushLimits } from './replica-store.ts';

// The push's own braces, number and commas are not counted edit by edit.
const ENVELOPE_BYTES = 1024;

export const PROTOCOL_LIMITS: PushLimits = {
  mutationsPerPush: MAX_MUTATIONS_PER_PUSH,
  bytesPerPush: MAX_PUSH_BYTES - ENVELOPE_BYTES,
  pushesPerRequest: MAX_PUSHES_PER_REQUEST,
};

/** As many entries as one request can ever hold, from the front of the outbox. */
export const MAX_ENTRIES_PER_REQUEST = MAX_MUTATIONS_PER_PUSH * MAX_PUSHES_PER_REQUEST;

/** Entries with the numbers that they are sent under, and the pushes made of them. */
export interface NumberedPushes {
  readonly pushes: readonly Push[];
  /** The entries that have just got a number. */
  readonly numbered: readonly OutboxEntry[];
  readonly nextPush: number;
}

/**
 * [S3] [S4] Makes the next request's pushes from the front of the outbox, in order: those in flight as they were,
 * then new ones. A push ends where a record would be named twice, so that the second edit of it finds the first one done.
 */
export function nextPushes(entries: readonly OutboxEntry[], nextPush: number, limits: PushLimits): NumberedPushes {
  const pushes = pushesInFlight(entries);
  const waiting = entries.filter(({ pushNumber }) => pushNumber === null);
  const numbered: OutboxEntry[] = [];
  let number = nextPush;
  for (let from = 0; from < waiting.length && pushes.length < limits.pushesPerRequest; number += 1) {
    const slice = firstSlice(waiting.slice(from), limits);
    pushes.push({ number, mutations: slice.map(({ mutation }) => mutation) });
    for (const entry of slice) numbered.push({ ...entry, pushNumber: number, sealed: true });
    from += slice.length;
  }
  return { pushes, numbered, nextPush: number };
}

function pushesInFlight(entries: readonly OutboxEntry[]): Push[] {
  const byNumber = new Map<number, Mutation[]>();
  for (const { pushNumber, mutation } of entries) {
    if (pushNumber === null) continue;
    const mutations = byNumber.get(pushNumber) ?? [];
    byNumber.set(pushNumber, [...mutations, mutation]);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([number, mutations]) => ({ number, mutations }));
}

function firstSlice(waiting: readonly OutboxEntry[], limits: PushLimits): OutboxEntry[] {
  const slice: OutboxEntry[] = [];
  const named = new Set<string>();
  let bytes = 0;
  for (const entry of waiting) {
    bytes += new TextEncoder().encode(JSON.stringify(entry.mutation)).length + 1;
    const isFull = slice.length >= limits.mutationsPerPush || bytes > limits.bytesPerPush;
    // one edit alone always goes, whatever its size: only the server can say that it is too large
    const mustEnd = slice.length > 0 && (isFull || named.has(entry.mutation.recordId));
    if (mustEnd) break;
    slice.push(entry);
    named.add(entry.mutation.recordId);
  }
  return slice;
}

/**
 * [S15] The waiting edit with a later one taken into it, or null where the two must stay apart: only edits of the same
 * field groups of one record, effective on the same day and without a reason, and never one that was ever sent.
 */
export function coalesced(waiting: OutboxEntry, later: Mutation): OutboxEntry | null {
  const { mutation: earlier, sealed } = waiting;
  const areSets = earlier.op === 'set' && later.op === 'set' && earlier.recordId === later.recordId;
  const needNoReason = earlier.reason === undefined && later.reason === undefined;
  const sameDay = earlier.effectiveOn === later.effectiveOn;
  if (sealed || !areSets || !needNoReason || !sameDay || sortedGroups(earlier) !== sortedGroups(later)) return null;
  const changes = Object.fromEntries(
    Object.entries(later.changes).map(([field, { base, value }]) => {
      const first = earlier.changes[field];
      return [field, { base: first === undefined ? base : first.base, value }];
    }),
  );
  return { ...waiting, mutation: { ...earlier, changes, editedAt: later.editedAt } };
}

const sortedGroups = (mutation: Mutation): string => groupsOf(mutation).sort().join();
