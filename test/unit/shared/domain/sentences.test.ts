import { describe, expect, it } from 'vitest';
import type { Afi } from '../../../../shared/domain/afi.ts';
import { callsSentence, liveChatSentence, planSentence, vawgSentence } from '../../../../shared/domain/sentences.ts';
import type { VawgCategory, VawgPeriod } from '../../../../shared/domain/vawg-period.ts';

const QUARTER = 'Q2 2022/23';

describe('the sentence of a quarter’s calls', () => {
  it.each<[number, number | null, string]>([
    [105_019, 94_435, '999 calls rose by 10,584 (11.2%) on the last quarter'],
    [85_758, 87_861, '999 calls fell by 2,103 (2.4%) on the last quarter'],
    [2, 1, '999 calls rose by 1 (100.0%) on the last quarter'],
    [0, 1, '999 calls fell by 1 (100.0%) on the last quarter'],
    [100_001, 100_000, '999 calls rose by 1 (under 0.1%) on the last quarter'],
    [1999, 2000, '999 calls fell by 1 (0.1%) on the last quarter'],
    [94_435, 94_435, '999 calls did not change on the last quarter: 94,435 in both'],
    [1, 1, '999 calls did not change on the last quarter: 1 in both'],
    [0, 0, '999 calls did not change on the last quarter: none in both'],
    [12, 0, '999 calls rose by 12 on the last quarter, which had none'],
    [94_435, null, '94,435 calls were received on 999 in Q2 2022/23; the quarter before is not recorded'],
    [1, null, '1 call was received on 999 in Q2 2022/23; the quarter before is not recorded'],
    [0, null, 'No calls were received on 999 in Q2 2022/23; the quarter before is not recorded'],
  ])('%j after %j: %s', (count, before, sentence) => {
    expect(callsSentence('999', { quarter: QUARTER, count, before })).toBe(sentence);
  });
});

describe('the sentence of a quarter’s live chat', () => {
  it.each<[number, number | null, string]>([
    [20_352, 13_431, 'Live chat contacts rose by 6,921 (51.5%) on the last quarter'],
    [1, null, '1 live chat contact was received in Q2 2022/23; the quarter before is not recorded'],
    [0, null, 'No live chat contacts were received in Q2 2022/23; the quarter before is not recorded'],
    [3, null, '3 live chat contacts were received in Q2 2022/23; the quarter before is not recorded'],
  ])('%j after %j: %s', (count, before, sentence) => {
    expect(liveChatSentence({ quarter: QUARTER, count, before })).toBe(sentence);
  });
});

const vawg = (
  category: VawgCategory,
  quarterTo: string,
  [recorded, suspectInterviewedRatePercent, chargeRatePercent]: readonly [number, number, number],
  immature = false,
): VawgPeriod => ({ category, quarterTo, recorded, suspectInterviewedRatePercent, chargeRatePercent, immature });

