// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
import { seededRecords } from '../seeded-records.ts';
import { asha, ben, dana, type SeededServices, seededServices } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';
import { type ReturningEdits, returningEdits } from './returning-edits.ts';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
const MONTH = 'call-month/101/2022-05';
const REASON = 'Agreed at the board';
const THEIR_REASON = 'Found at the review';
let pane: ShownPane;
let seeded: SeededServices;
let office: ReturningEdits;

const afi = () => seeded.replica.record('afi', 'afi/7')?.fields;
const waiting = () => seeded.replica.waiting('afi/7');
const returned = () => seeded.replica.copy.summary.returned;
const named = (name: string): HTMLElement => {
  const found = pane.element.querySelector<HTMLElement>(`[aria-label="${name}"]`);
  if (found === null) throw new Error(`Nothing is named ${name}`);
  return found;
};
const openTray = () => pane.press(/^Unsent/, 'tab');

/** Both edited AFI 7 while I was offline, and mine came second. */
async function meet(
  values: Record<string, string>,
  theirs: Record<string, string>,
  actor: Actor = asha,
): Promise<void> {
  seeded = await seededServices(records, actor);
  office = returningEdits(seeded);
  await office.edit({ recordId: 'afi/7', values, reason: REASON });
  await seeded.remoteEdit('afi', 'afi/7', theirs, THEIR_REASON);
  await office.answer();
  pane = await showPane(seeded.services);
  await openTray();
}
const meetInStatus = () => meet({ status: 'Force complete' }, { status: 'Not started' });

afterEach(() => pane.close());

