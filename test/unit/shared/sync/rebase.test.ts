import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import { rebase } from '../../../../shared/sync/rebase.ts';
import type { FieldValue } from '../../../../shared/sync/record.ts';

let last = 0;
/** An edit of AFI 7: of each field what was found and what was set. */
function edit(changes: Record<string, [FieldValue | null, FieldValue | null]>, more: Partial<Mutation> = {}): Mutation {
  last += 1;
  return {
    mutationId: `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`,
    recordId: 'afi/7',
    kind: 'afi',
    op: 'set',
    changes: Object.fromEntries(Object.entries(changes).map(([field, [base, value]]) => [field, { base, value }])),
    effectiveOn: '2022-11-01',
    editedAt: '2022-11-01T10:00:00.000Z',
    ...more,
  };
}
const note = (base: string, value: string, more: Partial<Mutation> = {}) => edit({ note: [base, value] }, more);
const status = (base: string, value: string) =>
  edit({ status: [base, value], forecast: ['2022-12-31', '2022-12-31'], signOff: [null, null] });

describe('[S6] one conflict for all that was made on top of an edit', () => {
  const first = note('Theirs once', 'First', { reason: 'As agreed' });

  it('the first base, the last value and all reasons, under the last id', () => {
    const later = [note('First', 'Second', { reason: 'As phoned' }), note('Second', 'Third', { reason: 'As agreed' })];
    const { mutation, parts, left } = rebase([], first, later);
    expect(mutation).toMatchObject({
      mutationId: later[1]?.mutationId,
      changes: { note: { base: 'Theirs once', value: 'Third' } },
      reason: 'As agreed; As phoned',
    });
    expect(parts).toEqual([first, ...later]);
    expect(left).toEqual([]);
  });

  it('an edit alone is its own conflict, as it was made', () => {
    expect(rebase([], first, [])).toEqual({ mutation: first, parts: [first], superseded: [], left: [] });
  });

  it('an edit of two groups draws in what was made on either', () => {
    const both = edit({ note: ['First', 'Second'], owner: [null, 'Asha'] });
    const owner = edit({ owner: ['Asha', 'Ben'] });
    const { mutation, parts } = rebase([], first, [both, owner]);
    expect(parts).toEqual([first, both, owner]);
    expect(mutation.changes).toEqual({
      note: { base: 'Theirs once', value: 'Second' },
      owner: { base: null, value: 'Ben' },
    });
  });

  it('a group that both only carried along holds nothing back', () => {
    const answered = edit({ note: ['Theirs once', 'First'], owner: ['Asha', 'Asha'] });
    const apart = edit({ leadOffice: ['fcir', 'crime'], owner: ['Asha', 'Asha'] });
    expect(rebase([], answered, [apart])).toMatchObject({ parts: [answered], left: [apart] });
  });

  it('a group of several fields counts as one', () => {
    const complete = status('In progress', 'Force complete');
    const back = status('Force complete', 'In progress');
    expect(rebase([], complete, [back]).parts).toEqual([complete, back]);
  });

  it('the value of the latest day is the last one, as in the log', () => {
    const today = note('Theirs once', 'Of today', { effectiveOn: '2022-11-01' });
    const earlier = note('Theirs once', 'Of July', { effectiveOn: '2022-07-01' });
    const between = note('Of July', 'Of August', { effectiveOn: '2022-08-01' });
    const { mutation, parts } = rebase([{ parts: [earlier] }], today, [between]);
    expect(parts).toEqual([today]);
    expect(mutation).toEqual(today);
    expect(rebase([], earlier, [between]).mutation).toMatchObject({
      effectiveOn: '2022-08-01',
      changes: { note: { base: 'Theirs once', value: 'Of August' } },
    });
  });

  it.each([
    ['another group', () => edit({ owner: [null, 'Asha'] })],
    ['another record', () => note('First', 'Second', { recordId: 'afi/8' })],
    ['what another office had set by then', () => note('Theirs now', 'Second')],
    ['a deletion', () => edit({}, { op: 'delete' })],
    ['what was so before', () => note('Theirs once', 'Second', { effectiveOn: '2022-01-01' })],
  ])('an edit of %s goes on by itself', (_what, make) => {
    const other = make();
    expect(rebase([], first, [other])).toMatchObject({ parts: [first], left: [other] });
  });
});

describe('[S6] an edit that was on its way', () => {
  const [one, two, three] = [note('a', 'b'), note('b', 'c'), note('c', 'd')];

  it('joins the conflict that it was made on', () => {
    const open = { parts: [one] };
    const { parts, superseded, mutation } = rebase([open], two, [three]);
    expect(parts).toEqual([one, two, three]);
    expect(superseded).toEqual([open]);
    expect(mutation.changes.note).toEqual({ base: 'a', value: 'd' });
  });

  it('takes its place among those that were made before and after it', () => {
    const open = [{ parts: [one] }, { parts: [three] }];
    expect(rebase(open, two, [])).toMatchObject({ parts: [one, two, three], superseded: open });
  });

  it('leaves a conflict alone that it does not rest on', () => {
    const open = { parts: [note('x', 'y')] };
    expect(rebase([open], two, [])).toMatchObject({ parts: [two], superseded: [] });
  });
});

it('[S6] a creation stays one, with what was set after it', () => {
  const created = edit({ title: [null, 'New'], comment: [null, 'First'] }, { op: 'create', kind: 'action' });
  const set = edit({ comment: ['First', 'Second'] }, { kind: 'action' });
  expect(rebase([], created, [set]).mutation).toMatchObject({
    op: 'create',
    changes: { title: { base: null, value: 'New' }, comment: { base: null, value: 'Second' } },
  });
});

it('[S17] reasons that are too long together are cut; each edit keeps its own', () => {
  const [long, other] = [note('a', 'b', { reason: 'x'.repeat(900) }), note('b', 'c', { reason: 'y'.repeat(900) })];
  const { mutation, parts } = rebase([], long, [other]);
  expect(mutation.reason).toHaveLength(1000);
  expect(parts.map(({ reason }) => reason?.length)).toEqual([900, 900]);
});
