// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TablesState } from '../../../../../addin/taskpane/tables/table-services.ts';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
import { seededRecords } from '../seeded-records.ts';
import { asha, maria, owen, type SeededServices, seededServices, TODAY } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';
import { planTable, trouble } from './stand-in-tables.ts';

// Fluent's first render takes seconds on a busy machine
vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
let pane: ShownPane;
let seeded: SeededServices;

async function open(state: Partial<TablesState> = {}, actor: Actor | null = asha): Promise<void> {
  seeded = await seededServices(records, actor);
  seeded.tables.tell(state);
  pane = await showPane(seeded.services);
  await pane.press(/^Tables/, 'tab');
}
const asked = () => seeded.tables.asked;
const tell = (state: Partial<TablesState>) => pane.after(() => seeded.tables.tell(state));
const dialog = () => pane.element.querySelector('dialog');
const isDisabled = (name: string) => pane.button(name).getAttribute('aria-disabled') === 'true';
const heading = () => pane.button('Plan');
/** Finds a button by what people hear who hear it alone. */
const named = (name: string): HTMLElement => {
  const found = pane.element.querySelector<HTMLElement>(`button[aria-label="${name}"]`);
  if (found === null) throw new Error(`The pane shows no ${name}`);
  return found;
};
const pressNamed = (name: string) =>
  pane.after(() => {
    named(name).focus();
    named(name).click();
  });

/** Presses a button of the dialog that is open. */
const agree = (name: string) =>
  pane.after(() =>
    [...(dialog()?.querySelectorAll('button') ?? [])].find((each) => each.textContent === name)?.click(),
  );

afterEach(() => pane.close());

describe('the list of the workbook’s tables', () => {
  it('says in a sentence what a table is for while there is none', async () => {
    await open();
    expect(pane.text()).toContain('This workbook has no PEEL table yet.');
    expect(() => pane.button('Refresh all tables')).toThrow();
  });

  it('shows where each is, how many rows it has, and that it is synced', async () => {
    await open({ tables: [planTable()], agreedAt: `${TODAY}T08:26:00.000Z` });
    expect(pane.text()).toContain('PlanPEEL_Plan, 19 rows, on AFIsSynced');
    expect(pane.text()).toContain('Last agreed with this copy of the plan: 08:26.');
    await pressNamed('AFIs: go to PEEL_Plan');
    expect(asked()).toEqual(['select s1 A3']);
  });

  it('counts what waits, what was refused and what is in conflict, and the tab what asks for the person', async () => {
    await open({
      tables: [
        planTable({
          rows: 5_000,
          waiting: 3,
          troubles: [trouble('afi/7', 'C9'), trouble('afi/7', 'D9'), trouble('afi/8', 'C10')],
          conflicts: ['afi/9'],
          notice: 'The worksheet is protected. Take the protection off to see new values',
        }),
      ],
    });
    expect(pane.text()).toContain('5,000 rows, on AFIs3 waiting2 refused1 conflict');
    expect(pane.text()).toContain('Take the protection off to see new values.');
    expect(pane.button(/^Tables/, 'tab').textContent).toBe('Tables3');
  });

  it('opens a table by itself when it begins to ask, and never closes it', async () => {
    await open({ tables: [planTable()] });
    expect(heading().getAttribute('aria-expanded')).toBe('false');
    await tell({ tables: [planTable({ troubles: [trouble('afi/7', 'C9')] })] });
    expect(heading().getAttribute('aria-expanded')).toBe('true');
    await tell({ tables: [planTable()] });
    expect(pane.text()).toContain('Its cells agree with the plan.');
    await pane.press('Plan');
    expect(heading().getAttribute('aria-expanded')).toBe('false');
  });

  it('tells a reader, and somebody signed out, that their edits would come to nothing', async () => {
    await open({}, owen);
    expect(pane.text()).toContain('What is typed in their cells is refused.');
    await pane.after(() => seeded.signIn(null));
    expect(pane.text()).toContain('Sign in to edit in their cells.');
    await pane.after(() => seeded.signIn(maria));
    expect(pane.text()).not.toContain('edit in their cells');
  });
});

