import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { commitOf, loggedChange, recordsOf, TODAY, testReplica } from '../../replica/replica-fixtures.ts';
import { ask, enter, installExcelNames } from '../excel-cell.ts';
import { PLAN_COMMITS, serial } from '../plan-fixture.ts';

let replica: DatasetReplica;
beforeAll(installExcelNames);
beforeEach(async () => {
  replica = await testReplica({ commits: PLAN_COMMITS });
  setFormulaReplica(replica);
});

const shown = (name: FormulaName, ...values: unknown[]): unknown => enter(name, ...values).shown;
/** Status and forecast go together; the second completion is later than promised. */
const setAfi7 = (status: string, forecast: string) =>
  replica.copy.applyCommits(
    [commitOf(4, loggedChange('afi', 'afi/7', { status, forecast }, { revision: 3, effectiveOn: TODAY }))],
    'c4',
  );

describe('formulas over AFIs', () => {
  it.each<[FormulaName, unknown[], unknown]>([
    ['AFISTATUS', [7], 'In progress'],
    ['AFISTATUS', ['7'], 'In progress'],
    ['AFISTATUS', ['AFI 7'], 'In progress'],
    ['AFISTATUS', [' afi7 '], 'In progress'],
    ['AFISTATUS', [' 7 '], 'In progress'],
    ['AFITITLE', [7], "The plan's wording of AFI 7"],
    ['AFIAREA', [7], 'Responding to the public'],
    ['AFIGRADE', [7], 'Requires improvement'],
    ['AFIGRADE', [4], 'Not graded'],
    ['AFIOWNER', [7], 'Force Control and Incident Room'],
    ['AFIBOARD', [7], 'Force Improvement Board'],
    ['AFIBOARD', [8], 'Not recorded'],
    ['AFIDUE', [7], serial('2022-12-31')],
    ['AFIBASELINE', [7], 44_926],
    ['AFISLIP', [7], 0],
    ['AFIRAG', [7], 'On track'],
    ['AFIGROUP', [7], [[7]]],
    ['AFIGROUP', [10], [[10], [11], [12]]],
    ['AFICOUNT', [], 19],
    ['AFICOUNT', ['in progress'], 19],
    ['AFICOUNT', ['Discharged'], 0],
    ['AFICOUNT', [null, 'victim service'], 1],
    // a reference to an empty cell is 0 on the desktop (office-js#4702)
    ['AFISTATUS', [7, 0], 'In progress'],
    ['AFICOUNT', [0, 0, 0], 19],
  ])('%s(%j) is %j', (name, values, expected) => {
    expect(shown(name, ...values)).toEqual(expected);
  });

  it('AFIACTIONS spills text, state and date in the plan’s order, of one state where it is asked', () => {
    const on = serial('2022-10-31');
    expect(shown('AFIACTIONS', 7)).toEqual([
      ['Action 1', 'Taken or ongoing', on],
      ['Action 2', 'Complete', on],
    ]);
    expect(shown('AFIACTIONS', 7, 'complete', true)).toEqual([
      ['Action', 'State', 'Reported on'],
      ['Action 2', 'Complete', on],
    ]);
    expect(shown('AFIACTIONS', 8)).toBe('#N/A No action is recorded for AFI 8');
  });

  it('AFIMEASURES gives percentages as fractions and their change in percentage points', () => {
    expect(shown('AFIMEASURES', 1, 'TRUE')).toEqual([
      ['Measure', 'First value', 'Latest value', 'Change (percentages: in points)'],
      ['Investigations with a plan', 0.2, 0.81, 61],
    ]);
  });

  it('AFICARD is a card under the title, and the title alone where Excel has no cards', () => {
    expect(ask('AFICARD', 7)).toMatchObject({
      type: 'Entity',
      text: "The plan's wording of AFI 7",
      properties: { Status: { type: 'String', basicValue: 'In progress' }, AFI: { type: 'Double', basicValue: 7 } },
    });
    expect(ask('AFICARD', 42)).toBe('#N/A There is no AFI 42 in the 2021/22 plan (1 to 19)');
    vi.stubGlobal('Office', { context: { requirements: { isSetSupported: () => false } } });
    expect(ask('AFICARD', 7)).toBe("The plan's wording of AFI 7");
    installExcelNames();
  });

  it('AFIRAG follows status, forecast, first promise and the day', async () => {
    expect(shown('AFIRAG', 7, '30/11/2022')).toBe('#N/A Loading history');
    await setAfi7('In progress', '2023-01-31');
    expect(shown('AFIRAG', 7)).toBe('At risk');
    expect(shown('AFISLIP', 7)).toBe(31);
    expect(shown('AFIDUE', 7)).toBe(serial('2023-01-31'));
  });
});

