// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReturnedEdit, SyncStatus } from '../../../../addin/sync/sync-status.ts';
import type { Actor } from '../../../../shared/domain/permissions.ts';
import { seededRecords } from './seeded-records.ts';
import { asha, ben, owen, type SeededServices, seededServices } from './seeded-services.ts';
import { type ShownPane, showPane } from './shown-pane.tsx';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
let pane: ShownPane;
let seeded: SeededServices;

async function open(actor: Actor | null, initial: Partial<SyncStatus> = {}, held = records): Promise<void> {
  seeded = await seededServices(held, actor, initial);
  pane = await showPane(seeded.services);
}
const openAfi = (number: number): Promise<void> =>
  pane.press(new RegExp(`^${number}The force|^${number}Investigation`));
const savedStatus = () => seeded.replica.record('afi', 'afi/7')?.fields.status;

afterEach(() => pane.close());

describe('the plan', () => {
  it('shows who I am, every AFI, and the rule of its RAG', async () => {
    await open(asha);
    expect(pane.text()).toContain('Asha Fielding, contributor');
    expect(pane.text()).toContain('Force Control and Incident Room');
    expect(pane.element.querySelectorAll('[data-record]')).toHaveLength(19);
    expect(pane.text()).toContain('Complete: Force complete or later.');
  });

  it('is searched, and offers the day of the last report for its RAGs', async () => {
    await open(asha);
    await pane.after(() => pane.type('RAG as at', '2022-10-31'));
    expect(pane.text()).toContain('RAG worked out as at 31 October 2022');
    expect(pane.button('On track 18')).toBeTruthy();
    await pane.press('At risk 1');
    expect(pane.text()).toContain('1 of 19 AFIs');
  });

  it('[S20] shows text from another office as text', async () => {
    await open(asha);
    await pane.after(() =>
      seeded.remoteEdit('afi', 'afi/7', {
        planWording: '=HYPERLINK("https://evil.example")<img src=x onerror=alert(1)>',
      }),
    );
    expect(pane.text()).toContain('=HYPERLINK("https://evil.example")<img src=x');
    expect(pane.element.querySelector('img')).toBeNull();
  });
});

describe('editing an AFI', () => {
  it('validates as one types, and says why it cannot be saved yet', async () => {
    await open(asha);
    await openAfi(7);
    expect(pane.text()).toContain('Nothing to save yet.');
    await pane.type('Forecast', 'Dcember 22');
    expect(pane.text()).toContain('“Dcember 22” is not a month or a day that exists');
    expect(pane.button('Save').getAttribute('aria-disabled')).toBe('true');
    await pane.type('Forecast', 'Mar-23');
    expect(pane.text()).toContain('Means 31 March 2023');
    expect(pane.button('Save').getAttribute('aria-disabled')).not.toBe('true');
  });

  it('[S14] saves on this computer, and marks what is unsent', async () => {
    await open(asha);
    await openAfi(7);
    await pane.type('Status', 'Force complete');
    await pane.press('Save');
    expect(savedStatus()).toBe('Force complete');
    expect(pane.text()).toContain('Saved on this computer.');
    expect(pane.text()).toContain('StatusUnsent');
    await pane.press(/^Unsent/, 'tab');
    expect(pane.text()).toMatch(/Waiting to be sent \(1\)AFI 7: Status/);
  });

  it('tells what another office changed meanwhile, and never overwrites what is typed', async () => {
    await open(asha);
    await openAfi(7);
    await pane.type('Status', 'Force complete');
    await pane.after(() => seeded.remoteEdit('afi', 'afi/7', { status: 'Not started', note: 'From elsewhere' }));
    expect(pane.text()).toContain('Status was changed elsewhere to “Not started” while you were typing.');
    expect(pane.field('Status').value).toBe('Force complete');
    expect(pane.field('Note').value).toBe('From elsewhere');
    await pane.press('Save');
    expect(savedStatus()).toBe('Not started');
    await pane.press('Keep mine');
    await pane.press('Save');
    expect(savedStatus()).toBe('Force complete');
  });

  it('takes the other value where the person says so', async () => {
    await open(asha);
    await openAfi(7);
    await pane.type('Status', 'Force complete');
    await pane.after(() => seeded.remoteEdit('afi', 'afi/7', { status: 'Not started' }));
    await pane.press('Use theirs');
    expect(pane.field('Status').value).toBe('Not started');
    expect(pane.text()).not.toContain('was changed elsewhere');
  });

  it('keeps what was typed while the person looks elsewhere', async () => {
    await open(asha);
    await openAfi(7);
    await pane.type('Note', 'Half a sentence');
    await pane.press('All AFIs');
    expect(pane.button(/^7The force/).textContent).toContain('Not saved');
    expect(document.activeElement).toBe(pane.button(/^7The force/));
    await openAfi(7);
    expect(pane.field('Note').value).toBe('Half a sentence');
  });

  it('[S19] is refused to another office and to a reader, with the reason', async () => {
    await open(ben);
    await openAfi(7);
    expect(pane.text()).toContain('Your office (crime) neither leads nor supports AFI 7. It is led by fcir');
    expect(() => pane.button('Save')).toThrow();
    await pane.after(() => seeded.signIn(owen));
    expect(pane.text()).toContain('You can read this plan but not change it');
  });
});

