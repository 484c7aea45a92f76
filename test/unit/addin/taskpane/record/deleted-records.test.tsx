// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
import { seededCommits, seededRecords } from '../seeded-records.ts';
import { asha, dana, maria, type SeededServices, seededServices, TODAY } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
const AFI_7 = /^7The force/;
let pane: ShownPane;
let seeded: SeededServices;

async function open(actor: Actor): Promise<void> {
  seeded = await seededServices(records, actor);
  pane = await showPane(seeded.services);
}
const dialog = () => pane.element.querySelector('dialog');
const isDisabled = (name: string) => pane.button(name).getAttribute('aria-disabled') === 'true';
const afis = () => seeded.replica.all('afi').length;
const shownAfis = () => pane.element.querySelectorAll('[data-record^="afi/"]').length;

async function deleteAfi7(why = 'Entered twice'): Promise<void> {
  await pane.press(AFI_7);
  await pane.press('Delete AFI 7…');
  await pane.type('Why is it deleted?', why);
  await pane.press('Delete');
}

afterEach(() => pane.close());

describe('[S12] deleting a record', () => {
  it('asks first, says what happens and wants a reason', async () => {
    await open(maria);
    await pane.press(AFI_7);
    await pane.press('Delete AFI 7…');
    expect(dialog()?.textContent).toContain('leaves the plan, its tables and its formulas in every office');
    expect(dialog()?.textContent).toContain('an administrator can restore it');
    expect(isDisabled('Delete')).toBe(true);
    await pane.type('Why is it deleted?', '   ');
    await pane.press('Delete');
    await pane.type('Why is it deleted?', 'x'.repeat(1001));
    expect(pane.text()).toContain('At most 1,000 characters');
    await pane.press('Delete');
    expect(afis()).toBe(19);
    await pane.press('Cancel');
    expect([dialog(), document.activeElement]).toEqual([null, pane.button('Delete AFI 7…')]);
  });

  it('shows what was deleted, by whom and why, and counts it as unsent', async () => {
    await open(maria);
    await deleteAfi7();
    expect(seeded.replica.waiting('afi/7')).toMatchObject([{ op: 'delete', reason: 'Entered twice', changes: {} }]);
    expect(pane.text()).toMatch(/AFI 7DeletedUnsentDeleted byYou, not yet sentRecorded08:30/);
    expect(pane.text()).toContain('ReasonEntered twice');
    expect(pane.text()).toContain('StatusIn progress');
    expect(document.activeElement?.textContent).toBe('AFI 7');
    await pane.press('All AFIs');
    expect([afis(), shownAfis()]).toEqual([18, 18]);
    await pane.press(/^Unsent/, 'tab');
    expect(pane.text()).toContain('AFI 7: deleted edited 08:30');
  });

  it('[S14] says why where it could not be kept, and deletes nothing', async () => {
    await open(maria);
    await pane.after(() => seeded.replica.copy.close());
    await deleteAfi7();
    expect(dialog()?.textContent).toMatch(/could not be kept|Sign in/);
    expect(afis()).toBe(19);
  });

  it('[S19] is not offered to those whose role does not allow it', async () => {
    await open(asha);
    await pane.press(AFI_7);
    expect(() => pane.button('Delete AFI 7…')).toThrow();
  });

  it('of a month of calls leaves its place taken: the next month is entered, not that one', async () => {
    await open(maria);
    await pane.press('Calls', 'tab');
    await pane.press('101 calls');
    await pane.press('Delete 101 calls, Sep-22…');
    await pane.type('Why is it deleted?', 'Two systems counted');
    await pane.press('Delete');
    expect(pane.text()).toMatch(/101 calls, Sep-22DeletedUnsentDeleted byYou/);
    expect(document.activeElement?.textContent).toBe('101 calls, Sep-22');
    expect(pane.text()).toContain('Oct-22 (to enter)');
    expect(pane.text()).toContain('Sep-22 (deleted)');
    await pane.type('Month', '2022-10');
    expect(pane.field('Received').value).toBe('');
  });
});

describe('[S12] the deleted records', () => {
  const deletedByMaria = () => seeded.remoteDelete('afi', 'afi/7', '=Entered <b>twice</b>');

  it('[S20] are listed with who, when and why, once the log is here', async () => {
    await open(asha);
    await pane.after(deletedByMaria);
    await pane.press('Deleted (1)');
    expect(pane.text()).toContain('AFI 7From 22 November 2026');
    await pane.after(() => seeded.historyArrives([...seededCommits(), ...seeded.commits]));
    expect(pane.text()).toContain('AFI 7Maria Lindqvist, Strategic Planning, 08:30Reason: =Entered <b>twice</b>');
    expect(pane.element.querySelector('b')).toBeNull();
  });

  it('can be looked at, and the way back keeps the place', async () => {
    await open(asha);
    await pane.after(deletedByMaria);
    await pane.press('Deleted (1)');
    await pane.press(/^AFI 7/);
    expect(pane.text()).toContain('What it held');
    expect(pane.text()).toContain('Lead officeForce Control and Incident Room');
    expect(pane.text()).toContain('Only an administrator can restore a deleted record.');
    expect(() => pane.button(/^Restore/)).toThrow();
    await pane.press('Deleted');
    expect(document.activeElement).toBe(pane.button(/^AFI 7/));
    await pane.press('All AFIs');
    expect(document.activeElement).toBe(pane.button('Deleted (1)'));
  });

  it('are found from the calls and from what is unsent', async () => {
    await open(asha);
    await pane.after(deletedByMaria);
    for (const tab of ['Calls', 'Unsent']) {
      await pane.press(tab, 'tab');
      await pane.press('Deleted (1)');
      expect(pane.text()).toContain('AFI 7From');
      await pane.press('All AFIs');
    }
  });

  it('an administrator restores one, with what it held', async () => {
    await open(dana);
    await pane.after(deletedByMaria);
    await pane.press('Deleted (1)');
    await pane.press(/^AFI 7/);
    await pane.press('Restore AFI 7…');
    expect(dialog()?.textContent).toContain('with the values that it had when it was deleted');
    await pane.type('Why is it restored?', 'It was not the same one');
    await pane.press('Restore');
    expect(seeded.replica.waiting('afi/7')).toMatchObject([{ op: 'restore', effectiveOn: TODAY }]);
    expect(seeded.replica.record('afi', 'afi/7')?.fields.status).toBe('In progress');
    expect(pane.text()).toContain('Update');
    await pane.press('Deleted');
    expect(pane.text()).toContain('Nothing is deleted.');
  });

  it('of a record that somebody deletes while I look at it: I am told at once', async () => {
    await open(asha);
    await pane.press(AFI_7);
    await pane.type('Note', 'Half a sentence');
    await pane.after(deletedByMaria);
    expect(pane.text()).toContain('AFI 7Deleted');
    expect(document.activeElement?.textContent).toBe('AFI 7');
  });
});
