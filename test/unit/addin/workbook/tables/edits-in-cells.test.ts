import { describe, expect, it } from 'vitest';
import { commitOf, FIRST_COMMIT, JULY_101, loggedChange, TODAY, testReplica } from '../../replica/replica-fixtures.ts';
import { REFUSED_BY_SERVICE } from './simulated-service.ts';
import { isNothing, simulatedTable } from './simulated-table.ts';
import { smallPlan } from './small-kinds.ts';
import { callTable, planTable } from './small-tables.ts';

const JULY = 'call-month/101/2022-07';

describe('an edit in a cell', () => {
  it('[T11] is saved, waits, and is synced when the service has taken it', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'status', ' force COMPLETE ');
    await table.round(replica);
    expect([table.cell('afi/7', 'status'), table.sync('afi/7')]).toEqual(['Force complete', 'Waiting']);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
    await service.answer(replica);
    await table.round(replica);
    expect(table.sync('afi/7')).toBe('Synced');
    expect(service.record('afi/7')?.fields.status).toBe('Force complete');
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  });

  it('[T12] that another office changed meanwhile in another field is kept beside theirs', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    service.change('afi', 'afi/7', { owner: 'Theirs' });
    await service.pull(replica);
    await table.round(replica);
    expect(table.cell('afi/7', 'owner')).toBe('Theirs');
    await service.answer(replica);
    await table.round(replica);
    expect(service.record('afi/7')?.fields).toMatchObject({ note: 'Mine', owner: 'Theirs' });
  });

  it('[T22] is made on what the person saw, so that the service finds the conflict; the text stays, marked', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    service.change('afi', 'afi/7', { note: 'Theirs' });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    const { work } = await table.round(replica);
    expect(table.cell('afi/7', 'note')).toBe('Mine');
    expect(table.sync('afi/7')).toBe('Conflict: choose in the PEEL pane, or enter what is right');
    expect(table.at('afi/7').marks.get('note')).toContain('the dataset has "Theirs"');
    expect(work.conflicts).toEqual(['afi/7']);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  });

  it('[T24] of a cell in conflict is the decision, made on what the dataset has', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    service.change('afi', 'afi/7', { note: 'Theirs' });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    table.type('afi/7', 'note', 'Both');
    await table.round(replica);
    expect(replica.returned()).toEqual([]);
    await service.answer(replica);
    await table.round(replica);
    expect(service.record('afi/7')?.fields.note).toBe('Both');
    expect([table.sync('afi/7'), table.at('afi/7').marks.size]).toEqual(['Synced', 0]);
  });

  it('[T24] that enters what the other office has gives the conflict up', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    service.change('afi', 'afi/7', { note: 'Theirs' });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    table.type('afi/7', 'note', 'Theirs');
    await table.round(replica);
    expect(replica.returned()).toEqual([]);
    expect([table.sync('afi/7'), table.at('afi/7').marks.size]).toEqual(['Synced', 0]);
  });

  it('[T24] of one of two cells in conflict leaves the other to be decided', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'My note');
    table.type('afi/7', 'owner', 'My owner');
    service.change('afi', 'afi/7', { note: 'Their note', owner: 'Their owner' });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    table.type('afi/7', 'note', 'Both');
    await table.round(replica);
    await service.answer(replica);
    const { work } = await table.round(replica);
    expect(service.record('afi/7')?.fields).toMatchObject({ note: 'Both', owner: 'Their owner' });
    expect([table.cell('afi/7', 'owner'), replica.returned().length]).toEqual(['My owner', 1]);
    expect(work.problems.map(({ column, kind }) => [column, kind])).toEqual([['owner', 'conflict']]);
  });

  it.each([
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ])('[T23] a conflict decided in the pane, %s, stands in the cell', async (whose, expected) => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    service.change('afi', 'afi/7', { note: 'Theirs' });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    const id = replica.returned()[0]?.mutation.mutationId ?? '';
    if (whose === 'mine') await replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Mine' } });
    await replica.dismiss(id);
    await table.round(replica);
    expect([table.cell('afi/7', 'note'), table.at('afi/7').marks.size]).toEqual([expected, 0]);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  });

  it('[T20] [T21] that the service refuses stays, marked with the reason, until it is entered again', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', REFUSED_BY_SERVICE);
    table.type('afi/7', 'owner', 'An owner');
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    expect(table.cell('afi/7', 'note')).toBe(REFUSED_BY_SERVICE);
    expect(table.at('afi/7').marks.get('note')).toBe('The service refuses this');
    expect(String(table.sync('afi/7'))).toMatch(/^Refused: /);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
    table.type('afi/7', 'note', 'Better');
    await table.round(replica);
    expect(replica.returned()).toEqual([]);
    await service.answer(replica);
    await table.round(replica);
    expect(service.record('afi/7')?.fields).toMatchObject({ note: 'Better', owner: 'An owner' });
    expect(table.at('afi/7').marks.size).toBe(0);
  });

  it('[T19] [T21] that means nothing keeps the text; the other cells of the row are sent', async () => {
    const { replica, table } = await planTable();
    table.type('afi/7', 'status', 'Finished?');
    table.type('afi/7', 'forecast', '2023-01-31');
    table.type('afi/7', 'note', 'A note');
    const { work } = await table.round(replica);
    expect(table.cell('afi/7', 'status')).toBe('Finished?');
    expect(table.at('afi/7').marks.get('status')).toContain('must be one of');
    expect(String(table.sync('afi/7'))).toContain('Refused: Status: must be one of');
    expect(work.problems.map(({ column }) => column)).toEqual(['status', 'forecast']);
    expect(table.at('afi/7').marks.get('forecast')).toContain('sent together with Status');
    const held = replica.record('afi', 'afi/7')?.fields;
    // status and forecast are one group: neither goes without the other
    expect([held?.note, held?.forecast]).toEqual(['A note', '2022-12-31']);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
    table.type('afi/7', 'status', 'Force complete');
    await table.round(replica);
    expect(replica.record('afi', 'afi/7')?.fields).toMatchObject({ status: 'Force complete', forecast: '2023-01-31' });
    expect(table.at('afi/7').marks.size).toBe(0);
  });

  it('[T19] rules over a row are tried with all of its cells; what breaks them marks all of the group', async () => {
    const { replica, table } = await callTable();
    table.type(JULY, 'received', 30_000);
    await table.round(replica);
    expect(table.cell(JULY, 'received')).toBe(30_000);
    expect(table.at(JULY).marks.get('received')).toContain('but received is 30,000');
    table.type(JULY, 'notAnswered', JULY_101.notAnswered + 184);
    await table.round(replica);
    expect(replica.record('call-month', JULY)?.fields.received).toBe(30_000);
    expect(table.at(JULY).marks.size).toBe(0);
  });

  it('[T19] of one group is sent although another group of the row is refused', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'status', 'Discharged');
    table.type('afi/7', 'note', 'A note');
    await table.round(replica);
    expect(replica.record('afi', 'afi/7')?.fields).toMatchObject({ status: 'In progress', note: 'A note' });
    expect(table.cell('afi/7', 'status')).toBe('Discharged');
    expect(table.at('afi/7').marks.get('status')).toContain('signOff');
    expect(table.at('afi/7').marks.has('note')).toBe(false);
    await service.answer(replica);
    await table.round(replica);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  });

  it('[T19] of somebody who may not is refused in words, and nothing else of the row is lost', async () => {
    const actor = { subject: 'owen', name: 'Owen Price', role: 'reader' as const, offices: [] };
    const replica = await testReplica({ commits: [FIRST_COMMIT], actor });
    const table = simulatedTable(smallPlan);
    await table.round(replica);
    table.type('afi/7', 'note', 'Mine');
    await table.round(replica);
    expect(table.cell('afi/7', 'note')).toBe('Mine');
    expect(table.at('afi/7').marks.get('note')).toContain('You can read this plan but not change it');
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  });

  it('[T22] beside which another office changed the same group is a conflict about that field alone', async () => {
    const { replica, table, service } = await callTable();
    table.type(JULY, 'under10s', 5);
    service.change('call-month', JULY, { received: 10, answered: 6, answeredUnder10s: 3, notAnswered: 4 });
    await service.pull(replica);
    await table.round(replica);
    await service.answer(replica);
    const { work } = await table.round(replica);
    expect(['received', 'answered', 'under10s', 'notAnswered'].map((id) => table.cell(JULY, id))).toEqual([
      10, 6, 5, 4,
    ]);
    expect(work.problems.map(({ column, kind }) => [column, kind])).toEqual([['under10s', 'conflict']]);
    table.type(JULY, 'under10s', 6);
    await table.round(replica);
    expect(replica.returned()).toEqual([]);
    await service.answer(replica);
    expect(service.record(JULY)?.fields).toMatchObject({ received: 10, answered: 6, answeredUnder10s: 6 });
  });

  it('[T34] undone is an edit like any other', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'note', 'Mine');
    await table.round(replica);
    await service.answer(replica);
    await table.round(replica);
    table.type('afi/7', 'note', '');
    await table.round(replica);
    await service.answer(replica);
    expect(service.record('afi/7')?.fields.note).toBeUndefined();
  });

  it('whose value is what stood there is put in plain form and not sent; a newer value is written over it', async () => {
    const { replica, table, service } = await planTable();
    table.type('afi/7', 'status', 'IN PROGRESS');
    service.change('afi', 'afi/7', { status: 'Force complete' });
    await service.pull(replica);
    const { comparison } = await table.round(replica);
    expect(comparison.edits).toEqual([]);
    expect(table.cell('afi/7', 'status')).toBe('Force complete');
  });

  it('in columns that are worked out is put back, a formula where there is none', async () => {
    const { replica, table } = await callTable();
    table.type(JULY, 'share', 0.5);
    table.type('total', 'received', 5);
    await table.round(replica);
    expect(table.at(JULY).formulas.has('share')).toBe(true);
    expect(table.at('total').formulas.has('received')).toBe(true);
    const plan = await planTable();
    plan.table.type('afi/7', 'number', 99);
    await plan.table.round(plan.replica);
    expect(plan.table.cell('afi/7', 'number')).toBe(7);
  });

  it('[T17] a runtime that dies after saving, or before the memory is written, sends nothing twice', async () => {
    for (const dies of ['after saving', 'after cells'] as const) {
      const { replica, table, service } = await planTable();
      table.type('afi/7', 'note', 'Mine');
      await table.round(replica, { dies });
      await table.round(replica);
      await service.answer(replica);
      await table.round(replica);
      expect(service.taken).toHaveLength(1);
      expect(table.sync('afi/7')).toBe('Synced');
      expect(isNothing((await table.round(replica)).work)).toBe(true);
    }
  });
});

it.each(['=HYPERLINK("http://x")', '+cmd|x', '-1+1', '@SUM(1)', '\tx', '\rx'])(
  '[T38] text from another office that begins like a formula is handed on as text: %j',
  async (note) => {
    const theirs = loggedChange('afi', 'afi/7', { note }, { revision: 2, effectiveOn: TODAY });
    const { replica, table } = await planTable([FIRST_COMMIT, commitOf(2, theirs)]);
    expect([table.cell('afi/7', 'note'), table.at('afi/7').formulas.has('note')]).toEqual([note, false]);
    expect(isNothing((await table.round(replica)).work)).toBe(true);
  },
);
