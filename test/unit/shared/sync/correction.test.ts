import { describe, expect, it } from 'vitest';
import { applyChange, type RecordChange, recordAsAt } from '../../../../shared/sync/fold.ts';
import { type Decision, decide, needsHistory, type RecordOn } from '../../../../shared/sync/merge.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import { afiFields, creation, mutation, noteEdit, TODAY } from '../../functions/service-fixtures.ts';

const FIRST_DAY = '2022-03-01';
const newAfi: Mutation = { ...creation('afi', 'afi/7', afiFields(7)), effectiveOn: FIRST_DAY };
const reason = 'Found in the minutes';
const note = (base: string | null, value: string, effectiveOn: string): Mutation => ({
  ...noteEdit(7, base, value),
  effectiveOn,
  reason,
});
const existence = (op: 'delete' | 'restore', effectiveOn: string): Mutation =>
  mutation({ kind: 'afi', recordId: 'afi/7', op, effectiveOn });

/** The record after these edits, each decided on the log of those before it. */
function heldAfter(...edits: Mutation[]): { record: DatasetRecord; recordOn: RecordOn } {
  const log: RecordChange[] = [];
  const recordOn: RecordOn = (day) => recordAsAt(log, day);
  let record: DatasetRecord | null = null;
  for (const edit of edits) {
    const decision: Decision = decide(record, edit, TODAY, recordOn);
    if (decision.result === 'conflict' || decision.result === 'rejected') throw new Error(JSON.stringify(decision));
    log.push(decision.change);
    record = applyChange(record, decision.change);
  }
  if (record === null) throw new Error('no edit was given');
  return { record, recordOn };
}

const codesOf = (decision: Decision): string[] =>
  decision.result === 'rejected' ? decision.problems.map(({ code }) => code) : [decision.result];

/** Of the note: nothing until June, then planning, recruiting from October. */
const held = heldAfter(newAfi, note(null, 'Planning', '2022-06-01'), note('Planning', 'Recruiting', '2022-10-01'));

describe('[S13] a change effective before what the group holds', () => {
  it('needs a reason, whether or not the history is there', () => {
    const { reason: _reason, ...unexplained } = note('Planning', 'Scoping', '2022-07-01');
    expect(codesOf(decide(held.record, unexplained, TODAY, held.recordOn))).toEqual(['reason-missing']);
    expect(codesOf(decide(held.record, unexplained, TODAY))).toEqual(['reason-missing']);
  });

  it('enters the log and leaves the present value alone', () => {
    const decision = decide(held.record, note('Planning', 'Scoping', '2022-07-01'), TODAY, held.recordOn);
    expect(decision).toMatchObject({
      result: 'applied',
      record: { revision: 4, fields: { note: 'Recruiting' }, effective: { note: '2022-10-01' } },
      change: { reason, effectiveOn: '2022-07-01' },
    });
  });

  it.each([
    ['on a day with a value, to what held then', '2022-07-01', 'Planning', 'applied'],
    ['on a day with a value, to what holds now', '2022-07-01', 'Recruiting', 'conflict'],
    ['on a day with a value, to none', '2022-07-01', null, 'conflict'],
    ['on the day on which a value began, to it', '2022-06-01', 'Planning', 'applied'],
    ['on a day before any value, to none', '2022-05-31', null, 'applied'],
    ['on a day before any value, to a later one', '2022-05-31', 'Planning', 'conflict'],
  ])('compares its base %s', (_what, day, base, expected) => {
    expect(codesOf(decide(held.record, note(base, 'Scoping', day), TODAY, held.recordOn))).toEqual([expected]);
  });

  it('that says what held on its day is merged', () => {
    const decision = decide(held.record, note('Nobody saw this', 'Planning', '2022-07-01'), TODAY, held.recordOn);
    expect(decision).toMatchObject({ result: 'merged', record: { fields: { note: 'Recruiting' } } });
  });

  it('is compared with an earlier correction of the same day', () => {
    const corrected = heldAfter(newAfi, note(null, 'Recruiting', '2022-10-01'), {
      ...note(null, 'Scoping', '2022-07-01'),
    });
    const { record, recordOn } = corrected;
    expect(codesOf(decide(record, note(null, 'Planning', '2022-07-01'), TODAY, recordOn))).toEqual(['conflict']);
    expect(codesOf(decide(record, note('Scoping', 'Planning', '2022-07-01'), TODAY, recordOn))).toEqual(['applied']);
  });

  it('corrects one group beside a present change of another', () => {
    const both = {
      ...note('Planning', 'Scoping', '2022-07-01'),
      changes: { note: { base: 'Planning', value: 'Scoping' }, owner: { base: null, value: 'ACC Crime' } },
    };
    expect(decide(held.record, both, TODAY, held.recordOn)).toMatchObject({
      result: 'applied',
      record: { fields: { note: 'Recruiting', owner: 'ACC Crime' }, effective: { owner: '2022-07-01' } },
    });
  });

  it('must be right on its own day', () => {
    const wrong = { ...note('Planning', '', '2022-07-01'), changes: { note: { base: 'Planning', value: 12 } } };
    expect(codesOf(decide(held.record, wrong, TODAY, held.recordOn))).toEqual(['invalid-type']);
  });

  it('needs a reason too where a record is deleted from before it was restored', () => {
    const { record, recordOn } = heldAfter(
      newAfi,
      existence('delete', '2022-10-20'),
      existence('restore', '2022-10-31'),
    );
    const late = existence('delete', '2022-10-15');
    expect(codesOf(decide(record, late, TODAY, recordOn))).toEqual(['reason-missing']);
    const decision = decide(record, { ...late, reason }, TODAY, recordOn);
    expect(decision).toMatchObject({ result: 'applied', change: { op: 'delete' } });
    expect(decision.result === 'applied' && decision.record.deleted).toBeUndefined();
  });
});

