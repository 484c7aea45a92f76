import { describe, expect, it } from 'vitest';
import { commitOf, FIRST_COMMIT, loggedChange, testReplica } from '../../replica/replica-fixtures.ts';
import { REFUSED_BY_SERVICE, simulatedService } from './simulated-service.ts';
import { isNothing, NO_ANSWERS, simulatedTable } from './simulated-table.ts';
import { smallActions, smallCalls, smallPlan } from './small-kinds.ts';

const AUGUST = 'call-month/101/2022-08';
const NEW_MONTH = { month: '2022-08', received: 10, answered: 6, under10s: 5, notAnswered: 4 };
const COPY = 'Refused: this row is a copy of another; clear its key to make a new record, or delete the row';
const KEY_CHANGED = 'Refused: the key was changed; undo, or delete this row';

async function tableOf(kind = smallPlan, commits = [FIRST_COMMIT]) {
  const replica = await testReplica({ commits });
  const table = simulatedTable(kind);
  await table.round(replica);
  const settles = async () => isNothing((await table.round(replica)).work);
  return { replica, table, settles, service: simulatedService(commits) };
}

const keys = (table: ReturnType<typeof simulatedTable>) => table.rows.map(({ cells }) => cells.get('key'));

const THEIRS = 'edited by a co-author';

describe('rows and keys', () => {
  it('[T13] a sorted table gets what is new in the right rows', async () => {
    const { replica, table, service, settles } = await tableOf();
    table.rows.reverse();
    service.change('afi', 'afi/8', { note: 'Eight' });
    await service.pull(replica);
    await table.round(replica);
    expect([keys(table), table.cell('afi/8', 'note'), table.cell('afi/7', 'note')]).toEqual([
      ['afi/8', 'afi/7'],
      'Eight',
      '',
    ]);
    expect(await settles()).toBe(true);
  });

  it('[T45] a copy is refused, whichever of the two is edited then, and well again once its key is gone', async () => {
    const { replica, table, settles } = await tableOf();
    const copy = table.addRow(Object.fromEntries(table.at('afi/7').cells));
    await table.round(replica);
    expect(copy.cells.get('sync')).toBe(COPY);
    expect(copy.marks.get('key')).toContain('copy of another');
    expect(await settles()).toBe(true);
    table.put(copy, 'note', 'In the copy');
    expect(await settles()).toBe(true);
    table.type('afi/7', 'note', 'In the row');
    await table.round(replica);
    expect(replica.record('afi', 'afi/7')?.fields.note).toBe('In the row');
    table.put(copy, 'key', '');
    await table.round(replica);
    expect(String(copy.cells.get('sync'))).toContain('AFIs are added in the pane');
    expect(copy.marks.has('key')).toBe(false);
    expect(await settles()).toBe(true);
  });

  it('[T45] a key that was typed over, cleared, or swapped comes back', async () => {
    const { replica, table, settles } = await tableOf();
    const [seven, eight] = [table.at('afi/7'), table.at('afi/8')];
    for (const typed of ['nonsense', '', 'afi/8']) {
      table.put(seven, 'key', typed);
      const { comparison } = await table.round(replica);
      expect([comparison.edits, comparison.deleted, seven.cells.get('key')]).toEqual([[], [], 'afi/7']);
      expect(await settles()).toBe(true);
    }
    table.put(seven, 'key', 'afi/8');
    table.put(eight, 'key', 'afi/7');
    const { comparison } = await table.round(replica);
    expect([comparison.edits, keys(table)]).toEqual([[], ['afi/7', 'afi/8']]);
  });

  it('[T45] a changed key in a row that was edited too is refused, and its record asked about', async () => {
    const { replica, table, settles } = await tableOf();
    const seven = table.at('afi/7');
    table.put(seven, 'key', 'call-month/101/2022-07');
    table.put(seven, 'note', 'Edited');
    const { work } = await table.round(replica);
    expect([seven.cells.get('sync'), work.deleted.map(({ key }) => key)]).toEqual([KEY_CHANGED, ['afi/7']]);
    expect(await settles()).toBe(true);
    table.put(seven, 'key', 'afi/7');
    await table.round(replica);
    expect([seven.cells.get('sync'), seven.marks.size]).toEqual(['Waiting', 0]);
    expect(replica.record('afi', 'afi/7')?.fields.note).toBe('Edited');
  });

  it('[T16] a deleted row is asked about, and put back or forgotten', async () => {
    const { replica, table, settles } = await tableOf();
    table.deleteRow(0);
    const { work } = await table.round(replica);
    expect([work.deleted.map(({ key }) => key), work.appended]).toEqual([['afi/7'], []]);
    expect(await settles()).toBe(true);
    await table.round(replica, { answers: { ...NO_ANSWERS, putBackRows: new Set(['afi/7']) } });
    expect(keys(table)).toEqual(['afi/8', 'afi/7']);
    expect(await settles()).toBe(true);
    table.deleteRow(1);
    await replica.edit({ kind: 'afi', recordId: 'afi/7', op: 'delete', values: {} });
    const after = await table.round(replica);
    expect([after.work.deleted, table.memory().has('afi/7')]).toEqual([[], false]);
  });

  it('a fixed row that was deleted stays away', async () => {
    const { table, settles } = await tableOf(smallCalls);
    table.deleteRow(keys(table).indexOf('total'));
    expect(await settles()).toBe(true);
    expect(keys(table)).toEqual(['call-month/101/2022-07']);
  });

  it('a record that another office made is added at the end, one that it deleted is removed', async () => {
    const { replica, table, service, settles } = await tableOf(smallCalls);
    service.change('call-month', AUGUST, {
      channel: '101',
      month: '2022-08',
      received: 1,
      answered: 1,
      answeredUnder10s: 1,
      notAnswered: 0,
    });
    await service.pull(replica);
    await table.round(replica);
    expect(table.at(AUGUST).formulas.has('share')).toBe(true);
    expect(await settles()).toBe(true);
    service.remove(AUGUST);
    await service.pull(replica);
    await table.round(replica);
    expect(keys(table)).toEqual(['call-month/101/2022-07', 'total']);
    expect(await settles()).toBe(true);
  });

  it('a deleted record whose row holds an edit keeps its row, and says so', async () => {
    const { replica, table, service, settles } = await tableOf();
    table.type('afi/7', 'status', 'Nonsense');
    service.remove('afi/7');
    await service.pull(replica);
    await table.round(replica);
    expect([table.cell('afi/7', 'status'), String(table.sync('afi/7'))]).toEqual([
      'Nonsense',
      'This record was deleted: what was entered here is kept; copy it to where it belongs, then delete the row',
    ]);
    expect(await settles()).toBe(true);
    service.remove('afi/7', 'restore');
    await service.pull(replica);
    await table.round(replica);
    expect(String(table.sync('afi/7'))).toContain('Refused: Status');
    service.remove('afi/7');
    await service.pull(replica);
    await table.round(replica, { answers: { ...NO_ANSWERS, putBackCells: new Set(['afi/7']) } });
    expect(keys(table)).toEqual(['afi/8']);
  });

  it('blank rows are ignored wherever they are', async () => {
    const { table, settles } = await tableOf();
    const blank = table.addRow({}, 1);
    expect(await settles()).toBe(true);
    table.put(blank, 'note', '   ');
    expect(await settles()).toBe(true);
  });
});