describe('[S6] a conflict in the tray', () => {
  it('shows what it was, mine and theirs, and who made theirs, when and why', async () => {
    await meetInStatus();
    expect(pane.text()).toMatch(/When I edited“In progress”Mine“Force complete”Theirs“Not started”/);
    expect(pane.text()).toContain('Theirs is byMaria Lindqvist, Strategic Planning');
    expect(pane.text()).toContain('Recorded08:30');
    expect(pane.text()).toContain(`Their reason${THEIR_REASON}`);
    expect(pane.text()).toContain(`My reason${REASON}`);
    expect([...pane.element.querySelectorAll('article h3, article h4')].map((each) => each.textContent)).toEqual([
      'AFI 7',
      'Status',
    ]);
  });

  it('says so also when the window was closed and opened again', async () => {
    await meetInStatus();
    await pane.close();
    seeded = await seededServices(records, asha, {}, seeded.store);
    seeded.tell({ returned: returned() });
    pane = await showPane(seeded.services);
    await openTray();
    expect(pane.text()).toContain('Theirs is byMaria Lindqvist, Strategic PlanningRecorded08:30');
    expect(pane.text()).toContain(`Their reason${THEIR_REASON}`);
  });

  it('is one card for several edits of a field, from the first base to the last value, with every reason', async () => {
    seeded = await seededServices(records, asha);
    office = returningEdits(seeded);
    await office.edit({ recordId: 'afi/7', values: { status: 'Force complete' }, reason: REASON });
    await office.edit({ recordId: 'afi/7', values: { forecast: '2023-03-31' }, reason: 'The board moved it' });
    await seeded.remoteEdit('afi', 'afi/7', { status: 'Not started' }, THEIR_REASON);
    await office.answer();
    pane = await showPane(seeded.services);
    await openTray();
    expect(pane.element.querySelectorAll('article')).toHaveLength(1);
    expect(pane.text()).toMatch(/StatusWhen I edited“In progress”Mine“Force complete”Theirs“Not started”/);
    expect(pane.text()).toMatch(/ForecastWhen I edited31 December 2022Mine31 March 2023Theirs31 December 2022/);
    expect(pane.text()).toContain(`Mine, 1 of 2, was made08:30In effect from22 November 2026My reason${REASON}`);
    expect(pane.text()).toContain('My reasonThe board moved it');
    await pane.after(() => named('Take mine: AFI 7 status, forecast').click());
    expect([afi()?.status, afi()?.forecast, returned()]).toEqual(['Force complete', '2023-03-31', []]);
  });

  it('says another office where this window did not hear who made theirs', async () => {
    await meetInStatus();
    const others = records.filter(({ id }) => id !== 'afi/7');
    const held = seeded.replica.copy.records.base('afi/7');
    if (held === null) throw new Error('AFI 7 is not there');
    const effective = { ...held.effective, status: '2026-11-23' };
    const newer = { ...held, revision: held.revision + 1, fields: { ...held.fields, status: 'Returned' }, effective };
    await pane.after(() => seeded.replica.copy.loadSnapshot({ records: [...others, newer], cursor: 'c9' }));
    expect(pane.text()).toContain('Theirs“Returned”');
    expect(pane.text()).toContain('Theirs is byAnother office');
  });

  it('mine is a new edit on what the plan holds now, with its reason, and the returned one leaves the list', async () => {
    await meetInStatus();
    await pane.after(() => named('Take mine: AFI 7 status').click());
    expect(afi()?.status).toBe('Force complete');
    expect(returned()).toEqual([]);
    expect(waiting()).toMatchObject([
      { reason: REASON, changes: { status: { base: 'Not started', value: 'Force complete' } } },
    ]);
    expect(pane.text()).toContain('AFI 7: yours is saved.');
    await pane.after(() => office.answer());
    expect([afi()?.status, returned()]).toEqual(['Force complete', []]);
  });

  it('theirs stays, and nothing waits', async () => {
    await meetInStatus();
    await pane.after(() => named('Take theirs: AFI 7 status').click());
    expect([afi()?.status, waiting(), returned()]).toEqual(['Not started', [], []]);
  });

  it('theirs does not lose what nobody else changed', async () => {
    await meet({ status: 'Force complete', note: 'Mine alone' }, { status: 'Not started' });
    expect(pane.text()).toContain('Nobody else changed the note: yours is saved whichever you take.');
    await pane.after(() => named('Take theirs: AFI 7 status').click());
    expect([afi()?.status, afi()?.note, returned()]).toEqual(['Not started', 'Mine alone', []]);
    expect(waiting()[0]?.reason).toBe(REASON);
  });

  it('another value is typed into a form that starts with mine and checks as ever', async () => {
    await meetInStatus();
    await pane.after(() => named('Other…: AFI 7 status').click());
    expect(pane.field('Status').value).toBe('Force complete');
    expect(pane.field('Reason').value).toBe(REASON);
    await pane.type('Forecast', 'Dcember 22');
    expect(pane.text()).toContain('“Dcember 22” is not a month or a day that exists');
    expect(pane.button('Save').getAttribute('aria-disabled')).toBe('true');
    await pane.type('Forecast', 'Mar-23');
    await pane.type('Status', 'In progress');
    await pane.press('Save');
    expect([afi()?.status, afi()?.forecast, returned()]).toEqual(['In progress', '2023-03-31', []]);
    expect(waiting()[0]?.reason).toBe(REASON);
  });

  it('shows the newest where theirs changes meanwhile, and the choice is on that', async () => {
    await meetInStatus();
    await pane.after(() => seeded.remoteEdit('afi', 'afi/7', { forecast: '2023-06-30' }));
    expect(pane.text()).toContain('Theirs changed again after this was first shown');
    expect(pane.text()).toContain('Theirs30 June 2023');
    await pane.after(() => named('Take mine: AFI 7 status, forecast').click());
    expect(waiting()[0]?.changes.forecast).toEqual({ base: '2023-06-30', value: '2022-12-31' });
  });

  it('takes no choice that was made on values which have just been replaced', async () => {
    await meetInStatus();
    const button = named('Take mine: AFI 7 status');
    await pane.after(() => {
      const arrives = seeded.remoteEdit('afi', 'afi/7', { status: 'In progress', forecast: '2023-06-30' });
      button.click();
      return arrives;
    });
    await vi.waitFor(() => expect(pane.text()).toContain('This was changed while you chose'));
    expect([afi()?.status, waiting(), returned().length]).toEqual(['In progress', [], 1]);
  });

  it('says so where the plan holds my values by now', async () => {
    await meetInStatus();
    await pane.after(() => seeded.remoteEdit('afi', 'afi/7', { status: 'Force complete' }));
    expect(pane.text()).toContain('The plan holds your values by now');
    await pane.after(() => named('Dismiss: AFI 7').click());
    expect(returned()).toEqual([]);
  });

  it('[S14] keeps everything where saving fails, and says why', async () => {
    await meetInStatus();
    await pane.after(() => seeded.replica.copy.close());
    await pane.after(() => named('Take mine: AFI 7 status').click());
    expect(pane.text()).toContain('This edit could not be kept on this machine');
    expect(pane.text()).toContain('Mine“Force complete”');
    await pane.after(() => named('Take theirs: AFI 7 status').click());
    expect(pane.text()).toContain('could not be taken off the list');
  });

  it('[S19] leaves only theirs to a person who may not edit it any more, and says why', async () => {
    await meetInStatus();
    await pane.after(() => seeded.signIn(ben));
    expect(pane.text()).toContain('Your office (crime) neither leads nor supports AFI 7');
    await pane.after(() => named('Take mine: AFI 7 status').click());
    expect(returned()).toHaveLength(1);
    await pane.after(() => named('Take theirs: AFI 7 status').click());
    expect(returned()).toEqual([]);
  });

  it('[S20] shows text of both offices as text', async () => {
    await meet({ note: '<img src=x onerror=alert(1)>' }, { note: '=HYPERLINK("https://evil.example")' });
    expect(pane.text()).toContain('Mine“<img src=x onerror=alert(1)>”Theirs“=HYPERLINK("https://evil.example")”');
    expect(pane.element.querySelector('img')).toBeNull();
  });

  it("a month's figures are chosen together, or typed anew", async () => {
    const mine = { received: 30_000, answered: 20_000, answeredUnder10s: 9000, notAnswered: 10_000 };
    seeded = await seededServices(records, { ...asha, role: 'manager' });
    office = returningEdits(seeded);
    await office.edit({ recordId: MONTH, values: mine });
    await seeded.remoteEdit('call-month', MONTH, { ...mine, received: 30_001, notAnswered: 10_001 });
    await office.answer();
    pane = await showPane(seeded.services);
    await openTray();
    await pane.press('Other…');
    expect(pane.field('Answered').value).toBe('20,000');
    await pane.type('Not answered', '10,002');
    expect(pane.button('Save').getAttribute('aria-disabled')).toBe('true');
    await pane.type('Received', '30,002');
    await pane.press('Save');
    expect(seeded.replica.record('call-month', MONTH)?.fields).toMatchObject({ received: 30_002, notAnswered: 10_002 });
    expect(returned()).toEqual([]);
  });
});

