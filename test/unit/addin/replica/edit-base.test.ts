import { describe, expect, it } from 'vitest';
import type { EditRequest } from '../../../../addin/replica/replica-port.ts';
import type { FieldValue } from '../../../../shared/sync/record.ts';
import {
  ASHA,
  answeredBy,
  BEN,
  commitOf,
  FIRST_COMMIT,
  JULY_101,
  loggedChange,
  noteCommit,
  noteOf,
  TODAY,
  testReplica,
  withLog,
} from './replica-fixtures.ts';

const JULY = 'call-month/101/2022-07';
const SEEN = { received: 29_816, answered: 13_385, answeredUnder10s: 2669, notAnswered: 16_431 };
const THEIRS = { received: 30_000, answered: 13_569, answeredUnder10s: 2669, notAnswered: 16_431 };
const MINE = { answered: 13_400, notAnswered: 16_416 };

/** Others have changed both since the person looked. */
const changed = (options = {}) =>
  testReplica({
    commits: [
      FIRST_COMMIT,
      noteCommit(2, 7, 'Theirs'),
      commitOf(3, loggedChange('call-month', JULY, THEIRS, { revision: 2, effectiveOn: TODAY })),
    ],
    ...options,
  });
const noted = (note: string | null, base: FieldValue | null, more: Partial<EditRequest> = {}): EditRequest => ({
  kind: 'afi',
  recordId: 'afi/7',
  values: { note },
  base: { note: base },
  ...more,
});
const ofJuly = (values: EditRequest['values'], base?: EditRequest['base']): EditRequest => ({
  kind: 'call-month',
  recordId: JULY,
  values,
  ...(base === undefined ? {} : { base }),
});
const codesOf = async (editing: ReturnType<Awaited<ReturnType<typeof changed>>['edit']>) => {
  const result = await editing;
  return result.saved ? 'saved' : result.problems.map(({ path, code }) => [path, code]);
};

describe('[S5] [S6] an edit of somebody who saw older values', () => {
  it('is kept on what they saw and shown as pending, and comes back where it is in conflict', async () => {
    const replica = await changed();
    expect(await replica.edit(noted('Mine', null))).toMatchObject({ saved: true });
    expect(replica.waiting('afi/7')[0]?.changes.note).toEqual({ base: null, value: 'Mine' });
    expect(noteOf(7)(replica)).toBe('Mine');
    expect(replica.pendingFields('afi/7')).toEqual(new Set(['note']));
    await answeredBy(replica, ({ recordId }) => ({
      result: 'conflict',
      record: replica.copy.records.base(recordId),
      conflicts: [{ group: 'note' }],
    }));
    expect(noteOf(7)(replica)).toBe('Theirs');
    expect(replica.returned()).toMatchObject([
      { result: 'conflict', mutation: { changes: { note: { value: 'Mine' } } } },
    ]);
  });

  it('[S1] takes what they did not touch of the group from what they saw, not from what is held now', async () => {
    const replica = await changed();
    expect(await codesOf(replica.edit(ofJuly(MINE, SEEN)))).toBe('saved');
    expect(replica.waiting(JULY)[0]?.changes).toEqual({
      received: { base: 29_816, value: 29_816 },
      answered: { base: 13_385, value: 13_400 },
      answeredUnder10s: { base: 2669, value: 2669 },
      notAnswered: { base: 16_431, value: 16_416 },
    });
  });

  it('of a field that nobody changed is the same as without', async () => {
    const replica = await changed();
    const result = await replica.editAll([
      { kind: 'afi', recordId: 'afi/8', values: { note: 'Mine', owner: 'Me' }, base: { note: null } },
      { kind: 'afi', recordId: 'afi/7', values: { owner: 'Me' }, base: { note: 'Older', owner: null } },
    ]);
    expect(result.every(({ saved }) => saved)).toBe(true);
    const bases = ['afi/8', 'afi/7'].map((id) => replica.waiting(id)[0]?.changes);
    expect(bases).toEqual([
      { note: { base: null, value: 'Mine' }, owner: { base: null, value: 'Me' } },
      { owner: { base: null, value: 'Me' } },
    ]);
  });

  it('that asks for what is recorded already is no edit', async () => {
    const replica = await changed();
    expect(await codesOf(replica.edit(noted('Theirs', null)))).toEqual([['', 'nothing-changed']]);
    expect(await codesOf(replica.edit(ofJuly(THEIRS, SEEN)))).toEqual([['', 'nothing-changed']]);
  });

  it('[S8] [S19] is held to the rules and to permission all the same', async () => {
    const asha = await changed({ actor: ASHA });
    expect(await codesOf(asha.edit(ofJuly({ answered: 13_000 }, SEEN)))).toEqual([['received', 'does-not-add-up']]);
    expect(await codesOf(asha.edit(noted('x'.repeat(100_000), null)))).toEqual([['note', expect.any(String)]]);
    const ben = await changed({ actor: BEN });
    expect(await codesOf(ben.edit(noted('Mine', null)))).toEqual([['', 'not-permitted']]);
    expect([asha, ben].map((replica) => replica.copy.summary.unsent)).toEqual([0, 0]);
  });

  it('is not saved where they chose by values that are no longer there', async () => {
    const replica = await changed();
    expect(await codesOf(replica.edit(noted('Mine', null, { seen: { note: null } })))).toEqual([
      ['', 'changed-meanwhile'],
    ]);
  });
});

describe('[S15] an edit on older values beside one that waits', () => {
  it('stays apart from it, as they never saw it', async () => {
    const replica = await testReplica({ commits: [FIRST_COMMIT] });
    await replica.edit(noted('In the pane', null));
    await replica.edit(noted('In a table', null));
    expect(replica.waiting('afi/7').map(({ changes }) => changes.note)).toEqual([
      { base: null, value: 'In the pane' },
      { base: null, value: 'In a table' },
    ]);
    await replica.edit(noted('In the table again', 'In a table'));
    expect(replica.waiting('afi/7').map(({ changes }) => changes.note?.value)).toEqual([
      'In the pane',
      'In the table again',
    ]);
  });
});

describe('[S13] a correction by somebody who saw older values', () => {
  const LOG = [
    FIRST_COMMIT,
    commitOf(2, loggedChange('call-month', JULY, THEIRS, { revision: 2, effectiveOn: TODAY })),
  ];
  const correction = (base: EditRequest['base']): EditRequest => ({
    ...ofJuly(MINE, base),
    effectiveOn: '2022-10-01',
    reason: 'Counted again',
  });
  const corrected = async (base: EditRequest['base']) => {
    const replica = await withLog(await testReplica({ commits: LOG }), LOG);
    expect(await codesOf(replica.edit(correction(base)))).toBe('saved');
    return replica.waiting(JULY)[0]?.changes;
  };

  it('is made on the values of its day where they saw what is held now', async () => {
    expect((await corrected(THEIRS))?.received).toEqual({ base: JULY_101.received, value: JULY_101.received });
  });

  it('is made on what they saw otherwise, for the service to find out', async () => {
    const older = { received: 29_000, answered: 12_569, answeredUnder10s: 2669, notAnswered: 16_431 };
    const replica = await withLog(await testReplica({ commits: LOG }), LOG);
    const request = { ...correction(older), values: { received: 29_001, answered: 12_570 } };
    expect(await codesOf(replica.edit(request))).toBe('saved');
    expect(replica.waiting(JULY)[0]?.changes).toMatchObject({
      received: { base: 29_000, value: 29_001 },
      notAnswered: { base: 16_431, value: 16_431 },
    });
  });
});
