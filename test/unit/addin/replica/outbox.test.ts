import { describe, expect, it } from 'vitest';
import { coalesced, nextPushes, PROTOCOL_LIMITS } from '../../../../addin/replica/outbox.ts';
import type { OutboxEntry } from '../../../../addin/replica/replica-store.ts';
import { MAX_PUSH_BYTES, type Mutation } from '../../../../shared/sync/protocol.ts';
import { countingIds, noteEdit } from './replica-fixtures.ts';

const newId = countingIds();
const waiting = (mutations: readonly Mutation[]): OutboxEntry[] =>
  mutations.map((mutation, index) => ({ position: index + 1, mutation, pushNumber: null, sealed: false }));
const notes = (count: number, text = 'x') =>
  Array.from({ length: count }, (_, index) => noteEdit(newId(), index + 1, null, text));
const sizes = (mutations: readonly Mutation[]) =>
  nextPushes(waiting(mutations), 1, PROTOCOL_LIMITS).pushes.map((push) => push.mutations.length);

describe('[S3] how waiting edits are cut into pushes', () => {
  it('at most 90 edits a push and four pushes a request', () => {
    expect(sizes(notes(200))).toEqual([90, 90, 20]);
    expect(sizes(notes(500))).toEqual([90, 90, 90, 90]);
  });

  it('at most 256 KB a push, and one edit alone always goes', () => {
    const large = notes(3, 'x'.repeat(MAX_PUSH_BYTES / 2));
    expect(sizes(large)).toEqual([1, 1, 1]);
    expect(sizes(notes(1, 'x'.repeat(MAX_PUSH_BYTES * 2)))).toEqual([1]);
  });

  it('each record once a push, in the order in which the edits were made', () => {
    const edits = [noteEdit(newId(), 1, null, 'a'), noteEdit(newId(), 2, null, 'b'), noteEdit(newId(), 1, 'a', 'c')];
    const { pushes, nextPush } = nextPushes(waiting(edits), 5, PROTOCOL_LIMITS);
    expect(pushes).toEqual([
      { number: 5, mutations: edits.slice(0, 2) },
      { number: 6, mutations: edits.slice(2) },
    ]);
    expect(nextPush).toBe(7);
  });
});

describe('[S15] when a later edit is taken into a waiting one', () => {
  const first = noteEdit(newId(), 7, 'Base', 'First');
  const entry: OutboxEntry = { position: 1, mutation: first, pushNumber: null, sealed: false };
  const later = (parts: Partial<Mutation>): Mutation => ({ ...noteEdit(newId(), 7, 'First', 'Last'), ...parts });

  it('keeps the first base, the last value and the first id', () => {
    const merged = coalesced(entry, later({}))?.mutation;
    expect(merged).toMatchObject({ mutationId: first.mutationId, changes: { note: { base: 'Base', value: 'Last' } } });
  });

  it.each([
    ['another day', {}, { effectiveOn: '2022-10-01' }],
    ['a reason', {}, { reason: 'Corrected' }],
    ['another field', {}, { changes: { owner: { base: null, value: 'Somebody' } } }],
    ['another record', {}, { recordId: 'afi/8' }],
    ['an edit in flight', { pushNumber: 3, sealed: true }, {}],
    ['an edit that was sent once and called back', { sealed: true }, {}],
    ['a deletion', {}, { op: 'delete' as const, changes: {} }],
  ])('never over %s', (_what, entryParts, laterParts) => {
    expect(coalesced({ ...entry, ...entryParts }, later(laterParts))).toBeNull();
  });
});