describe('entering a month’s calls', () => {
  it('checks the sum and derives the percentages as one types, then saves a new month', async () => {
    await open(asha);
    await pane.press('Calls', 'tab');
    await pane.press('101 calls');
    expect(pane.text()).toContain('2,103 (2.4%) fewer calls received than in Q1 2022/23');
    await pane.type('Month', '2022-10');
    await pane.type('Received', '30,000');
    await pane.type('Answered', '24,000');
    await pane.type('Answered < 10 secs', '9,000');
    await pane.type('Not answered', '5,000');
    expect(pane.text()).toContain('= 29,000, but received is 30,000');
    expect(pane.text()).toContain('Correct what is marked above.');
    await pane.type('Not answered', '6,000');
    expect(pane.text()).toContain('24,000 answered + 6,000 not answered = 30,000, as received');
    expect(pane.text()).toContain('answered 80.0%');
    await pane.press('Save');
    expect(seeded.replica.record('call-month', 'call-month/101/2022-10')?.fields).toMatchObject({
      received: 30000,
      owningOffice: 'fcir',
    });
  });
});

describe('what the pane says when it has nothing, or a trouble', () => {
  it('asks to sign in where nothing was ever loaded', async () => {
    await open(null, { phase: 'signed out', lastSyncedAt: null }, []);
    expect(pane.text()).toContain('Sign in to load the plan');
    await pane.press('Sign in');
    expect(seeded.asked).toEqual(['sign in']);
  });

  it('says that it is loading, then shows the plan', async () => {
    await open(asha, { phase: 'syncing', lastSyncedAt: null }, []);
    expect(pane.text()).toContain('Loading the plan');
    await pane.after(() => seeded.replica.copy.loadSnapshot({ records, cursor: 'c0' }));
    expect(pane.element.querySelectorAll('[data-record]')).toHaveLength(19);
  });

  const mutation = {
    mutationId: '00000000-0000-4000-8000-00000000abcd',
    op: 'set',
    effectiveOn: '2026-11-22',
    editedAt: '2026-11-22T08:00:00.000Z',
  } as const;
  const cameBack = (edit: Pick<ReturnedEdit, 'mutation' | 'result' | 'problems'>): ReturnedEdit => ({
    ...edit,
    parts: [edit.mutation],
    conflicts: [],
    returnedAt: '2026-11-22T08:00:00.000Z',
  });

  it('[S8] lists a returned edit with its reason until it is dismissed', async () => {
    const changes = { status: { base: 'In progress', value: 'Force complete' } };
    const problems = [{ path: '', code: 'not-permitted', message: 'Your office neither leads nor supports AFI 7' }];
    const refused = { ...mutation, recordId: 'afi/7', kind: 'afi', changes } as const;
    await open(asha, { returned: [cameBack({ result: 'rejected', problems, mutation: refused })] });
    await pane.press(/^Unsent1$/, 'tab');
    expect(pane.text()).toContain('Status“Force complete”');
    expect(pane.text()).toContain('Your office neither leads nor supports AFI 7.');
    await pane.press('Dismiss');
    expect(pane.text()).not.toContain('Refused');
  });

  it('opens the month of call figures that came back', async () => {
    const changes = { received: { base: 29759, value: 29760 } };
    const contested = { ...mutation, recordId: 'call-month/101/2022-05', kind: 'call-month', changes } as const;
    await open(asha, { returned: [cameBack({ result: 'conflict', problems: [], mutation: contested })] });
    await pane.press(/^Unsent1$/, 'tab');
    await pane.press('Open 101 calls, May-22');
    expect(pane.text()).toContain('101 calls in May-22');
    expect(pane.field('Month').value).toBe('2022-05');
  });

  it('counts on while it is offline', async () => {
    await open(asha);
    await pane.after(() => seeded.tell({ phase: 'offline' }));
    expect(pane.text()).toContain('You can go on working.');
    await pane.press('Try again');
    expect(seeded.asked).toEqual(['sync']);
  });
});
