import { beforeAll, describe, expect, it } from 'vitest';
import { PLAN_HEADING } from '../../../../../addin/formulas/plan/plan-rows.ts';
import { lastDayOfMonth } from '../../../../../shared/domain/calendar.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { seededOn } from '../later-changes.ts';
import { serial } from '../plan-fixture.ts';

beforeAll(installExcelNames);

const table = (...values: unknown[]): unknown[][] => enter('PLAN', ...values).shown as unknown[][];
const column = (rows: unknown[][], heading: (typeof PLAN_HEADING)[number]): unknown[] =>
  rows.map((row) => row[PLAN_HEADING.indexOf(heading)]);

/** The month promised for AFIs 1 to 19, as slides 5 to 21 print it. */
const PROMISED = [
  ...['2023-02', '2023-02', '2023-02', '2023-05', '2023-01', '2023-04', '2022-12', '2023-12', '2023-12', '2023-01'],
  ...['2023-01', '2023-01', '2022-12', '2022-12', '2022-11', '2022-12', '2023-01', '2022-12', '2023-01'],
];

describe('PLAN', () => {
  it('is the plan as it was presented on 31 October 2022, in the order of its numbers', async () => {
    await seededOn('2022-11-01');
    const [heading, ...rows] = table(null, null, true, '2022-10-31');
    expect(heading).toEqual([...PLAN_HEADING]);
    expect(column(rows, 'AFI')).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
    expect(column(rows, 'Due')).toEqual(PROMISED.map((month) => serial(lastDayOfMonth(month))));
    expect(column(rows, 'First promised')).toEqual(column(rows, 'Due'));
    expect(new Set(column(rows, 'Slip (days)'))).toEqual(new Set([0]));
    expect(new Set(column(rows, 'Status'))).toEqual(new Set(['In progress']));
    expect(new Set(column(rows, 'Board'))).toEqual(new Set(['Force Improvement Board']));
    const atRisk = rows.filter((row) => row[PLAN_HEADING.indexOf('RAG')] === 'At risk');
    expect(column(atRisk, 'AFI')).toEqual([15]);
    expect(rows[6]).toEqual([
      7,
      'The force needs to make sure that repeat callers and those that are vulnerable are routinely identified',
      'In progress',
      'On track',
      44_926,
      44_926,
      0,
      'Responding to the public',
      'Requires improvement',
      'Force Control and Incident Room',
      'Force Improvement Board',
    ]);
  });

  it('takes its RAGs from the day that is looked at, today where none is', async () => {
    await seededOn('2022-12-06');
    const overdue = (rows: unknown[][]) => rows.filter((row) => row[3] === 'Overdue').map(([number]) => number);
    expect(overdue(table())).toEqual([15]);
    expect(overdue(table(null, null, false, '2023-01-01'))).toEqual([7, 13, 14, 15, 16, 18]);
  });

  it.each<[unknown[], number[]]>([
    [
      ['in progress', 'Responding to the public'],
      [1, 7, 8, 9],
    ],
    [
      [null, 'response'],
      [1, 7, 8, 9],
    ],
    [
      [0, 'Managing offenders & suspects', 0, 0],
      [17, 18, 19],
    ],
    [[null, 'Victim-services assessment'], [4]],
    [['Not recorded', 'operating efficiently', null, '2022-10-30'], [3]],
  ])('PLAN(%j) has AFIs %j', async (values, numbers) => {
    await seededOn('2022-11-01');
    expect(column(table(...values), 'AFI')).toEqual(numbers);
  });

  it('leaves dates and slip blank where no document states them', async () => {
    await seededOn('2022-11-01');
    const [row] = table(null, 'Victim Service Assessment', null, '2022-04-28');
    expect(row?.slice(2, 7)).toEqual(['Not recorded', 'Not recorded', '', '', '']);
    expect(row?.at(-1)).toBe('Not recorded');
  });

  it('follows a change of an AFI where it shows it, and nowhere else', async () => {
    const { arrives } = await seededOn('2023-02-01');
    const cells = {
      all: enter('PLAN'),
      area: enter('PLAN', null, 'Response'),
      otherArea: enter('PLAN', null, 'Investigation'),
      before: enter('PLAN', null, null, null, '2022-10-31'),
      count: enter('AFICOUNT', 'In progress'),
      countBefore: enter('AFICOUNT', 'In progress', null, '2022-10-31'),
      countElsewhere: enter('AFICOUNT', 'In progress', 'Investigation'),
    };
    const done = { status: 'Force complete', forecast: '2022-12-31' };
    await arrives(loggedChange('afi', 'afi/7', done, { revision: 4, effectiveOn: '2023-01-16' }));
    expect(Object.values(cells).map(({ results }) => results.length)).toEqual([2, 2, 1, 1, 2, 1, 1]);
    expect(cells.count.results).toEqual([19, 18]);
    expect(column(table('Force complete'), 'AFI')).toEqual([7]);
  });

  it('follows the names and the grade that it shows', async () => {
    const { arrives } = await seededOn('2023-02-01');
    const cells = [enter('PLAN', null, 'Victim Service Assessment'), enter('PLAN', null, 'Response')];
    const office = loggedChange('office', 'office/strategic-planning', { name: 'Planning' }, { revision: 2 });
    await arrives(office);
    expect(cells.map(({ results }) => results.length)).toEqual([2, 1]);
  });
});
