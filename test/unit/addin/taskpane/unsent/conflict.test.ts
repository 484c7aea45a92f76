import { describe, expect, it } from 'vitest';
import { conflictOf, editAgain } from '../../../../../addin/taskpane/unsent/conflict.ts';
import type { Mutation } from '../../../../../shared/sync/protocol.ts';

const MINE: Mutation = {
  mutationId: '00000000-0000-4000-8000-000000000001',
  recordId: 'afi/7',
  kind: 'afi',
  op: 'set',
  changes: {
    status: { base: 'In progress', value: 'Force complete' },
    forecast: { base: '2022-12-31', value: '2022-12-31' },
    signOff: { base: null, value: null },
    note: { base: null, value: 'Mine' },
  },
  effectiveOn: '2026-11-20',
  reason: 'Why',
  editedAt: '2026-11-22T08:00:00.000Z',
};
const held = (fields: Record<string, string>, from = '2026-11-01') => ({
  fields: { status: 'In progress', forecast: '2022-12-31', ...fields },
  effective: { status: from },
});

describe('[S6] what a returned edit and the record disagree about', () => {
  it('names the groups that another changed, and keeps the others apart', () => {
    const conflict = conflictOf(MINE, held({ status: 'Not started' }));
    expect(conflict).toMatchObject({ groups: ['status'], untouched: ['note'] });
    expect(conflict.fields.map(({ field }) => field)).toEqual(['status']);
  });

  it('leaves out what the record holds as mine already', () => {
    expect(conflictOf(MINE, held({ status: 'Not started', note: 'Mine' })).untouched).toEqual([]);
    expect(conflictOf(MINE, held({ status: 'Force complete', note: 'Mine' })).groups).toEqual([]);
  });

  it('still offers mine where theirs went back to what it was', () => {
    expect(conflictOf(MINE, held({}))).toMatchObject({ groups: ['status', 'note'], untouched: [] });
  });
});

describe('[S6] mine as a new edit', () => {
  it('carries whole groups, the reason, and what was seen of the record', () => {
    expect(editAgain(MINE, ['status'], held({ status: 'Not started' }))).toEqual({
      kind: 'afi',
      recordId: 'afi/7',
      values: { status: 'Force complete', forecast: '2022-12-31', signOff: null },
      seen: { status: 'Not started', forecast: '2022-12-31', signOff: null },
      effectiveOn: '2026-11-20',
      reason: 'Why',
    });
    expect(editAgain(MINE, [], held({}))).toBeNull();
  });

  it('[S13] holds from the day of theirs where that is later: else it would only correct history', () => {
    expect(editAgain(MINE, ['status'], held({ status: 'Not started' }, '2026-11-21'))?.effectiveOn).toBe('2026-11-21');
  });
});
