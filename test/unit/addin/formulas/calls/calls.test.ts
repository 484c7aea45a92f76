import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaName } from '../../../../../addin/formulas/catalogue.ts';
import { setFormulaReplica } from '../../../../../addin/formulas/formula-replica.ts';
import type { DatasetReplica } from '../../../../../addin/replica/dataset-replica.ts';
import { CALL_MEASURES } from '../../../../../shared/domain/call-month.ts';
import { commitOf, loggedChange, TODAY, testReplica, withLog } from '../../replica/replica-fixtures.ts';
import { enter, installExcelNames } from '../excel-cell.ts';
import { PLAN_COMMITS, serial } from '../plan-fixture.ts';

let replica: DatasetReplica;
beforeAll(installExcelNames);
beforeEach(async () => {
  replica = await testReplica({ commits: PLAN_COMMITS });
  setFormulaReplica(replica);
});

const shown = (name: FormulaName, ...values: unknown[]): unknown => enter(name, ...values).shown;

describe('formulas over calls', () => {
  it('give each measure of 101 in July 2022 as the slides print it', () => {
    const figures = CALL_MEASURES.map((measure) => shown('CALLS', '101', 'Jul-22', measure));
    const percents = [13_385, 2669, 16_431].map((count) => count / 29_816);
    expect(figures).toEqual([29_816, 13_385, percents[0], 2669, percents[1], 16_431, percents[2]]);
    expect(percents.map((each) => each.toFixed(3))).toEqual(['0.449', '0.090', '0.551']);
  });

  it.each([
    ['Jul-22'],
    ['July 2022'],
    ['2022-07'],
    ['07/2022'],
    [' JULY 2022 '],
    [serial('2022-07-15')],
    ['15/07/2022'],
  ])('take the month as %j', (month) => expect(shown('CALLS', 101, month, 'Received')).toBe(29_816));

  it.each([
    ['% answered', 13_385 / 29_816],
    ['% ANSWERED', 13_385 / 29_816],
    ['%answered', 13_385 / 29_816],
    ['percentage answered', 13_385 / 29_816],
    ['Answered < 10 Secs', 2669],
    ['answered under 10 seconds', 2669],
    ['answered in under 10s', 2669],
    ['% < 10 Secs', 2669 / 29_816],
    ['% answered in under 10 secs', 2669 / 29_816],
    ['Total Received', 29_816],
    ['% calls not answered', 16_431 / 29_816],
  ])('take the measure as %j', (measure, expected) => {
    expect(shown('CALLS', '101', 'Jul-22', measure)).toBe(expected);
  });

  it.each<[FormulaName, unknown[], unknown]>([
    ['CALLTOTAL', ['999', 'Q2 2022/23', 'received'], 105_019],
    ['CALLTOTAL', ['999', 'q1 22/23', 'Answered'], 93_501],
    ['CALLTOTAL', ['101', '2022/23 Q2', '% answered'], 48_534 / 85_758],
    ['CALLCHANGE', ['999', 'Q2 2022/23'], 10_584],
    ['CALLCHANGE', ['999', 'Q2 2022/23', null, 'percent'], 10_584 / 94_435],
    ['CALLCHANGE', ['999', 'Q2 2022/23', '', '%'], 10_584 / 94_435],
    ['CALLCHANGE', ['101', 'Q2 2022/23', 'Q1 2022/23', 'number'], -2103],
    ['CALLTREND', ['101', 'received', 3], [[29_816, 28_524, 27_418]]],
    ['CALLTREND', ['999', 'answered'], [[28_967, 31_967, 32_567, 37_261, 35_221, 30_947]]],
    // a reference to an empty cell is 0 on the desktop (office-js#4702)
    ['CALLS', ['101', 'Jul-22', 'Received', 0], 29_816],
    ['CALLCHANGE', ['999', 'Q2 2022/23', 0, 0, 0], 10_584],
    ['CALLTREND', ['101', 'received', 0], [[27_123, 29_759, 30_979, 29_816, 28_524, 27_418]]],
    ['CONTACTS', ['Live chat', 'Q1 2022/23'], 13_431],
    ['CONTACTS', ['livechat', 'Q2 2022/23'], 20_352],
  ])('%s(%j) is %j', (name, values, expected) => {
    expect(shown(name, ...values)).toEqual(expected);
  });

  it.each([['Q2 2022/23'], ['July to September 2022'], ['Jul-22 to Sep-22'], ['Rolling quarter to September 2022']])(
    'take the quarter as %j',
    (quarter) => {
      expect(shown('CALLTOTAL', '101 calls', quarter, 'Received')).toBe(85_758);
    },
  );

  it('CALLTABLE adds what only whole quarters have: a total, and the change on the quarter before', () => {
    const labels = (...values: unknown[]) =>
      (shown('CALLTABLE', '101', ...values) as unknown[][]).map(([label]) => label);
    const months = ['May-22', 'Jun-22', 'Jul-22', 'Aug-22', 'Sep-22', 'Q2 2022/23 total'];
    expect(labels('May-22', 'Q2 2022/23')).toEqual(months);
    expect(labels('Q1 2022/23').slice(-3)).toEqual([
      'Q2 2022/23 total',
      'Q2 2022/23 change on Q1 2022/23',
      'Q2 2022/23 % change on Q1 2022/23',
    ]);
    expect(labels('Jun-22', serial('2022-07-15'))).toEqual(['Jun-22', 'Jul-22']);
  });

  it('[S13] as at a day before a month was recorded', async () => {
    const total = enter('CALLTOTAL', '101', 'Q2 2022/23', 'Received', '2022-08-15');
    const table = enter('CALLTABLE', '101', 'Jul-22', null, null, '2022-08-15');
    expect([total.shown, table.shown]).toEqual(['#N/A Loading history', '#N/A Loading history']);
    await expect.poll(() => replica.copy.historyWanted()).not.toBeNull();
    await replica.copy.appendHistory(PLAN_COMMITS, 'c3', null, true);
    expect(total.shown).toBe('#N/A The 101 figures for Aug-22 were not recorded on 15 August 2022');
    expect((table.shown as unknown[][]).map(([label]) => label)).toEqual(['Jul-22']);
  });

  it('[S13] a correction of history changes the cells as at its days, and no other', async () => {
    await withLog(replica, PLAN_COMMITS);
    const cells = {
      before: enter('CALLS', '101', 'Jul-22', 'Received', '2022-08-14'),
      after: enter('CALLS', '101', 'Jul-22', 'Received', '2022-08-15'),
      table: enter('CALLTABLE', '101', 'Jul-22', 'Jul-22', false, '2022-08-14'),
      trend: enter('CALLTREND', '101', 'Received', 1, '2022-08-15'),
    };
    const counts = { received: 29_826, answered: 13_395, answeredUnder10s: 2669, notAnswered: 16_431 };
    const change = { revision: 2, effectiveOn: '2022-08-15' };
    await replica.copy.applyCommits(
      [commitOf(4, loggedChange('call-month', 'call-month/101/2022-07', counts, change))],
      'c4',
    );
    expect([cells.before.results, cells.after.results]).toEqual([[29_816], [29_816, 29_826]]);
    expect(cells.table.results).toHaveLength(1);
    expect(cells.trend.shown).toEqual([[29_826]]);
  });

  it('follow a correction of a month, and only where they rest on it', async () => {
    const cells = {
      july: enter('CALLS', '101', 'Jul-22', 'Received'),
      august: enter('CALLS', '101', 'Aug-22', 'Received'),
      quarter: enter('CALLTOTAL', '101', 'Q2 2022/23', 'Received'),
      other: enter('CALLTOTAL', '999', 'Q2 2022/23', 'Received'),
    };
    const counts = { received: 29_826, answered: 13_395, answeredUnder10s: 2669, notAnswered: 16_431 };
    const corrected = loggedChange('call-month', 'call-month/101/2022-07', counts, { revision: 2, effectiveOn: TODAY });
    await replica.copy.applyCommits([commitOf(4, corrected)], 'c4');
    expect(cells.july.results).toEqual([29_816, 29_826]);
    expect(cells.quarter.results).toEqual([85_758, 85_768]);
    expect([cells.august.results.length, cells.other.results.length]).toEqual([1, 1]);
  });
});

