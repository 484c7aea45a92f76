// @vitest-environment jsdom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import type { FormulaServices } from '../../../../../addin/taskpane/formulas/formula-services.ts';
import type { FailingCell } from '../../../../../addin/workbook/failing-cells.ts';
import type { Insertion, InsertRequest } from '../../../../../addin/workbook/insert-formula.ts';
import { installExcelNames } from '../../formulas/excel-cell.ts';
import { seededCommits, seededRecords } from '../seeded-records.ts';
import { maria, type SeededServices, seededServices } from '../seeded-services.ts';
import { type ShownPane, showPane } from '../shown-pane.tsx';

vi.setConfig({ testTimeout: 30_000 });
const records = seededRecords();
const FAILING: FailingCell = {
  sheetId: 'sheet-1',
  sheetName: 'Plan',
  isHidden: false,
  address: 'C7',
  formula: '=PEEL.AFISTATUS(42)',
  code: '#N/A',
  message: 'There is no AFI 42 in the 2021/22 plan (1 to 19).',
};

let seeded: SeededServices;
let pane: ShownPane;
/** What the workbook that is stood in for holds, and what it was asked. */
let failing: readonly FailingCell[] | Error;
let answers: (Insertion | Error)[];
let asked: unknown[];
let refreshed: () => void;

