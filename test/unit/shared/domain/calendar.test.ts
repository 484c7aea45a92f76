import { describe, expect, it } from 'vitest';
import {
  dayBefore,
  dayOfExcelSerial,
  daySchema,
  daysBetween,
  excelSerial,
  lastDayOfMonth,
  monthBefore,
  monthSchema,
  monthsOfQuarter,
  parseMonth,
  parseQuarter,
  previousQuarter,
  printedMonth,
  quarterOfMonth,
  quarterSchema,
} from '../../../../shared/domain/calendar.ts';

describe('days and months', () => {
  it.each([
    ['2022-07', 1, '2022-06'],
    ['2022-01', 1, '2021-12'],
    ['2022-02', 3, '2021-11'],
    ['2022-12', -1, '2023-01'],
    ['2022-12', 24, '2020-12'],
  ])('counts back from %s by %i: %s', (month, months, expected) => {
    expect(monthBefore(month, months)).toBe(expected);
  });

  it('counts a day back over the ends of months and years', () => {
    expect(['2022-10-31', '2022-03-01', '2024-03-01', '2023-01-01'].map(dayBefore)).toEqual([
      '2022-10-30',
      '2022-02-28',
      '2024-02-29',
      '2022-12-31',
    ]);
  });

  it('refuses a day or month that does not exist and says how to write one', () => {
    expect(daySchema.safeParse('2022-02-29').error?.issues[0]?.message).toContain('YYYY-MM-DD');
    expect(daySchema.safeParse('2024-02-29').success).toBe(true);
    expect(monthSchema.safeParse('2022-13').error?.issues[0]?.message).toContain('YYYY-MM');
  });

  it.each([
    ['Jul-22', '2022-07'],
    ['jul-22', '2022-07'],
    ['  July 2022 ', '2022-07'],
    ["Jul '22", '2022-07'],
    ['Sept 22', '2022-09'],
    ['2022-07', '2022-07'],
    ['2022-7', '2022-07'],
    ['2022-07-31', '2022-07'],
    ['07/2022', '2022-07'],
  ])('reads %j as %s', (typed, month) => {
    expect(parseMonth(typed)).toBe(month);
  });

  it.each(['', 'Foo-22', 'Julia 2022', '13/2022', '2022-00', '22', 'Jul'])('recognises no month in %j', (typed) => {
    expect(parseMonth(typed)).toBeNull();
  });

  it('knows the last day of a month, of February in a leap year too', () => {
    expect(lastDayOfMonth('2022-12')).toBe('2022-12-31');
    expect(lastDayOfMonth('2023-02')).toBe('2023-02-28');
    expect(lastDayOfMonth('2024-02')).toBe('2024-02-29');
  });

  it('prints a month as the tables do, in a form that it reads again', () => {
    expect(printedMonth('2022-07')).toBe('Jul-22');
    for (let month = 1; month <= 12; month++) {
      const text = `2022-${String(month).padStart(2, '0')}`;
      expect(parseMonth(printedMonth(text))).toBe(text);
    }
  });

  it('counts days across the change of clocks, backwards too', () => {
    expect(daysBetween('2022-10-29', '2022-10-31')).toBe(2);
    expect(daysBetween('2022-12-06', '2022-11-30')).toBe(-6);
  });
});

describe('quarters', () => {
  it.each([
    ['Q2 2022/23', 'Q2 2022/23'],
    ['q2 22/23', 'Q2 2022/23'],
    ['2022/23 Q2', 'Q2 2022/23'],
    ['Q2 2022-23', 'Q2 2022/23'],
    ['Q2 2022/2023', 'Q2 2022/23'],
    ['Q1 1999/2000', 'Q1 1999/00'],
  ])('reads %j as %s', (typed, quarter) => {
    expect(parseQuarter(typed)).toBe(quarter);
  });

  it.each(['Q5 2022/23', 'Q2 2022', 'Q2 2022/24', 'Q2 2022/22', ''])('recognises no quarter in %j', (typed) => {
    expect(parseQuarter(typed)).toBeNull();
  });

  it('accepts in a record only the form that it writes', () => {
    expect(quarterSchema.safeParse('Q2 2022/23').success).toBe(true);
    expect(quarterSchema.safeParse('q2 22/23').error?.issues[0]?.message).toContain('for example Q2 2022/23');
  });

  it('begins the financial year in April and ends it in March of the next', () => {
    expect(monthsOfQuarter('Q1 2022/23')).toEqual(['2022-04', '2022-05', '2022-06']);
    expect(monthsOfQuarter('Q3 2022/23')).toEqual(['2022-10', '2022-11', '2022-12']);
    expect(monthsOfQuarter('Q4 2022/23')).toEqual(['2023-01', '2023-02', '2023-03']);
  });

  it.each(['Q1 2022/23', 'Q2 2022/23', 'Q3 2022/23', 'Q4 2022/23', 'Q4 1999/00'])(
    'finds %s again from each of its months',
    (quarter) => {
      expect(monthsOfQuarter(quarter).map(quarterOfMonth)).toEqual([quarter, quarter, quarter]);
    },
  );

  it('steps back over the turn of the financial year', () => {
    expect(previousQuarter('Q2 2022/23')).toBe('Q1 2022/23');
    expect(previousQuarter('Q1 2022/23')).toBe('Q4 2021/22');
  });
});

describe('Excel dates', () => {
  it('gives the serial that Excel gives, and the day back', () => {
    expect(excelSerial('2022-12-31')).toBe(44_926);
    expect(dayOfExcelSerial(44_926)).toBe('2022-12-31');
    expect(dayOfExcelSerial(44_926.75)).toBe('2022-12-31');
    expect(dayOfExcelSerial(excelSerial('1900-03-01'))).toBe('1900-03-01');
    expect(dayOfExcelSerial(excelSerial('9999-12-31'))).toBe('9999-12-31');
  });

  it('takes no serial from before Excel counts days rightly, nor from after its last day', () => {
    expect(dayOfExcelSerial(60)).toBeNull();
    expect(dayOfExcelSerial(2_958_466)).toBeNull();
    expect(dayOfExcelSerial(Number.NaN)).toBeNull();
  });
});
