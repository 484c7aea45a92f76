import { groupsOf } from '../../shared/sync/merge.ts';
import type { Mutation, Push } from '../../shared/sync/protocol.ts';
import { MAX_MUTATIONS_PER_PUSH, MAX_PUSH_BYTES, MAX_PUSHES_PER_REQUEST } from '../../shared/sync/protocol.ts';
import { sameValue } from '../../shared/sync/record.ts';
import type { OutboxEntry, PushLimits } from './replica-store.ts';

// The push's own braces, number and commas are not counted edit by edit.
const ENVELOPE_BYTES = 1024;

export const PROTOCOL_LIMITS: PushLimits = {
  mutationsPerPush: MAX_MUTATIONS_PER_PUSH,
  bytesPerPush: MAX_PUSH_BYTES - ENVELOPE_BYTES,
  pushesPerRequest: MAX_PUSHES_PER_REQUEST,
};

const utf8 = new TextEncoder();

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
 * `entries` may end after MAX_ENTRIES_PER_REQUEST.
 */
export function nextPushes(entries: readonly OutboxEntry[], nextPush: number, limits: PushLimits): NumberedPushes {
  const pushes = pushesInFlight(entries);
  const waiting = entries.filter(({ pushNumber }) => pushNumber === null);
  const numbered: OutboxEntry[] = [];
  let number = nextPush;
  for (let from = 0; from < waiting.length && pushes.length < limits.pushesPerRequest; number += 1) {
    const slice = sliceFrom(waiting, from, limits);
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
    mutations.push(mutation);
    byNumber.set(pushNumber, mutations);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([number, mutations]) => ({ number, mutations }));
}

function sliceFrom(waiting: readonly OutboxEntry[], from: number, limits: PushLimits): OutboxEntry[] {
  const slice: OutboxEntry[] = [];
  const named = new Set<string>();
  let bytes = 0;
  for (const entry of waiting.slice(from, from + limits.mutationsPerPush)) {
    bytes += utf8.encode(JSON.stringify(entry.mutation)).length + 1;
    const isFull = bytes > limits.bytesPerPush;
    // one edit alone always goes, whatever its size: only the server can say that it is too large
    const mustEnd = slice.length > 0 && (isFull || named.has(entry.mutation.recordId));
    if (mustEnd) break;
    slice.push(entry);
    named.add(entry.mutation.recordId);
  }
  return slice;
}

/**
 * The entries that edits come to stand in, one for each: taken into the last one of their record [S15], or behind all
 * others. `present` holds at least those of the same records, in order.
 */
export function appendedEntries(
  present: Iterable<OutboxEntry>,
  mutations: readonly Mutation[],
  lastPosition: number,
): OutboxEntry[] {
  const lastOf = new Map<string, OutboxEntry>();
  for (const entry of present) lastOf.set(entry.mutation.recordId, entry);
  let position = lastPosition;
  return mutations.map((mutation) => {
    const last = lastOf.get(mutation.recordId);
    const merged = last === undefined ? null : coalesced(last, mutation);
    if (merged === null) position += 1;
    const entry = merged ?? { position, mutation, pushNumber: null, sealed: false };
    lastOf.set(mutation.recordId, entry);
    return entry;
  });
}

/**
 * [S15] The waiting edit with a later one taken into it, or null where the two must stay apart: only edits of the same
 * field groups of one record, effective on the same day and without a reason, of which the later was made on what the
 * earlier set, and never one that was ever sent.
 */
export function coalesced(waiting: OutboxEntry, later: Mutation): OutboxEntry | null {
  const { mutation: earlier, sealed } = waiting;
  const areSets = earlier.op === 'set' && later.op === 'set' && earlier.recordId === later.recordId;
  const needNoReason = earlier.reason === undefined && later.reason === undefined;
  const sameDay = earlier.effectiveOn === later.effectiveOn;
  const areAlike = areSets && needNoReason && sameDay && sortedGroups(earlier) === sortedGroups(later);
  if (sealed || !areAlike || !isMadeOn(later, earlier)) return null;
  const changes = Object.fromEntries(
    Object.entries(later.changes).map(([field, { base, value }]) => {
      const first = earlier.changes[field];
      return [field, { base: first === undefined ? base : first.base, value }];
    }),
  );
  return { ...waiting, mutation: { ...earlier, changes, editedAt: later.editedAt } };
}

/** Who saw other values than the earlier edit set has not agreed to them: one of the two would be lost unseen. */
const isMadeOn = (later: Mutation, earlier: Mutation): boolean =>
  Object.entries(later.changes).every(([field, { base }]) => sameValue(base, earlier.changes[field]?.value));

const sortedGroups = (mutation: Mutation): string => groupsOf(mutation).sort().join();