describe('what was refused', () => {
  it('[S20] is told by record, cell, text and reason, with a way to the cell; text is text', async () => {
    await open({ tables: [planTable({ troubles: [trouble('afi/7', 'C9', { text: '=HYPERLINK("x")<b>' })] })] });
    expect(pane.text()).toContain('Refused (1)AFI 7Status: “=HYPERLINK("x")<b>”Go to cell C9');
    expect(pane.text()).toContain('Status must be one of the six, such as In progress.');
    expect(pane.element.querySelector('b')).toBeNull();
    await pressNamed('Go to cell C9: AFI 7, Status');
    expect(asked()).toEqual(['select s1 C9']);
  });

  it('is put back row by row; the focus stays with the table when the row has gone', async () => {
    await open({ tables: [planTable({ troubles: [trouble('afi/7', 'C9'), trouble('afi/8', 'C10')] })] });
    await pressNamed('Put back: AFI 7');
    expect(asked()).toEqual(['put back plan afi/7']);
    expect(pane.text()).toContain('AFI 7: put back.');
    await tell({ tables: [planTable({ troubles: [trouble('afi/8', 'C10')] })] });
    expect(document.activeElement).toBe(heading());
  });

  it('is put back all at once after a question with the number', async () => {
    await open({
      tables: [
        planTable({ troubles: [trouble('afi/7', 'C9'), trouble('afi/8', 'C10'), trouble('', 'C30', { text: '' })] }),
      ],
    });
    expect(pane.text()).toContain('New rowStatus: empty');
    expect(() => named('Put back: New row')).toThrow();
    await pane.press('Put all back…');
    expect(dialog()?.textContent).toContain('Put 2 rows back?');
    await pane.press('Cancel');
    expect(asked()).toEqual([]);
    await pane.press('Put all back…');
    await agree('Put back');
    expect(asked()).toEqual(['put back plan afi/7,afi/8']);
  });

  it('of thousands shows the first, and more on demand', async () => {
    const troubles = Array.from({ length: 120 }, (_each, at) => trouble(`afi/${at + 1}`, `C${at + 4}`));
    await open({ tables: [planTable({ troubles })] });
    const shown = () => pane.element.querySelectorAll('[data-table] li').length;
    expect([pane.text().includes('Refused (120)'), shown()]).toEqual([true, 50]);
    await pane.press('Show 50 more');
    expect(shown()).toBe(100);
    await pane.press('Show 20 more');
    expect(shown()).toBe(120);
  });

  it('says why Excel did not do what was asked', async () => {
    await open({ tables: [planTable({ troubles: [trouble('afi/7', 'C9')] })] });
    seeded.tables.refuse('A cell is being edited. Finish it with Enter or Escape, then try again');
    await pressNamed('Put back: AFI 7');
    expect(pane.text()).toContain('Finish it with Enter or Escape, then try again.');
    seeded.tables.refuse(null);
    await pressNamed('Put back: AFI 7');
    expect(pane.text()).not.toContain('Finish it with Enter');
  });
});

describe('what a co-author typed', () => {
  const coauthor = { kind: 'edited by a co-author', why: 'Typed by a co-author of this file' } as const;

  it('is sent as mine or put back, one row or all', async () => {
    await open({
      tables: [planTable({ troubles: [trouble('afi/7', 'C9', coauthor), trouble('afi/8', 'C10', coauthor)] })],
    });
    expect(pane.text()).toContain('Edited by somebody else, or on another computer (2)');
    await pressNamed('Send as mine: AFI 7');
    await pressNamed('Put back: AFI 8');
    await pane.press('Send all as mine…');
    expect(dialog()?.textContent).toContain('goes to the other offices under your name');
    await agree('Send as mine');
    expect(asked()).toEqual([
      'co-author plan afi/7 send',
      'co-author plan afi/8 put back',
      'co-author plan afi/7,afi/8 send',
    ]);
  });
});