describe('[S8] a refused edit in the tray', () => {
  const refuse = async (path: string, message: string): Promise<void> => {
    seeded = await seededServices(records, asha);
    office = returningEdits(seeded);
    await office.edit({ recordId: 'afi/7', values: { note: 'Refused' }, reason: REASON });
    await office.answer([{ path, code: 'refused', message }]);
    pane = await showPane(seeded.services);
    await openTray();
  };

  it('says what was refused and why, and is tried again with other values', async () => {
    await refuse('note', 'note must not be that');
    expect(pane.text()).toContain('Note must not be that.');
    expect(pane.text()).toContain('Note“Refused”');
    await pane.after(() => named('Try again…: AFI 7').click());
    expect(pane.field('Note').value).toBe('Refused');
    expect(pane.field('Reason').value).toBe(REASON);
    await pane.type('Note', 'Accepted');
    await pane.press('Save');
    expect([afi()?.note, returned()]).toEqual(['Accepted', []]);
  });

  it('is dismissed', async () => {
    await refuse('', 'It is refused');
    await pane.after(() => named('Dismiss: AFI 7').click());
    expect(returned()).toEqual([]);
    expect(pane.text()).toContain('AFI 7: dismissed.');
  });
});

describe('what waits to be sent', () => {
  it('is told for every kind of record, and what is added, deleted or restored', async () => {
    seeded = await seededServices(records, dana);
    await seeded.remoteDelete('afi', 'afi/9', 'By mistake');
    const { replica } = seeded;
    const month = { channel: '101', month: '2022-10', received: 3, answered: 2, answeredUnder10s: 1, notAnswered: 1 };
    const results = [
      await replica.edit({ kind: 'office', recordId: 'office/crime', values: { name: 'Crime' } }),
      await replica.edit({ kind: 'vawg-period', recordId: 'vawg-period/da/2022-09', values: { recorded: 1 } }),
      await replica.edit({ kind: 'call-month', recordId: 'call-month/101/2022-10', values: month }),
      await replica.edit({ kind: 'afi', recordId: 'afi/8', op: 'delete', values: {}, reason: 'Twice' }),
      await replica.edit({ kind: 'afi', recordId: 'afi/9', op: 'restore', values: {} }),
    ];
    expect(results.filter(({ saved }) => !saved)).toEqual([]);
    pane = await showPane(seeded.services);
    await openTray();
    for (const line of [
      'Office Crime: Name',
      'VAWG DA, quarter to Sep-22: Recorded',
      '101 calls, Oct-22: added',
      'AFI 8: deleted',
      'AFI 9: restored',
    ])
      expect(pane.text()).toContain(line);
  });

  it('is told by record, fields and when, an edit a line', async () => {
    seeded = await seededServices(records, asha);
    office = returningEdits(seeded);
    await office.edit({ recordId: 'afi/7', values: { note: 'One' } });
    await office.edit({ recordId: 'afi/7', values: { status: 'Force complete' } });
    pane = await showPane(seeded.services);
    await openTray();
    const lines = [...pane.element.querySelectorAll('[role="tabpanel"]:not([hidden]) li')].map(
      ({ textContent }) => textContent,
    );
    expect(lines).toEqual(['AFI 7: Note edited 08:30', 'AFI 7: Status edited 08:30']);
  });
});
