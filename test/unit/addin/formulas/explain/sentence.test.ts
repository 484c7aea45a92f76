import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { loggedChange } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { seededOn } from '../later-changes.ts';
import { serial } from '../plan-fixture.ts';
import { arrives, seededReplica } from '../seeded-cells.ts';

let replica: DatasetReplica;
beforeAll(installExcelNames);
beforeEach(async () => {
  replica = await seededReplica();
});
const shown = (...values: unknown[]): unknown => enter('SENTENCE', ...values).shown;

describe('SENTENCE from the documents’ numbers', () => {
  const ROSE = '999 calls rose by 10,584 (11.2%) on the last quarter';
  it.each<[unknown, unknown, unknown]>([
    ['999 calls', 'Q2 2022/23', ROSE],
    [999, 'July to September 2022', ROSE],
    ['999', '2022/23 q2', ROSE],
    ['101 Calls', 'Q2 2022/23', '101 calls fell by 2,103 (2.4%) on the last quarter'],
    ['live chat', 'Q2 2022/23', 'Live chat contacts rose by 6,921 (51.5%) on the last quarter'],
    ['Plan', 'October 2022', 'All 19 AFIs are in progress; none is overdue and 1 is at risk'],
    [
      'Plan',
      'Q1 2022/23',
      'All 19 AFIs are without a recorded status; whether any is overdue or at risk is not recorded',
    ],
  ])('on %j in %j', (topic, period, sentence) => {
    expect(shown(topic, period)).toBe(sentence);
  });

  it('on the plan looks no later than today unless as at says so', async () => {
    await seededOn('2022-11-01');
    const inNovember = 'All 19 AFIs are in progress; none is overdue and 1 is at risk';
    const inDecember = 'All 19 AFIs are in progress; 1 is overdue and 5 are at risk';
    expect(shown('the plan', serial('2022-12-06'))).toBe(inNovember);
    expect(shown('Plan', 'Q3 2022/23')).toBe(inNovember);
    expect(shown('Plan', '', '2022-12-06')).toBe(inDecember);
    await seededOn('2023-02-01');
    expect(shown('the plan', serial('2022-12-06'))).toBe(inDecember);
  });

  it.each([
    ['VAWG', 'VAWG offences recorded fell by 1,182 (9.1%)'],
    ['VAWG Force', 'VAWG offences recorded fell by 1,182 (9.1%)'],
    ['DA', 'Domestic abuse VAWG offences recorded fell by 586 (8.3%)'],
    ['VAWG non-DA', 'Non domestic abuse VAWG offences recorded fell by 596 (10.0%)'],
    ['rape', 'Rapes recorded fell by 4 (0.8%)'],
    ['Other Sexual', 'Other sexual offences recorded fell by 12 (1.7%)'],
  ])('on %s in the rolling quarter to September 2022', (topic, begins) => {
    const sentence = shown(topic, 'Rolling quarter to September 2022');
    expect(sentence).toMatch(new RegExp(`^${begins.replace(/[()]/g, '\\$&')} on the quarter to Sep-21; `));
    expect(sentence).toMatch(/outcomes come in$/);
  });

  it('without the year before', () => {
    expect(shown('Rape', 'Sep-21')).toBe(
      '483 rapes were recorded in the rolling quarter to Sep-21; the suspect interviewed rate was 51.8% and the charge rate was 2.7%; the quarter to Sep-20 is not recorded',
    );
  });
});

describe('SENTENCE is live, and as at a day', () => {
  it('follows a correction of a month of either quarter, and of no other channel', async () => {
    const [calls999, calls101] = [enter('SENTENCE', '999', 'Q2 2022/23'), enter('SENTENCE', '101', 'Q2 2022/23')];
    const counts = { received: 29_189, answered: 28_968, answeredUnder10s: 19_802, notAnswered: 221 };
    await arrives(replica, loggedChange('call-month', 'call-month/999/2022-04', counts, { effectiveOn: '2022-11-01' }));
    expect(calls999.results.slice(1)).toEqual(['999 calls rose by 10,583 (11.2%) on the last quarter']);
    expect(calls101.results).toHaveLength(1);
    expect(shown('999', 'Q2 2022/23', '2022-10-31')).toBe('999 calls rose by 10,584 (11.2%) on the last quarter');
  });

  it.each<[unknown[], string]>([
    [['999', 'Q2 2022/23', '2022-08-15'], '#N/A The 999 figures for Aug-22 were not recorded on 15 August 2022'],
    [
      ['Live chat', 'Q2 2022/23', '2022-08-15'],
      '#N/A No Live chat figure for Q2 2022/23 was recorded on 15 August 2022 (recorded: Q1 2022/23)',
    ],
    [
      ['Rape', 'Sep-22', '2022-10-30'],
      '#N/A The Rape figures for the rolling quarter to Sep-22 were not recorded on 30 October 2022',
    ],
    [['Plan', '', '2022-10-31'], 'All 19 AFIs are in progress; none is overdue and 1 is at risk'],
    [['Plan', '2022-12-06', '2022-10-31'], 'All 19 AFIs are in progress; none is overdue and 1 is at risk'],
    [
      ['', 'Q2 2022/23'],
      '#VALUE! topic must be one of 999 calls, 101 calls, Live chat, VAWG, DA, Non-DA, Rape, Other sexual, Plan',
    ],
  ])('%j is %s', (values, expected) => {
    expect(shown(...values)).toBe(expected);
  });
});
