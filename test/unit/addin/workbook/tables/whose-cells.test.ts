import { describe, expect, it } from 'vitest';
import { FIRST_COMMIT, testReplica } from '../../replica/replica-fixtures.ts';
import { isNothing, NO_ANSWERS } from './simulated-table.ts';
import { planTable } from './small-tables.ts';

describe('a table whose add-in does not know enough', () => {
  it('is left alone while nobody is signed in, nothing is loaded, or the plan is another', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    const nobody = await testReplica({ commits: [], actor: null });
    const empty = await testReplica();
    for (const [each, sources] of [
      [nobody, {}],
      [empty, {}],
      [replica, { datasetId: 'essex-2023' }],
    ] as const) {
      const { comparison, work } = await table.round(each, { sources });
      expect([comparison.edits, isNothing(work)]).toEqual([[], true]);
      expect(work.notice).toBeTruthy();
    }
    table.deleteColumn('key');
    const { work } = await table.round(replica);
    expect([isNothing(work), work.notice?.includes('key column')]).toEqual([true, true]);
  });

  it('sends nothing from rows whose memory is damaged: what is alike is remembered, what differs is asked', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'note', 'Mine, or older?');
    for (const bucket of table.settings.keys()) table.settings.set(bucket, { columns: ['note'], rows: 'none' });
    const { comparison } = await table.round(replica);
    expect(comparison.edits).toEqual([]);
    expect(table.at('afi/7').marks.get('note')).toContain('does not know what stood here before');
    expect(table.sync('afi/8')).toBe('Synced');
    expect(isNothing((await table.round(replica)).work)).toBe(true);
    await table.round(replica, { answers: { ...NO_ANSWERS, putBackCells: new Set(['afi/7']) } });
    expect([table.cell('afi/7', 'note'), table.sync('afi/7'), table.at('afi/7').marks.size]).toEqual(['', 'Synced', 0]);
    table.type('afi/7', 'note', 'Mine');
    expect((await table.round(replica)).comparison.edits).toHaveLength(1);
  });

  it('asks about a row that is not there when nothing tells whether it was deleted', async () => {
    const { replica, table } = await planTable();
    table.deleteRow(0);
    for (const bucket of table.settings.keys()) table.settings.set(bucket, 'damaged');
    const { work } = await table.round(replica);
    expect([work.appended, work.deleted.map(({ key }) => key)]).toEqual([[], ['afi/7']]);
    expect((await table.round(replica)).work.deleted.map(({ key }) => key)).toEqual(['afi/7']);
  });

  it('[T10] goes on without a column that somebody deleted', async () => {
    const { replica, table, service } = await planTable();
    table.deleteColumn('note');
    table.type('afi/7', 'owner', 'An owner');
    service.change('afi', 'afi/7', { note: 'Unseen' });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    expect(service.record('afi/7')?.fields).toMatchObject({ note: 'Unseen', owner: 'An owner' });
    await table.round(replica);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
    expect(table.memory().get('afi/7')?.cells).not.toHaveProperty('note');
  });
});

describe('a co-author', () => {
  it('[T27] without the add-in: the cell stays, is not sent unasked, and is asked about', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'note', 'Theirs');
    const { comparison, work } = await table.round(replica, { foreign: new Map([['afi/7', new Set(['note'])]]) });
    expect([comparison.edits, work.problems.map(({ kind }) => kind)]).toEqual([[], ['edited by a co-author']]);
    expect(String(table.sync('afi/7'))).toMatch(/^Edited by somebody else, or on another computer: Note/);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
    await table.round(replica, { answers: { ...NO_ANSWERS, sendForeign: new Set(['afi/7']) } });
    expect(replica.record('afi', 'afi/7')?.fields.note).toBe('Theirs');
    expect([table.sync('afi/7'), table.memory().get('afi/7')?.foreign]).toEqual(['Waiting', undefined]);
  });

  it('[T27] without the add-in: what they entered can be put back', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'note', 'Theirs');
    await table.round(replica, { foreign: new Map([['afi/7', new Set(['note'])]]) });
    await table.round(replica, { answers: { ...NO_ANSWERS, putBackCells: new Set(['afi/7']) } });
    expect([table.cell('afi/7', 'note'), table.sync('afi/7')]).toEqual(['', 'Synced']);
  });

  it('[T26] with the add-in: that a cell is not mine is noted for me alone, and they send it', async () => {
    const { replica, table } = await planTable();
    const theirs = await testReplica({
      commits: [FIRST_COMMIT],
      actor: { subject: 'nora', name: 'Nora', role: 'manager', offices: [] },
    });
    table.type('afi/7', 'note', 'Nora’s');
    await table.round(replica, { foreign: new Map([['afi/7', new Set(['note'])]]) });
    const noted = { [replica.person()?.subject ?? '']: ['note'] };
    expect(table.memory().get('afi/7')?.foreign).toEqual(noted);
    const { comparison, work } = await table.round(theirs);
    expect([comparison.edits.map(({ columns }) => columns), work.problems]).toEqual([[['note']], []]);
    expect([theirs.record('afi', 'afi/7')?.fields.note, table.memory().get('afi/7')?.foreign]).toEqual([
      'Nora’s',
      noted,
    ]);
  });

  it('[T26] with the add-in: what they entered is resolved by the dataset, and their word in Sync stays', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Theirs');
    table.type('afi/7', 'sync', 'Waiting');
    const { work } = await table.round(replica, { foreign: new Map([['afi/7', new Set(['note', 'sync'])]]) });
    expect([work.writes, table.sync('afi/7')]).toEqual([[], 'Waiting']);
    service.change('afi', 'afi/7', { note: 'Theirs' });
    await service.pull(replica);
    await table.round(replica);
    expect([table.sync('afi/7'), replica.unsent()]).toEqual(['Synced', 0]);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  });
});
