import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyChange, type RecordChange, recordAsAt } from '../../../../shared/sync/fold.ts';
import { decide } from '../../../../shared/sync/merge.ts';
import type { Mutation } from '../../../../shared/sync/protocol.ts';
import type { DatasetRecord } from '../../../../shared/sync/record.ts';
import { afiFields, creation, mutation, noteEdit, TODAY } from '../../functions/service-fixtures.ts';

const SEED = 20221031;
const dayOfOctober = fc.integer({ min: 1, max: 31 }).map((day) => `2022-10-${String(day).padStart(2, '0')}`);

interface Edit {
  readonly field: 'note' | 'owner' | 'existence';
  readonly value: string;
  readonly effectiveOn: string;
}
const editOf: fc.Arbitrary<Edit> = fc.record({
  field: fc.constantFrom('note', 'owner', 'existence'),
  value: fc.constantFrom('one', 'two', 'three'),
  effectiveOn: dayOfOctober,
});

/** What somebody sends who sees the record as it was on the edit's day. */
function mutationOf({ field, value, effectiveOn }: Edit, held: DatasetRecord, log: readonly RecordChange[]): Mutation {
  const reason = 'As the minutes say';
  if (field === 'existence') {
    return mutation({
      kind: 'afi',
      recordId: 'afi/7',
      op: held.deleted === true ? 'restore' : 'delete',
      effectiveOn,
      reason,
    });
  }
  const changes = { [field]: { base: recordAsAt(log, effectiveOn)?.fields[field] ?? null, value } };
  return mutation({ kind: 'afi', recordId: 'afi/7', changes, effectiveOn, reason });
}

/** The log that accepting these edits in turn writes, and the record that the dataset then holds. */
function logOf(edits: readonly Edit[]): { log: RecordChange[]; record: DatasetRecord } {
  const first = decide(null, { ...creation('afi', 'afi/7', afiFields(7)), effectiveOn: '2022-10-01' }, TODAY);
  if (first.result !== 'applied') throw new Error(JSON.stringify(first));
  let record = first.record;
  const log = [first.change];
  for (const edit of edits) {
    const decision = decide(record, mutationOf(edit, record, log), TODAY, (day) => recordAsAt(log, day));
    if (decision.result !== 'applied' && decision.result !== 'merged') continue;
    record = decision.record;
    log.push(decision.change);
  }
  return { log, record };
}

it('[S13] as at today, a record is what the dataset holds', () => {
  fc.assert(
    fc.property(fc.array(editOf, { maxLength: 20 }), (edits) => {
      const { log, record } = logOf(edits);
      expect(recordAsAt(log, TODAY)).toEqual(record);
      expect(log.reduce<DatasetRecord | null>(applyChange, null)).toEqual(record);
    }),
    { seed: SEED },
  );
});

it('[S13] as at a day, each group holds the last change that is effective by then', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.array(editOf, { maxLength: 20 }), dayOfOctober, (edits, day) => {
      const { log } = logOf(edits);
      const notes = log.filter((change) => 'note' in change.changes && change.effectiveOn <= day);
      const last = notes.reduce<RecordChange | null>(
        (latest, change) => (latest === null || change.effectiveOn >= latest.effectiveOn ? change : latest),
        null,
      );
      expect(recordAsAt(log, day)?.fields.note).toEqual(last?.changes.note?.value);
      seen += last === null ? 0 : 1;
    }),
    { seed: SEED },
  );
  expect(seen, 'days on which there was a note').toBeGreaterThan(20);
});

it('[S13] as at a day before anything began, there is no record', () => {
  const { log } = logOf([]);
  expect(recordAsAt(log, '2022-09-30')).toBeNull();
  expect(recordAsAt(log, '2022-10-01')?.fields.status).toBe('In progress');
});

it('removes a field that is set to nothing', () => {
  const decision = decide(null, creation('afi', 'afi/7', { ...afiFields(7), note: 'old' }), TODAY);
  if (decision.result !== 'applied') throw new Error(JSON.stringify(decision));
  const removed = decide(
    decision.record,
    { ...noteEdit(7, 'old', ''), changes: { note: { base: 'old', value: null } } },
    TODAY,
  );
  expect(removed).toMatchObject({ result: 'applied' });
  expect(removed.result === 'applied' && 'note' in removed.record.fields).toBe(false);
});
