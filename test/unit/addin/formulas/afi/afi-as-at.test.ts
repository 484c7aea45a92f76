import { beforeAll, describe, expect, it } from 'vitest';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { seededOn } from '../later-changes.ts';
import { serial } from '../plan-fixture.ts';

beforeAll(installExcelNames);

const COMPLETED_ON = '2023-01-16';
const completed = loggedChange(
  'afi',
  'afi/7',
  { status: 'Force complete', forecast: '2022-12-31' },
  { revision: 4, effectiveOn: COMPLETED_ON },
);

describe('[S13] the status of AFI 7', () => {
  it('is In progress as at the meeting, not recorded before it, and not there before the report', async () => {
    await seededOn('2022-11-01');
    const shown = (day: string): unknown => enter('AFISTATUS', 7, serial(day)).shown;
    expect(['2022-10-31', '2022-10-30', '2022-04-28', '2022-04-27'].map(shown)).toEqual([
      'In progress',
      'Not recorded',
      'Not recorded',
      '#N/A AFI 7 was published on 28 April 2022',
    ]);
  });

  it('completed later, stays as it was in a cell as at a day before, and changes in one as at a day after', async () => {
    const { arrives } = await seededOn('2023-02-01');
    const cells = {
      atTheMeeting: enter('AFISTATUS', 7, serial('2022-10-31')),
      theDayBefore: enter('AFISTATUS', 7, serial('2023-01-15')),
      thatDay: enter('AFISTATUS', 7, serial(COMPLETED_ON)),
      after: enter('AFISTATUS', 7, serial('2023-01-31')),
      present: enter('AFISTATUS', 7),
      other: enter('AFISTATUS', 8, serial('2023-01-31')),
      ragBefore: enter('AFIRAG', 7, serial('2023-01-15')),
      ragAfter: enter('AFIRAG', 7, serial('2023-01-31')),
    };
    await arrives(completed);
    expect(Object.fromEntries(Object.entries(cells).map(([name, { results }]) => [name, results]))).toEqual({
      atTheMeeting: ['In progress'],
      theDayBefore: ['In progress'],
      thatDay: ['In progress', 'Force complete'],
      after: ['In progress', 'Force complete'],
      present: ['In progress', 'Force complete'],
      other: ['In progress'],
      ragBefore: ['Overdue'],
      ragAfter: ['Overdue', 'Complete'],
    });
  });

  it('corrected for a past day, changes just the cells as at the days for which it then holds', async () => {
    const { arrives } = await seededOn('2023-02-01');
    await arrives(completed);
    const cellOn = (day: string) => enter('AFIDUE', 7, serial(day));
    const [before, from, until, after] = ['2022-11-29', '2022-11-30', '2023-01-15', COMPLETED_ON].map(cellOn);
    const present = enter('AFIDUE', 7);
    const other = enter('AFIDUE', 8, serial('2022-12-01'));
    const slip = enter('AFISLIP', 7, serial('2022-12-01'));
    const revised = { status: 'In progress', forecast: '2023-01-31' };
    await arrives(loggedChange('afi', 'afi/7', revised, { revision: 5, effectiveOn: '2022-11-30' }));
    const [promised, later] = [serial('2022-12-31'), serial('2023-01-31')];
    expect([before, from, until, after, present].map((cell) => cell?.results)).toEqual([
      [promised],
      [promised, later],
      [promised, later],
      [promised],
      [promised],
    ]);
    expect(other.results).toHaveLength(1);
    expect(slip.results).toEqual([0, 31]);
  });
});