describe('the sentence of a VAWG category', () => {
  it.each<[VawgCategory, readonly [number, number, number], readonly [number, number, number], string]>([
    [
      'Force',
      [11_799, 24.3, 5.0],
      [12_981, 29.7, 4.4],
      'VAWG offences recorded fell by 1,182 (9.1%) on the quarter to Sep-21; the suspect interviewed rate fell by 5.4 percentage points to 24.3% and the charge rate rose by 0.6 percentage points to 5.0%',
    ],
    [
      'DA',
      [6461, 33.5, 6.6],
      [7047, 40.0, 5.5],
      'Domestic abuse VAWG offences recorded fell by 586 (8.3%) on the quarter to Sep-21; the suspect interviewed rate fell by 6.5 percentage points to 33.5% and the charge rate rose by 1.1 percentage points to 6.6%',
    ],
    [
      'Non-DA',
      [5338, 13.2, 3.0],
      [5934, 17.5, 3.1],
      'Non domestic abuse VAWG offences recorded fell by 596 (10.0%) on the quarter to Sep-21; the suspect interviewed rate fell by 4.3 percentage points to 13.2% and the charge rate fell by 0.1 percentage points to 3.0%',
    ],
    [
      'Rape',
      [479, 39.5, 4.8],
      [483, 51.8, 2.7],
      'Rapes recorded fell by 4 (0.8%) on the quarter to Sep-21; the suspect interviewed rate fell by 12.3 percentage points to 39.5% and the charge rate rose by 2.1 percentage points to 4.8%',
    ],
    [
      'Other sexual',
      [726, 33.8, 6.1],
      [726, 32.8, 6.1],
      'Other sexual offences recorded did not change on the quarter to Sep-21: 726 in both; the suspect interviewed rate rose by 1.0 percentage points to 33.8% and the charge rate did not change, at 6.1%',
    ],
  ])('%s', (category, now, before, sentence) => {
    expect(vawgSentence(vawg(category, '2022-09', now), vawg(category, '2021-09', before))).toBe(sentence);
  });

  it.each<[number, string]>([
    [0, 'No rapes were recorded'],
    [1, '1 rape was recorded'],
    [479, '479 rapes were recorded'],
  ])('without the year before: %j', (recorded, begins) => {
    expect(vawgSentence(vawg('Rape', '2022-09', [recorded, 39.5, 4.8]), null)).toBe(
      `${begins} in the rolling quarter to Sep-22; the suspect interviewed rate was 39.5% and the charge rate was 4.8%; the quarter to Sep-21 is not recorded`,
    );
  });

  it('rounds a rate as the tables do, half away from zero', () => {
    const sentence = vawgSentence(vawg('Rape', '2022-09', [479, 24.45, 1.005]), null);
    expect(sentence).toContain('the suspect interviewed rate was 24.5% and the charge rate was 1.0%');
  });

  it('says that immature rates rise, and never tells a change of a rate in %', () => {
    const sentence = vawgSentence(
      vawg('Rape', '2022-09', [479, 39.5, 4.8], true),
      vawg('Rape', '2021-09', [483, 51.8, 2.7]),
    );
    expect(sentence).toMatch(/; these rates rise later, as outcomes come in$/);
    expect(sentence).not.toMatch(/rate (rose|fell) by [\d.]+%/);
  });
});

describe('the sentence of the plan', () => {
  const due = (status: Afi['status'], forecast: string) => ({ status, forecast, baseline: forecast });
  const many = (count: number, status: Afi['status'], forecast = '2023-05-31') =>
    Array(count).fill(due(status, forecast));

  it.each([
    [[], 'The plan has no AFIs'],
    [many(19, 'In progress'), 'All 19 AFIs are in progress; none is overdue and none is at risk'],
    [many(1, 'In progress', '2022-11-30'), 'The one AFI is in progress; none is overdue and 1 is at risk'],
    [
      [...many(17, 'In progress', '2022-10-01'), ...many(1, 'Force complete'), ...many(1, 'Submitted to HMICFRS')],
      'Of the 19 AFIs 17 are in progress, 1 is force complete and 1 is submitted to HMICFRS; 17 are overdue and none is at risk',
    ],
    [
      many(19, undefined),
      'All 19 AFIs are without a recorded status; whether any is overdue or at risk is not recorded',
    ],
    [many(1, undefined), 'The one AFI is without a recorded status; whether it is overdue or at risk is not recorded'],
    [
      [...many(1, 'In progress', '2022-10-01'), ...many(15, 'In progress'), ...many(3, undefined)],
      'Of the 19 AFIs 16 are in progress and 3 are without a recorded status; 1 is overdue, none is at risk and 3 cannot be told',
    ],
    [
      [...many(1, 'In progress'), { status: 'In progress' as const }],
      'All 2 AFIs are in progress; none is overdue, none is at risk and 1 cannot be told',
    ],
  ])('%#: %s', (afis, sentence) => {
    expect(planSentence(afis, '2022-10-31')).toBe(sentence);
  });
});
