import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import { type Conflict, rebase } from '../../../../shared/sync/rebase.ts';

const SEED = 20221101;
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const DAYS = ['2022-09-01', '2022-10-01', '2022-11-01'];

/** What somebody sets, over what they see: `note`, `owner` or both, on some day. */
const wishes = fc.array(
  fc.record({
    fields: fc.constantFrom(['note'], ['owner'], ['note', 'owner']),
    value: fc.integer({ min: 0, max: 3 }),
    day: fc.constantFrom(...DAYS),
    record: fc.constantFrom('afi/7', 'afi/8'),
  }),
  { minLength: 1, maxLength: 10 },
);
type Wish = typeof wishes extends fc.Arbitrary<(infer T)[]> ? T : never;

/** Edits as they are made one after the other, each on what the ones before it left. */
function madeInOrder(list: readonly Wish[], textOf: (wish: Wish, index: number) => string): Mutation[] {
  const seen = new Map<string, string>();
  return list.map((wish, index) => {
    const changes = Object.fromEntries(
      wish.fields.map((field) => {
        const base = seen.get(`${wish.record} ${field}`) ?? null;
        const value = textOf(wish, index);
        seen.set(`${wish.record} ${field}`, value);
        return [field, { base, value }];
      }),
    );
    const { record: recordId, day: effectiveOn } = wish;
    const editedAt = '2022-11-01T10:00:00.000Z';
    return { mutationId: idOf(index), recordId, kind: 'afi', op: 'set', changes, effectiveOn, editedAt };
  });
}

type Answer = 'conflict' | 'taken' | 'refused';

/** Answers the edits that are on their way in some order, as a replica takes the answers. */
function settle(edits: readonly Mutation[], sent: number, order: readonly number[], answers: readonly Answer[]) {
  let open: Conflict[] = [];
  let waiting = edits.slice(sent);
  const answered: Mutation[] = [];
  const places = edits.slice(0, sent).map((mutation, index) => ({ mutation, place: order[index] ?? index, index }));
  for (const { mutation, index } of places.sort((a, b) => a.place - b.place)) {
    if (answers[index] !== 'conflict') {
      answered.push(mutation);
      continue;
    }
    const { parts, superseded, left } = rebase(open, mutation, waiting);
    open = [...open.filter((conflict) => !superseded.includes(conflict)), { parts }];
    waiting = [...left];
  }
  return { open, waiting, answered };
}

const orders = fc.array(fc.integer(), { minLength: 10, maxLength: 10 });
const answersToGive = fc.array(fc.constantFrom<Answer>('conflict', 'conflict', 'taken', 'refused'), {
  minLength: 10,
  maxLength: 10,
});

it('[S6] whatever the order of answers, each edit is answered, waits, or is part of one conflict', () => {
  const property = fc.property(wishes, fc.nat({ max: 10 }), orders, answersToGive, (list, sent, order, answers) => {
    const edits = madeInOrder(list, ({ value }) => `value ${value}`);
    const { open, waiting, answered } = settle(edits, sent, order, answers);
    const found = [...open.flatMap(({ parts }) => parts), ...waiting, ...answered];
    expect(found.map(({ mutationId }) => mutationId).sort()).toEqual(edits.map(({ mutationId }) => mutationId));
  });
  fc.assert(property, { seed: SEED, numRuns: 1000 });
});

it('[S6] edits of one field, all refused by one conflict, come back as one, in the order in which they were made', () => {
  const property = fc.property(wishes, fc.nat({ max: 10 }), orders, (list, sent, order) => {
    const edits = madeInOrder(
      list.map((wish) => ({ ...wish, fields: ['note'], record: 'afi/7' as const, day: '2022-11-01' })),
      (_wish, index) => `value ${index}`,
    );
    const all = edits.map((): Answer => 'conflict');
    const { open, waiting } = settle(edits, Math.max(1, sent), order, all);
    expect(open).toEqual([{ parts: edits }]);
    expect(waiting).toEqual([]);
  });
  fc.assert(property, { seed: SEED, numRuns: 500 });
});
