import { describe, expect, it } from 'vitest';
import { decide } from '../../../../shared/sync/merge.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import {
  afiFields,
  callMonthFields,
  creation,
  mutation,
  noteEdit,
  statusEdit,
  TODAY,
} from '../../functions/service-fixtures.ts';

/** What the dataset holds after these mutations, each of which must be accepted. */
function holding(...mutations: readonly Mutation[]): DatasetRecord {
  let record: DatasetRecord | null = null;
  for (const each of mutations) {
    const decision = decide(record, each, TODAY);
    if (decision.result !== 'applied' && decision.result !== 'merged') throw new Error(JSON.stringify(decision));
    record = decision.record;
  }
  if (record === null) throw new Error('nothing was held');
  return record;
}

const newAfi = creation('afi', 'afi/7', afiFields(7));
const afi = holding(newAfi);
const codesOf = (decision: ReturnType<typeof decide>): string[] =>
  decision.result === 'rejected' ? decision.problems.map(({ code }) => code) : [decision.result];

describe('decide', () => {
  it('[S5] takes a value whose base is still held', () => {
    const decision = decide(afi, noteEdit(7, null, 'Recruiting'), TODAY);
    expect(decision).toMatchObject({
      result: 'applied',
      record: { revision: 2, fields: { note: 'Recruiting' }, effective: { note: TODAY, status: '2022-10-31' } },
      change: { recordId: 'afi/7', revision: 2, changes: { note: { base: null, value: 'Recruiting' } } },
    });
  });

  it('[S5] merges a value that is held already', () => {
    const held = holding(newAfi, noteEdit(7, null, 'Recruiting'));
    expect(decide(held, noteEdit(7, null, 'Recruiting'), TODAY)).toMatchObject({
      result: 'merged',
      record: { revision: 3 },
    });
  });

  it('[S5] [S6] leaves a group whose base is no longer held in conflict', () => {
    const held = holding(newAfi, noteEdit(7, null, 'Recruiting'));
    expect(decide(held, noteEdit(7, null, 'Training'), TODAY)).toEqual({ result: 'conflict', groups: ['note'] });
  });

  it('[S6] writes nothing of a mutation of which one group is in conflict', () => {
    const held = holding(newAfi, noteEdit(7, null, 'Recruiting'));
    const both = { ...noteEdit(7, null, 'Training').changes, owner: { base: null, value: 'T/Supt Example' } };
    const decision = decide(held, mutation({ kind: 'afi', recordId: 'afi/7', changes: both }), TODAY);
    expect(decision).toEqual({ result: 'conflict', groups: ['note'] });
  });

  it('[S7] keeps edits of different field groups, though both were made on the same base', () => {
    const held = holding(newAfi, statusEdit(7, 'In progress', 'Force complete'), noteEdit(7, null, 'Recruiting'));
    expect(held.fields).toMatchObject({ status: 'Force complete', note: 'Recruiting' });
  });

  it('[S5] treats the counts of a month as one group', () => {
    const held = holding(creation('call-month', 'call-month/101/2022-07', callMonthFields()));
    const changes = {
      received: { base: 62_190, value: 62_191 },
      answered: { base: 27_918, value: 27_919 },
      answeredUnder10s: { base: 5_000, value: 5_000 },
      notAnswered: { base: 1, value: 34_272 },
    };
    const decision = decide(held, mutation({ kind: 'call-month', recordId: held.id, changes }), TODAY);
    expect(decision).toEqual({ result: 'conflict', groups: ['received'] });
  });

  it('[S1] rejects a part of a field group', () => {
    const changes = { status: { base: 'In progress', value: 'Force complete' } };
    const decision = decide(afi, mutation({ kind: 'afi', recordId: 'afi/7', changes }), TODAY);
    expect(codesOf(decision)).toEqual(['incomplete-group', 'incomplete-group']);
  });

  it('[S5] creating what exists is a conflict, unless the fields are the same', () => {
    expect(decide(afi, creation('afi', 'afi/7', afiFields(7)), TODAY).result).toBe('merged');
    const other = creation('afi', 'afi/7', { ...afiFields(7), reportWording: 'Another wording' });
    expect(decide(afi, other, TODAY)).toEqual({ result: 'conflict', groups: ['reportWording'] });
  });

  it('[S8] rejects what leaves the whole record invalid, and says why', () => {
    const bad = creation('call-month', 'call-month/101/2022-07', { ...callMonthFields(), received: 1 });
    const decision = decide(null, bad, TODAY);
    expect(decision).toMatchObject({ result: 'rejected', problems: [{ path: 'received', code: 'does-not-add-up' }] });
  });

  it.each([
    [
      'an unknown record',
      mutation({ kind: 'afi', recordId: 'afi/42', changes: { note: { base: null, value: 'x' } } }),
      null,
      'unknown-record',
    ],
    [
      'another kind',
      mutation({ kind: 'board', recordId: 'afi/7', changes: { name: { base: null, value: 'x' } } }),
      afi,
      'kind-mismatch',
    ],
    ['no change', mutation({ kind: 'afi', recordId: 'afi/7' }), afi, 'nothing-changed'],
    ['fields with a deletion', mutation({ ...noteEdit(7, null, 'x'), op: 'delete' }), afi, 'fields-not-allowed'],
    ['a day in the future', mutation({ ...noteEdit(7, null, 'x'), effectiveOn: '2022-11-02' }), afi, 'date-in-future'],
    ['a mistyped year', mutation({ ...noteEdit(7, null, 'x'), effectiveOn: '1022-11-01' }), afi, 'date-too-early'],
    [
      'a field that no AFI has',
      mutation({ kind: 'afi', recordId: 'afi/7', changes: { colour: { base: null, value: 'red' } } }),
      afi,
      'unknown-field',
    ],
  ])('[S8] rejects %s', (_what, edit, held, code) => {
    expect(codesOf(decide(held, edit, TODAY))).toEqual([code]);
  });

  it.each([
    ['of blanks', ' \t ', 'must not be blank'],
    ['with a control character, as a paste from Word has', 'one\u000btwo', 'must not hold control characters'],
    ['of more than 1,000 characters', 'x'.repeat(1001), 'must be at most 1,000 characters'],
  ])('[S8] rejects a reason %s', (_what, reason, message) => {
    const decision = decide(afi, { ...noteEdit(7, null, 'x'), reason }, TODAY);
    expect(decision).toMatchObject({
      result: 'rejected',
      problems: [{ path: 'reason', message: `reason ${message}` }],
    });
  });

  it.each([
    ['with no value', { colour: { base: null, value: null } }],
    ['that every object has', { constructor: { base: null, value: 'x' } }],
    ['among fields that there are', { note: { base: null, value: 'x' }, toString: { base: null, value: 'x' } }],
  ])('[S8] lets no unknown field into the log: one %s', (_what, changes) => {
    const edit = mutation({ kind: 'afi', recordId: 'afi/7', changes, reason: 'Because' });
    expect(codesOf(decide(afi, edit, TODAY))).toEqual(['unknown-field']);
    const created = { ...newAfi, changes: { ...newAfi.changes, ...changes } };
    expect(codesOf(decide(null, created, TODAY))).toEqual(['unknown-field']);
  });

  it('[S8] an edit made on top of a value that was refused is in conflict', () => {
    const refused = noteEdit(7, null, 'x'.repeat(4001));
    expect(codesOf(decide(afi, refused, TODAY))).toEqual(['too-big']);
    const onTop = noteEdit(7, 'x'.repeat(4001), 'Shorter');
    expect(decide(afi, onTop, TODAY)).toEqual({ result: 'conflict', groups: ['note'] });
  });

  it('[S12] deletes to a tombstone, refuses edits of it, and restores it', () => {
    const gone = holding(newAfi, mutation({ kind: 'afi', recordId: 'afi/7', op: 'delete' }));
    expect(gone).toMatchObject({ deleted: true, fields: { status: 'In progress' } });
    expect(codesOf(decide(gone, noteEdit(7, null, 'x'), TODAY))).toEqual(['deleted-record']);
    const back = decide(gone, mutation({ kind: 'afi', recordId: 'afi/7', op: 'restore' }), TODAY);
    expect(back).toMatchObject({ result: 'applied', record: { revision: 3 } });
    expect(back.result === 'applied' && back.record.deleted).toBeUndefined();
  });
});