describe('a new row', () => {
  it('[T15] lacks something, is then saved, and gets its key', async () => {
    const { replica, table, service, settles } = await tableOf(smallCalls);
    const row = table.addRow({ ...NEW_MONTH, received: '', notAnswered: '' }, 0);
    await table.round(replica);
    expect(row.cells.get('sync')).toBe('New: fill in Received, NotAnswered');
    expect(await settles()).toBe(true);
    table.put(row, 'received', 11);
    table.put(row, 'notAnswered', 4);
    await table.round(replica);
    expect(String(row.cells.get('sync'))).toContain('but received is 11');
    expect(row.marks.size).toBeGreaterThan(0);
    expect(await settles()).toBe(true);
    table.put(row, 'received', '10');
    await table.round(replica);
    expect([row.cells.get('key'), row.cells.get('sync'), row.marks.size]).toEqual([AUGUST, 'Waiting', 0]);
    expect(await settles()).toBe(true);
    await service.answer(replica);
    await table.round(replica);
    expect([service.record(AUGUST)?.fields.received, row.cells.get('sync')]).toEqual([10, 'Synced']);
  });

  it('[T17] whose runtime died before its key was written is the row of the record that was saved', async () => {
    for (const kind of [smallCalls, smallActions]) {
      const { replica, table, settles } = await tableOf(kind);
      const cells = kind === smallCalls ? NEW_MONTH : { text: 'Act', state: '' };
      table.addRow(cells);
      table.addRow(kind === smallCalls ? {} : cells);
      await table.round(replica, { dies: 'after saving' });
      const { comparison } = await table.round(replica);
      expect(comparison.edits).toEqual([]);
      expect(await settles()).toBe(true);
      const made = replica.all(kind.recordKind).filter(({ id }) => id !== 'call-month/101/2022-07');
      expect(made).toHaveLength(kind === smallCalls ? 1 : 2);
      expect(keys(table)).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
    }
  });

  it('two alike are two records where the kind numbers them, and one is refused where it does not', async () => {
    const actions = await tableOf(smallActions);
    actions.table.addRow({ text: 'Act' });
    actions.table.addRow({ text: 'Act' });
    await actions.table.round(actions.replica);
    expect(new Set(keys(actions.table)).size).toBe(2);
    expect(await actions.settles()).toBe(true);
    const calls = await tableOf(smallCalls);
    calls.table.addRow(NEW_MONTH);
    const second = calls.table.addRow({ ...NEW_MONTH, received: 11, answered: 7 });
    await calls.table.round(calls.replica);
    expect(String(second.cells.get('sync'))).toBe('Refused: Month: has a row already');
    expect(await calls.settles()).toBe(true);
  });

  it('that the service refused stays, and is made again once it is changed', async () => {
    const { replica, table, service, settles } = await tableOf(smallActions);
    const row = table.addRow({ text: REFUSED_BY_SERVICE });
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    expect([row.cells.get('text'), row.cells.get('sync')]).toEqual([
      REFUSED_BY_SERVICE,
      'Refused: Text: The service refuses this',
    ]);
    expect(await settles()).toBe(true);
    table.put(row, 'text', 'Better');
    await table.round(replica);
    expect(replica.returned()).toEqual([]);
    await service.answer(replica);
    await table.round(replica);
    expect([table.rows.length, row.cells.get('sync'), row.marks.size]).toEqual([1, 'Synced', 0]);
    expect(await settles()).toBe(true);
  });

  it('[T26] that the service refused, and a co-author changed, is not made again unasked', async () => {
    const { replica, table, service, settles } = await tableOf(smallActions);
    const row = table.addRow({ text: REFUSED_BY_SERVICE });
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    const key = String(row.cells.get('key'));
    table.put(row, 'text', 'Theirs');
    const { comparison, work } = await table.round(replica, { foreign: new Map([[key, new Set(['text'])]]) });
    expect([comparison.edits, work.problems.map(({ kind }) => kind)]).toEqual([[], [THEIRS]]);
    expect(await settles()).toBe(true);
    expect(replica.unsent()).toBe(0);
    await table.round(replica, { answers: { ...NO_ANSWERS, sendForeign: new Set([key]) } });
    expect(replica.unsent()).toBe(1);
  });

  it('that the service refuses again and again is sent once for each thing that is entered', async () => {
    const { replica, table, service, settles } = await tableOf(smallActions);
    const row = table.addRow({ text: REFUSED_BY_SERVICE, state: 'Open' });
    await table.round(replica);
    table.put(row, 'state', '');
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    expect(replica.unsent()).toBe(0);
    expect([row.cells.get('text'), row.cells.get('state')]).toEqual([REFUSED_BY_SERVICE, '']);
    expect(row.cells.get('sync')).toMatch(/^Refused: /);
    expect(replica.returned()).toHaveLength(1);
    expect(await settles()).toBe(true);
    table.put(row, 'text', `${REFUSED_BY_SERVICE}, once more`);
    await table.round(replica);
    expect(replica.unsent()).toBe(1);
    await service.answer(replica);
    expect(replica.returned()).toHaveLength(1);
    await table.round(replica);
    expect(await settles()).toBe(true);
  });

  it('[T26] that a co-author enters is left to them', async () => {
    const { replica, table } = await tableOf(smallActions);
    const row = table.addRow({ text: 'Theirs' });
    const others = table.addRow({ text: 'Another one of theirs' });
    const marks = table.newRows();
    const foreign = new Map(marks.map((mark) => [mark, new Set(['text'])]));
    const { comparison, work } = await table.round(replica, { foreign });
    expect([comparison.edits, work.problems.map(({ kind }) => kind)]).toEqual([[], [THEIRS, THEIRS]]);
    expect([work.writes, row.cells.get('sync')]).toEqual([[], '']);
    await table.round(replica, { foreign, answers: { ...NO_ANSWERS, sendForeign: new Set(marks.slice(0, 1)) } });
    expect(others.cells.get('key')).toBe('');
    expect(row.cells.get('key')).toBe('meeting-action/force-improvement-board/2022-10-31/1');
  });

  it('with a record that another office had deleted says what can be done', async () => {
    const made = loggedChange(
      'call-month',
      AUGUST,
      { channel: '101', month: '2022-08', received: 1, answered: 1, answeredUnder10s: 1, notAnswered: 0 },
      { effectiveOn: '2022-09-01' },
    );
    const { replica, table, service, settles } = await tableOf(smallCalls, [FIRST_COMMIT, commitOf(2, made)]);
    service.remove(AUGUST);
    await service.pull(replica);
    await table.round(replica);
    const row = table.addRow(NEW_MONTH);
    await table.round(replica);
    expect(String(row.cells.get('sync'))).toContain('an administrator can restore it');
    expect(await settles()).toBe(true);
  });
});