async function open(): Promise<void> {
  const workbook: Omit<FormulaServices, 'guide'> = {
    findFailing: async () => {
      if (failing instanceof Error) throw failing;
      return { failing, peelCells: failing.length === 0 ? 0 : 240 };
    },
    selectCell: async (cell) => {
      asked.push(`${cell.sheetId} ${cell.address}`);
      if (cell.sheetId === 'hidden') throw new Error('The worksheet is hidden');
    },
    insert: async (request: InsertRequest) => {
      asked.push(request);
      const answer = answers.shift() ?? new Error('Nothing was to be inserted');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    refresh: async () => refreshed(),
    onRefreshed: (listener) => {
      refreshed = listener;
      return () => {};
    },
  };
  const { services } = seeded;
  pane = await showPane({ ...services, formulas: { ...services.formulas, ...workbook } });
  await pane.press('Formulas', 'tab');
  await pane.eventually(() => expect(pane.text()).toMatch(/\d+ of \d+ functions/));
}

// loaded once: it takes seconds on a busy machine
beforeAll(() => import('../../../../../addin/formulas/guide/formula-guide.ts'));
beforeEach(async () => {
  installExcelNames();
  failing = [];
  answers = [];
  asked = [];
  seeded = await seededServices(records, maria);
  setFormulaReplica(seeded.replica);
});
afterEach(async () => {
  await pane.close();
  setFormulaReplica(null);
});

const openFunction = (name: string): Promise<void> =>
  pane.after(() => pane.element.querySelector<HTMLElement>(`[data-formula="${name}"]`)?.click());
const DONE: Insertion = { done: true, address: 'Plan!B2' };

describe('the cells in error', () => {
  it('are none, which is said', async () => {
    await open();
    expect(pane.text()).toContain('The workbook has no PEEL cells yet.');
  });

  it('are listed with why, and a link to each', async () => {
    failing = [FAILING, { ...FAILING, sheetId: 'hidden', address: 'C8', isHidden: true }];
    await open();
    expect(pane.text()).toContain('2 of 240 PEEL cells show an error.');
    expect(pane.text()).toContain('Plan C7#N/AThere is no AFI 42 in the 2021/22 plan (1 to 19).=PEEL.AFISTATUS(42)');
    await pane.press('Plan C7');
    expect(asked).toEqual(['sheet-1 C7']);
    expect(pane.text()).toContain('Plan C8#N/Aon a hidden worksheet');
    await pane.press('Plan C8');
    expect(pane.text()).toContain('The worksheet is hidden.');
  });

  it('are looked for again after a Refresh, and on demand', async () => {
    failing = [FAILING];
    await open();
    failing = [];
    await pane.press('Refresh these cells');
    expect(pane.text()).toContain('The workbook has no PEEL cells yet.');
    failing = new Error('A cell is being edited');
    await pane.press('Look again');
    expect(pane.text()).toContain('A cell is being edited.');
  });

  it('are shown fifty at a time where they are many', async () => {
    failing = Array.from({ length: 120 }, (_none, row) => ({ ...FAILING, address: `C${row + 1}` }));
    await open();
    expect(pane.element.querySelectorAll('[aria-label="Cells in error"] li')).toHaveLength(50);
    await pane.press('Show 50 more');
    await pane.press('Show 20 more');
    expect(pane.element.querySelectorAll('[aria-label="Cells in error"] li')).toHaveLength(120);
  });
});

describe('a function', () => {
  it('is found by words, shows its help, and gives the focus back to its row', async () => {
    await open();
    await pane.after(() => {
      const search = pane.element.querySelector<HTMLInputElement>('[aria-label="Search the functions"]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(search, 'slip');
      search?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(pane.element.querySelector('[aria-label="Functions"] button')?.textContent).toContain('PEEL.AFISLIP');
    await openFunction('AFISLIP');
    expect(pane.text()).toContain('PEEL.AFISLIP(number, [asAt])');
    expect(pane.text()).toContain("The AFI's number in the plan, such as 7");
    await pane.press('All functions');
    expect((document.activeElement as HTMLElement).dataset.formula).toBe('AFISLIP');
  });

  it('shows what its cell would show as one types, and as the plan changes', async () => {
    await open();
    await openFunction('AFISTATUS');
    expect(pane.text()).toContain('Nothing yet: give number.');
    expect(pane.button('Insert into the active cell').getAttribute('aria-disabled')).toBe('true');
    await pane.type('number', '42');
    expect(pane.text()).toContain('Its cell shows#N/AThere is no AFI 42 in the 2021/22 plan (1 to 19).');
    await pane.type('number', '7');
    expect(pane.text()).toContain('=PEEL.AFISTATUS(7)Its cell showsIn progress');
    await pane.after(() => seeded.remoteEdit('afi', 'afi/7', { status: 'Force complete' }));
    expect(pane.text()).toContain('Its cell showsForce complete');
    expect(pane.field('number').getAttribute('list')).toBe(pane.element.querySelector('datalist')?.id);
    expect(pane.element.querySelectorAll('datalist option')).toHaveLength(19);
  });

  it('as at an earlier day says that it loads the history, then shows its value', async () => {
    await open();
    await openFunction('AFISTATUS');
    await pane.type('number', '7');
    await pane.type('asAt', '2022-10-31');
    expect(pane.text()).toContain('=PEEL.AFISTATUS(7,DATE(2022,10,31))Its cell shows#N/ALoading history.');
    await vi.waitFor(() => expect(seeded.replica.copy.historyWanted()).not.toBeNull());
    await pane.after(() => seeded.historyArrives(seededCommits()));
    expect(pane.text()).toContain('Its cell showsIn progress');
  });

  it('is filled in from an example, and tells what its errors say', async () => {
    await open();
    await openFunction('CALLS');
    await pane.press('Use it');
    expect(pane.field('channel').value).toBe('101');
    expect(document.activeElement).toBe(pane.field('channel'));
    expect(pane.text()).toContain('Its cell shows29816');
    expect(pane.text()).toMatch(/What its errors say \(\d\)/);
  });
});

describe('inserting', () => {
  const ready = async (name: string, number: string): Promise<void> => {
    await open();
    await openFunction(name);
    await pane.type('number', number);
  };

  it('puts the formula into the active cell, with the format that its value is read in', async () => {
    answers = [DONE];
    await ready('AFIDUE', '7');
    expect(pane.text()).toContain('31 December 2022Holds the serial 44926, shown as a date');
    await pane.press('Insert into the active cell');
    expect(asked).toEqual([{ formula: '=PEEL.AFIDUE(7)', rows: 1, columns: 1, numberFormat: 'dd mmm yyyy' }]);
    expect(pane.text()).toContain('Inserted into Plan!B2.');
  });

  it('asks before it writes over a cell, then before a spill that finds no room', async () => {
    answers = [
      { done: false, because: 'occupied', address: 'Plan!B2', holds: 'figures' },
      { done: false, because: 'no room', address: 'Plan!B2', blockedBy: 'Plan!B4' },
      DONE,
    ];
    await ready('AFIGROUP', '10');
    expect(pane.text()).toContain('3 rows, 1 column');
    await pane.press('Insert into the active cell');
    expect(pane.text()).toContain('Write over Plan!B2?The active cell holds figures');
    await pane.press('Write over it');
    expect(pane.text()).toContain('The result fills 3 rows and 1 column, and Plan!B4 is not empty.');
    await pane.press('Insert it all the same');
    expect(asked).toEqual([
      expect.not.objectContaining({ overwrite: expect.anything() }),
      expect.objectContaining({ overwrite: 'Plan!B2' }),
      expect.objectContaining({ overwrite: 'Plan!B2', withoutRoom: true }),
    ]);
    expect(pane.text()).toContain('Inserted into Plan!B2.');
  });

  it('does nothing where the person says no, and says why where Excel does', async () => {
    answers = [
      { done: false, because: 'occupied', address: 'Plan!B2', holds: '=1+1' },
      new Error('A cell is being edited'),
    ];
    await ready('AFISTATUS', '7');
    await pane.press('Insert into the active cell');
    await pane.press('Cancel');
    expect(asked).toHaveLength(1);
    await pane.press('Insert into the active cell');
    expect(pane.text()).toContain('A cell is being edited.');
  });

  it('or copying: the formula is on the clipboard, or the pane says how to get it there', async () => {
    const written: string[] = [];
    Object.assign(navigator, { clipboard: { writeText: async (text: string) => void written.push(text) } });
    await ready('AFISTATUS', '7');
    await pane.press('Copy');
    expect(written).toEqual(['=PEEL.AFISTATUS(7)']);
    expect(pane.text()).toContain('Copied.');
    Object.assign(navigator, { clipboard: { writeText: async () => Promise.reject(new Error('no')) } });
    await pane.type('number', '8');
    await pane.press('Copy');
    expect(pane.text()).toContain('Copying is not allowed here: select the formula and press Ctrl+C.');
  });
});

describe('the history on its way', () => {
  it('is shown as progress in every view, and why it does not come', async () => {
    await open();
    await pane.after(() => seeded.tell({ history: { fetched: 500, total: 1200 } }));
    const bar = pane.element.querySelector('[role="progressbar"]');
    expect(bar?.getAttribute('aria-label')).toBe('Loading history');
    expect(bar?.getAttribute('aria-valuenow')).toBe('500');
    expect(bar?.getAttribute('aria-valuemax')).toBe('1200');
    expect(pane.text()).toContain('500 of 1,200 entries');
    await pane.after(() => seeded.tell({ phase: 'offline', history: { fetched: 500, total: 1200 } }));
    expect(pane.text()).toContain('The history could not be loaded. It is loaded once the service can be reached.');
    expect(pane.element.querySelector('[role="progressbar"]')).toBeNull();
    await pane.press('Try again');
    expect(seeded.asked).toEqual(['sync']);
  });
});