describe('a call formula that cannot answer', () => {
  const MEASURES = CALL_MEASURES.join(', ');
  it.each<[FormulaName, unknown[], string]>([
    ['CALLS', ['101', 'Jan-23', 'Received'], '#N/A There are no 101 figures for Jan-23 (recorded: Apr-22 to Sep-22)'],
    ['CALLS', ['112', 'Jul-22', 'Received'], '#VALUE! channel must be 999 or 101 (for live chat use PEEL.CONTACTS)'],
    [
      'CALLS',
      ['101', 'Jux-22', 'Received'],
      '#VALUE! month must be a month, such as Jul-22, July 2022 or an Excel date',
    ],
    ['CALLS', ['101', 7, 'Received'], '#VALUE! month must be a month, such as Jul-22, July 2022 or an Excel date'],
    ['CALLS', ['101', 'Jul-22', 'Abandoned'], `#VALUE! measure must be one of ${MEASURES}`],
    [
      'CALLTOTAL',
      ['101', 'Q5 2022/23', 'Received'],
      '#VALUE! quarter must be a quarter of a financial year, such as Q2 2022/23 (July to September)',
    ],
    [
      'CALLTOTAL',
      ['101', 'Q3 2022/23', 'Received'],
      '#N/A There are no 101 figures for Oct-22 (recorded: Apr-22 to Sep-22)',
    ],
    ['CALLCHANGE', ['999', 'Q2 2022/23', null, 'points'], '#VALUE! as must be one of number, percent, %'],
    ['CALLCHANGE', ['999', 'Q1 2022/23'], '#N/A There are no 999 figures for Jan-22 (recorded: Apr-22 to Sep-22)'],
    ['CALLTABLE', ['101', 'Sep-22', 'Apr-22'], '#VALUE! to must be a month that is not before from'],
    ['CALLTABLE', ['101', 'Jan-23'], '#N/A There are no 101 figures in these months (recorded: Apr-22 to Sep-22)'],
    ['CALLTABLE', [101, ''], '#VALUE! from must be a month or a quarter, such as Jul-22, an Excel date or Q2 2022/23'],
    ['CALLTREND', ['101', 'Received', -1], '#VALUE! months must be a whole number from 1 to 120'],
    ['CALLTREND', ['101', 'Received', 121], '#VALUE! months must be a whole number from 1 to 120'],
    ['CONTACTS', ['Pigeon', 'Q1 2022/23'], '#VALUE! channel must be Live chat'],
    [
      'CONTACTS',
      ['Live chat', 'Q3 2022/23'],
      '#N/A No Live chat figure for Q3 2022/23 is recorded (recorded: Q1 2022/23, Q2 2022/23)',
    ],
  ])('%s(%j) says %s', (name, values, message) => {
    expect(shown(name, ...values)).toBe(message);
  });
});
