import { describe, expect, it } from 'vitest';
import {
  AFI_STATUSES,
  type Afi,
  afiNumberOf,
  afiProblems,
  printedAfiNumbers,
  RAG_RULE,
  ragOn,
  slipDays,
} from '../../../../shared/domain/afi.ts';

const afi7: Afi = {
  number: 7,
  inspection: 'inspection/kent-2021-22',
  reportWording: 'Callers are identified',
  area: 'inspection-area/kent-2021-22/responding-to-the-public',
  reportSection: 'Responding to the public',
  handledWith: [7],
  qualifyingWords: [],
  status: 'In progress',
  baseline: '2022-12-31',
  forecast: '2022-12-31',
  provenance: { document: 'A report', dated: '2022-04-28', place: 'Page 16' },
};

describe('several AFIs', () => {
  it.each([
    [[7], '7'],
    [[7, 8], '7, 8'],
    [[1, 2, 3], '1 to 3'],
    [[12, 10, 11, 7, 10, 2, 1], '1, 2, 7, 10 to 12'],
    [[], ''],
  ])('%j are printed as %j', (numbers, printed) => expect(printedAfiNumbers(numbers)).toBe(printed));

  it('have their numbers in their ids', () => expect(['afi/7', 'afi/19'].map(afiNumberOf)).toEqual([7, 19]));
});

describe('slipDays', () => {
  it('counts from the first promise to the present one, nothing where either is not recorded', () => {
    expect(slipDays(afi7)).toBe(0);
    expect(slipDays({ ...afi7, forecast: '2023-01-31' })).toBe(31);
    expect(slipDays({ ...afi7, forecast: '2022-11-30' })).toBe(-31);
    expect(slipDays({ forecast: '2022-12-31' })).toBeNull();
    expect(slipDays({ baseline: '2022-12-31' })).toBeNull();
  });
});

describe('ragOn', () => {
  it.each([
    ['2022-10-31', 'On track'],
    ['2022-11-29', 'On track'],
    ['2022-11-30', 'At risk'],
    ['2022-12-31', 'At risk'],
    ['2023-01-01', 'Overdue'],
  ] as const)('is, for a forecast of 31 December 2022, on %s: %s', (day, rag) => {
    expect(ragOn(afi7, day)).toBe(rag);
  });

  it('is At risk where the forecast is later than first promised, however far off', () => {
    expect(ragOn({ ...afi7, forecast: '2023-12-31' }, '2022-10-31')).toBe('At risk');
    expect(ragOn({ ...afi7, baseline: '2023-12-31', forecast: '2023-06-30' }, '2022-10-31')).toBe('On track');
  });

  it.each(AFI_STATUSES)('with status %s is Complete only from Force complete on', (status) => {
    const isComplete = ['Force complete', 'Submitted to HMICFRS', 'Discharged'].includes(status);
    expect(ragOn({ ...afi7, status }, '2024-01-01')).toBe(isComplete ? 'Complete' : 'Overdue');
  });

  it('is Not recorded without a status, and without a forecast unless complete', () => {
    expect(ragOn({ baseline: '2022-12-31', forecast: '2022-12-31' }, '2022-10-31')).toBe('Not recorded');
    expect(ragOn({ status: 'In progress' }, '2022-10-31')).toBe('Not recorded');
    expect(ragOn({ status: 'Discharged' }, '2022-10-31')).toBe('Complete');
  });

  it('states its rule with the days that it uses', () => {
    expect(RAG_RULE).toContain('within 31 days');
    expect(RAG_RULE).toContain('Not recorded: no status or no forecast.');
  });
});

describe('afiProblems', () => {
  it('finds none in a sound AFI', () => {
    expect(afiProblems(afi7)).toEqual([]);
  });

  it('wants its own number in its group', () => {
    expect(afiProblems({ ...afi7, handledWith: [8] })).toMatchObject([{ path: 'handledWith' }]);
  });

  it.each(['Submitted to HMICFRS', 'Discharged', 'Returned'] as const)('wants a sign-off for %s', (status) => {
    expect(afiProblems({ ...afi7, status })).toMatchObject([{ path: 'signOff', code: 'sign-off-missing' }]);
    expect(afiProblems({ ...afi7, status, signOff: { by: 'A manager', on: '2023-01-10' } })).toEqual([]);
  });

  it('wants no sign-off while the force itself calls it complete', () => {
    expect(afiProblems({ ...afi7, status: 'Force complete' })).toEqual([]);
  });
});
