import { describe, expect, it } from 'vitest';
import { parseEnd, parseMonthRange, parseRollingQuarter, quarterOfRange } from '../../../../shared/domain/period.ts';

describe('the months of a period', () => {
  it.each([
    ['June 2022', '2022-06', '2022-06'],
    ['Q4 2021/22', '2022-01', '2022-03'],
    ['2020', '2020-01', '2020-12'],
    ['2021/22', '2021-04', '2022-03'],
    ['2022-23', '2022-04', '2023-03'],
    ['1999/2000', '1999-04', '2000-03'],
    ['2022-10', '2022-10', '2022-10'],
    ['April to September 2022', '2022-04', '2022-09'],
    ['November to January 2022', '2021-11', '2022-01'],
    ['Jul-22 to Sep-22', '2022-07', '2022-09'],
    ['October 2016 to March 2017', '2016-10', '2017-03'],
    ['July – September 2022', '2022-07', '2022-09'],
    ['Rolling quarter to September 2022', '2022-07', '2022-09'],
    ['Rolling year to August 2022', '2021-09', '2022-08'],
    ['Year ending 31 March 2021', '2020-04', '2021-03'],
  ])('%s', (typed, first, last) => expect(parseMonthRange(typed)).toEqual({ first, last }));

  it.each([
    '2021/23',
    'September to April',
    'Sep-22 to Jul-22',
    '31 August to 19 November 2021',
    '2023/24 and 2024/25',
    'Before (day not stated)',
    'to September 2022',
    '',
  ])('not of %j', (typed) => expect(parseMonthRange(typed)).toBeNull());

  it('ends with the month after "to"', () => {
    expect([parseEnd('to Sep 2022'), parseEnd('up to Sep-22'), parseEnd('Sep-22')]).toEqual([
      '2022-09',
      '2022-09',
      null,
    ]);
  });

  it('is a rolling quarter where it is a month or three of them', () => {
    const typed = ['Sep-22', 'to Sep 2022', 'Q2 2022/23', 'June to August 2022', '2022', 'April to September 2022'];
    expect(typed.map(parseRollingQuarter)).toEqual(['2022-09', '2022-09', '2022-09', '2022-08', null, null]);
  });

  it('is a financial quarter where the months are the same', () => {
    expect(quarterOfRange({ first: '2022-07', last: '2022-09' })).toBe('Q2 2022/23');
    expect(quarterOfRange({ first: '2022-06', last: '2022-08' })).toBeNull();
    expect(quarterOfRange({ first: '2022-09', last: '2022-09' })).toBeNull();
  });
});