describe('a formula that cannot answer', () => {
  it.each<[FormulaName, unknown[], string]>([
    ['AFISTATUS', [42], '#N/A There is no AFI 42 in the 2021/22 plan (1 to 19)'],
    ['AFISTATUS', ['seven'], "#VALUE! number must be an AFI's number, such as 7"],
    ['AFISTATUS', [7.5], "#VALUE! number must be an AFI's number, such as 7"],
    ['AFISTATUS', [], "#VALUE! number must be an AFI's number, such as 7"],
    [
      'AFISTATUS',
      [7, 'yesterday'],
      '#VALUE! asAt must be a date, such as an Excel date, 2022-10-31 or 31 October 2022',
    ],
    [
      'AFISTATUS',
      [7, '2022-02-30'],
      '#VALUE! asAt must be a date, such as an Excel date, 2022-10-31 or 31 October 2022',
    ],
    ['AFIACTIONS', [7, 'Lost'], '#VALUE! state must be one of Taken or ongoing, Ongoing, Complete'],
    ['AFIACTIONS', [7, null, 'maybe'], '#VALUE! headers must be TRUE or FALSE'],
    ['AFICOUNT', [null, 'Catering'], '#VALUE! area must be one of Responding to the public, Victim service assessment'],
    [
      'AFICOUNT',
      ['Done'],
      '#VALUE! status must be one of Not started, In progress, Force complete, Submitted to HMICFRS, Discharged, Returned, Not recorded',
    ],
    ['AFIMEASURES', [8], '#N/A No evidence measure is recorded for AFI 8'],
  ])('%s(%j) says %s', (name, values, message) => {
    expect(shown(name, ...values)).toBe(message);
  });

  it('asks to sign in while nothing was ever loaded, and answers once it is', async () => {
    const empty = await testReplica();
    setFormulaReplica(empty);
    const cell = enter('AFISTATUS', 7);
    expect(cell.shown).toBe('#N/A Sign in to PEEL to load the plan');
    expect(ask('AFICARD', 7)).toBe('#N/A Sign in to PEEL to load the plan');
    await empty.copy.loadSnapshot({ records: recordsOf(PLAN_COMMITS), cursor: 'c1' });
    expect(cell.shown).toBe('In progress');
    setFormulaReplica(null);
    expect(shown('AFISTATUS', 7)).toBe('#N/A Sign in to PEEL to load the plan');
  });
});

describe('a live cell', () => {
  it('AFI 7 changes when AFI 7 does, and AFI 8 is left alone', async () => {
    const [seven, eight] = [enter('AFISTATUS', 7), enter('AFISTATUS', 8)];
    await setAfi7('Force complete', '2022-12-31');
    expect(seven.results).toEqual(['In progress', 'Force complete']);
    expect(eight.results).toEqual(['In progress']);
  });

  it('gives no second result where the change does not change it', async () => {
    const due = enter('AFIDUE', 7);
    await setAfi7('Force complete', '2022-12-31');
    expect(due.results).toEqual([serial('2022-12-31')]);
  });

  it('leaves no watcher behind when Excel cancels it, started twice or not', () => {
    const cells = [enter('AFISTATUS', 7), enter('AFISTATUS', 7), enter('AFICOUNT')];
    expect(replica.watcherCount).toBe(3);
    for (const cell of cells) cell.cancel();
    expect(replica.watcherCount).toBe(0);
  });
});

describe('[S13] a formula as at a day', () => {
  const history = async () => {
    replica.asAt(TODAY);
    await expect.poll(() => replica.copy.historyWanted()).not.toBeNull();
    await replica.copy.appendHistory(PLAN_COMMITS, 'c3', null, true);
  };

  it('is loading at first, then answers without being entered again', async () => {
    const cell = enter('AFISTATUS', 7, serial('2022-10-31'));
    await history();
    expect(cell.shown).toBe('In progress');
    expect(cell.results).toHaveLength(2);
  });

  it.each<[FormulaName, unknown[], unknown]>([
    ['AFISTATUS', [7, '30 October 2022'], 'Not recorded'],
    ['AFISTATUS', [7, '2022-10-31'], 'In progress'],
    ['AFISTATUS', [7, '27/04/2022'], '#N/A AFI 7 was published on 28 April 2022'],
    ['AFIDUE', [7, '2022-09-01'], '#N/A No expected completion is recorded for AFI 7 as at 1 September 2022'],
    ['AFIRAG', [7, '31-Oct-22'], 'On track'],
    ['AFIRAG', [7, '2022-12-01'], 'At risk'],
    ['AFIRAG', [7, '2023-01-01'], 'Overdue'],
    ['AFICOUNT', ['Not recorded', null, '2022-05-01'], 19],
    ['AFICOUNT', [null, null, '2022-04-01'], '#N/A The plan was published on 28 April 2022'],
    ['AFIACTIONS', [7, null, null, '2022-05-01'], '#N/A No action is recorded for AFI 7 as at 1 May 2022'],
    ['AFITITLE', [7, '2022-10-30'], 'The wording of AFI 7'],
    ['AFITITLE', [7, '2022-10-31'], "The plan's wording of AFI 7"],
    ['AFITITLE', [7, '2022-04-27'], '#N/A AFI 7 was published on 28 April 2022'],
    ['AFIAREA', [4, '2022-05-01'], 'Victim service assessment'],
    ['AFIBOARD', [7, '2022-10-30'], 'Not recorded'],
    ['AFIBOARD', [7, '2022-10-31'], 'Force Improvement Board'],
    ['AFIBASELINE', [7, '2022-10-30'], '#N/A No first promised completion is recorded for AFI 7 as at 30 October 2022'],
    ['AFIBASELINE', [7, '2022-10-31'], 44_926],
    ['AFISLIP', [7, '2022-10-30'], '#N/A AFI 7 has no first promised or no expected completion as at 30 October 2022'],
    ['AFIGROUP', [11, '2022-05-01'], [[10], [11], [12]]],
    ['AFIOWNER', [7, '2022-05-01'], 'Force Control and Incident Room'],
    ['AFISTATUS', [42, '2022-10-31'], '#N/A There is no AFI 42 in the 2021/22 plan (1 to 19)'],
  ])('%s(%j) is %j', async (name, values, expected) => {
    await history();
    expect(shown(name, ...values)).toEqual(expected);
  });
});