describe('[S13] what is effective before the record began', () => {
  const before = '2022-02-28';
  it.each([
    ['a change', note(null, 'Early', before)],
    [
      'a change of what was never set',
      mutation({
        kind: 'afi',
        recordId: 'afi/7',
        changes: { owner: { base: null, value: 'ACC Crime' } },
        effectiveOn: before,
      }),
    ],
    ['a deletion', existence('delete', before)],
    ['a restoration', existence('restore', before)],
  ])('is rejected, naming its first day: %s', (_what, edit) => {
    expect(decide(held.record, edit, TODAY, held.recordOn)).toMatchObject({
      result: 'rejected',
      problems: [{ path: 'effectiveOn', code: 'before-creation', message: expect.stringContaining(FIRST_DAY) }],
    });
  });

  it('names the first day though every value of it was replaced since', () => {
    const office = { kind: 'office', recordId: 'office/9' } as const;
    const example = { base: true, value: true };
    const named = (base: string, value: string, effectiveOn: string) =>
      mutation({ ...office, changes: { name: { base, value }, example }, effectiveOn });
    const first = { ...creation('office', 'office/9', { name: 'One', example: true }), effectiveOn: FIRST_DAY };
    const { record, recordOn } = heldAfter(
      first,
      named('One', 'Two', '2022-05-01'),
      named('Two', 'Three', '2022-09-01'),
    );
    const early = { ...named('One', 'Zero', '2022-01-01'), reason };
    expect(decide(record, early, TODAY, recordOn)).toMatchObject({
      problems: [{ code: 'before-creation', message: expect.stringContaining(`began on ${FIRST_DAY}`) }],
    });
  });

  it('lets the record begin earlier where it is a creation', () => {
    const earlier = { ...newAfi, effectiveOn: '2022-01-10', reason };
    const decision = decide(held.record, earlier, TODAY, held.recordOn);
    expect(decision).toMatchObject({ result: 'applied', record: { effective: { note: '2022-10-01' } } });
  });
});

describe('[S13] needsHistory', () => {
  it.each([
    ['a record that is not there', null, note(null, 'x', '2022-01-01'), false],
    ['a change of today', held.record, note('Recruiting', 'x', TODAY), false],
    ['a change of the day from which the value holds', held.record, note('Recruiting', 'x', '2022-10-01'), false],
    ['a change before that', held.record, note('Planning', 'x', '2022-09-30'), true],
    ['a change of another group on a day between', held.record, ownerOn('2022-07-01'), false],
    ['a change of another group before everything', held.record, ownerOn('2022-02-28'), true],
    ['a deletion on a day between', held.record, existence('delete', '2022-07-01'), false],
    ['a deletion before everything', held.record, existence('delete', '2022-02-28'), true],
  ])('of %s', (_what, record, edit, expected) => {
    expect(needsHistory(record, edit)).toBe(expected);
  });

  it('and there is none: the edit is rejected until it is loaded', () => {
    const correction = note('Planning', 'Scoping', '2022-07-01');
    expect(codesOf(decide(held.record, correction, TODAY))).toEqual(['history-loading']);
    expect(codesOf(decide(held.record, ownerOn('2022-02-28'), TODAY))).toEqual(['history-loading']);
    expect(codesOf(decide(held.record, ownerOn('2022-07-01'), TODAY))).toEqual(['applied']);
  });

  function ownerOn(effectiveOn: string): Mutation {
    const changes = { owner: { base: null, value: 'ACC Crime' } };
    return mutation({ kind: 'afi', recordId: 'afi/7', changes, effectiveOn });
  }
});
