import { describe, expect, it } from 'vitest';
import { SYNC_STARTS } from '../../../../../addin/workbook/tables/plan/row-state.ts';
import { FIRST_COMMIT, testReplica } from '../../replica/replica-fixtures.ts';
import { REFUSED_BY_SERVICE, simulatedService } from './simulated-service.ts';
import { simulatedTable } from './simulated-table.ts';
import { smallActions, smallPlan } from './small-kinds.ts';

async function planTable() {
  const replica = await testReplica({ commits: [FIRST_COMMIT] });
  const table = simulatedTable(smallPlan);
  await table.round(replica);
  const service = simulatedService([FIRST_COMMIT]);
  const edits = async (more: Parameters<typeof table.round>[1]) => (await table.round(replica, more)).comparison.edits;
  return { replica, table, service, edits };
}

const PROTECTED = { isProtected: true } as const;
const SHUT = { dies: 'after saving' } as const;

describe('an edit that was saved while Excel let the add-in write no cells', () => {
  it.each([
    ['the sheet is protected', PROTECTED],
    ['nothing can be written', SHUT],
  ])('[T32] and came back is not sent again, and stands there as a conflict: %s', async (_what, locked) => {
    const { replica, table, service, edits } = await planTable();
    service.change('afi', 'afi/7', { note: 'Theirs' });
    table.type('afi/7', 'note', 'Mine');
    await table.round(replica, locked);
    await service.answer(replica);
    await service.pull(replica);
    const [returned] = replica.returned();
    for (let turn = 0; turn < 3; turn += 1) expect(await edits(locked)).toEqual([]);
    expect(replica.unsent()).toBe(0);
    expect(replica.returned()).toEqual([returned]);

    const { work } = await table.round(replica);
    expect(work.problems).toMatchObject([{ column: 'note', kind: 'conflict' }]);
    expect(table.cell('afi/7', 'note')).toBe('Mine');
    expect(table.sync('afi/7')).toMatch(/^Conflict: /);
  });

  it('[T24] [T32] and came back: what is entered next is based on what the dataset has by then', async () => {
    const { replica, table, service } = await planTable();
    service.change('afi', 'afi/7', { note: 'Theirs' });
    table.type('afi/7', 'note', 'Mine');
    await table.round(replica, SHUT);
    await service.answer(replica);
    await service.pull(replica);
    await table.round(replica);
    table.type('afi/7', 'note', 'Agreed');
    const { comparison } = await table.round(replica);
    expect(comparison.edits.map(({ request }) => request.base)).toEqual([{ note: 'Theirs' }]);
    await service.answer(replica);
    expect(service.record('afi/7')?.fields.note).toBe('Agreed');
    expect(replica.returned()).toEqual([]);
  });

  it('[T32] and that another office took back is not made again', async () => {
    const { replica, table, service, edits } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    table.type('afi/7', 'status', ' force COMPLETE ');
    expect(await edits(PROTECTED)).toHaveLength(1);
    await service.answer(replica);
    service.change('afi', 'afi/7', { note: null, status: 'In progress' });
    await service.pull(replica);
    expect(await edits(PROTECTED)).toEqual([]);
    expect(replica.unsent()).toBe(0);
    expect(await edits({})).toEqual([]);
    expect([table.cell('afi/7', 'note'), table.cell('afi/7', 'status')]).toEqual(['', 'In progress']);
    expect(service.taken).toHaveLength(1);
  });

  it('[T32] is remembered once: a protected sheet gets no settings written again and again', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    const first = await table.round(replica, PROTECTED);
    expect([...first.work.memoryAlone.keys()]).toEqual(['afi/7']);
    expect((await table.round(replica, PROTECTED)).work.memoryAlone.size).toBe(0);
  });

  it('[T32] keeps what means nothing, for when it can be marked', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'status', 'Nearly there');
    await table.round(replica, PROTECTED);
    expect(table.at('afi/7').marks.size).toBe(0);
    await table.round(replica);
    expect(table.cell('afi/7', 'status')).toBe('Nearly there');
    expect([...table.at('afi/7').marks.keys()]).toEqual(['status']);
  });

  it('[T27] [T32] what a co-author entered stays theirs, though the event tells it only once', async () => {
    const { replica, table, edits } = await planTable();
    table.type('afi/7', 'note', 'Theirs');
    await table.round(replica, { ...PROTECTED, foreign: new Map([['afi/7', new Set(['note'])]]) });
    expect(await edits(PROTECTED)).toEqual([]);
    expect(await edits({})).toEqual([]);
    expect(table.sync('afi/7')).toContain(SYNC_STARTS.coauthor);
  });
});

describe('a new row that the service did not take, and that never got its key', () => {
  it.each([
    ['the sheet is protected', PROTECTED],
    ['nothing can be written', SHUT],
  ])('[T20] [T32] is not sent again, and gets its key when it can: %s', async (_what, locked) => {
    const replica = await testReplica({ commits: [FIRST_COMMIT] });
    const table = simulatedTable(smallActions);
    const service = simulatedService([FIRST_COMMIT]);
    await table.round(replica);
    const row = table.addRow({ text: `New and ${REFUSED_BY_SERVICE}`, state: 'Open' });
    await table.round(replica, locked);
    await service.answer(replica);
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await table.round(replica, locked)).comparison.edits).toEqual([]);
      expect(await service.answer(replica)).toBe(false);
    }
    expect(replica.returned()).toHaveLength(1);
    await table.round(replica);
    expect(row.cells.get('key')).toBe(replica.returned()[0]?.mutation.recordId);
    expect(row.cells.get('sync')).toMatch(/^Refused: .*The service refuses this/);
  });
});