describe('a new row that a co-author entered', () => {
  const theirs = { kind: 'edited by a co-author', why: 'Entered by somebody else' } as const;
  const rows = ['C9', 'C10'].map((address) => trouble('', address, { ...theirs, answeredBy: `new:${address}` }));

  it('[T27] is sent as mine by itself, and has nothing to be put back', async () => {
    await open({ tables: [planTable({ troubles: rows })] });
    const sends = [...pane.element.querySelectorAll<HTMLButtonElement>('[aria-label="Send as mine: New row"]')];
    await pane.after(() => sends[1]?.click());
    await pane.press('Send all as mine…');
    await agree('Send as mine');
    expect(asked()).toEqual(['co-author plan new:C10 send', 'co-author plan new:C9,new:C10 send']);
    expect(pane.element.querySelector('[aria-label="Put back: New row"]')).toBeNull();
  });
});

describe('deleted rows', () => {
  const deleted = planTable({
    deletedRows: [
      { key: 'afi/3', name: 'AFI 3' },
      { key: 'afi/4', name: 'AFI 4' },
    ],
  });

  it('are asked about by name, and put back', async () => {
    await open({ tables: [deleted] }, maria);
    expect(pane.text()).toContain('2 rows were deleted from PEEL_Plan, and the plan still has their records.');
    expect(pane.text()).toMatch(/AFI 3.*AFI 4/);
    await pane.press('Put 2 rows back');
    expect(asked()).toEqual(['deleted rows plan afi/3,afi/4 put back']);
  });

  it('[S12] become deleted records for every office once a manager agrees and says why', async () => {
    await open({ tables: [deleted] }, maria);
    await pane.after(() => pane.field('AFI 4').click());
    await pane.press('Delete 1 record…');
    expect(dialog()?.textContent).toContain('AFI 3 leaves the plan, its tables and its formulas in every office');
    expect(isDisabled('Delete')).toBe(true);
    await pane.type('Why is it deleted?', 'The same as AFI 2');
    await pane.press('Delete');
    expect(asked()).toEqual(['deleted rows plan afi/3 delete The same as AFI 2']);
    expect(pane.text()).toContain('1 record deleted for every office.');
    await tell({ tables: [planTable({ deletedRows: [{ key: 'afi/4', name: 'AFI 4' }] })] });
    await pane.press('Put 1 row back');
    expect(asked().at(-1)).toBe('deleted rows plan afi/4 put back');
  });

  it('[S19] cannot become deleted records for those who may not, and they are told who may', async () => {
    await open({ tables: [deleted] });
    expect(pane.text()).toContain('Only a manager can delete a record.');
    expect(() => pane.button('Delete 2 records…')).toThrow();
    expect(isDisabled('Put 2 rows back')).toBe(false);
  });
});

describe('all tables', () => {
  it('are refreshed, and one press is one Refresh', async () => {
    await open({ tables: [planTable()] });
    await pane.press('Refresh all tables');
    expect(asked()).toEqual(['refresh']);
    expect(pane.text()).toContain('The tables were compared with the plan.');
  });

  it('say in words that a part of the add-in could not be loaded offline', async () => {
    await open({ tables: [planTable()] });
    const cause = new TypeError('Failed to fetch dynamically imported module: https://peel.example/assets/why.js');
    Object.assign(seeded.tables.services, { refresh: () => Promise.reject(cause) });
    await pane.press('Refresh all tables');
    expect(pane.text()).toContain('A part of PEEL could not be loaded. Check the network, then try again.');
  });

  it('load with the workbook where somebody says so', async () => {
    await open({ tables: [planTable()] });
    await pane.after(() => pane.field('Load PEEL when this workbook opens').click());
    expect(asked()).toEqual(['load true']);
  });

  it('can be released, after a question', async () => {
    await open({ tables: [planTable()] });
    await pane.press('Plan');
    await pressNamed('Release table… PEEL_Plan');
    expect(dialog()?.textContent).toContain('The table becomes plain cells.');
    await pane.press('Release');
    expect(asked()).toEqual(['release plan']);
    await tell({ tables: [] });
    expect(pane.text()).toContain('PEEL_Plan is released');
    expect(document.activeElement).toBe(pane.element.querySelector('[tabindex="-1"]:has([role="status"])'));
  });
});
