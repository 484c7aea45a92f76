import { describe, expect, it } from 'vitest';
import { parseTypedCount } from '../../../../addin/taskpane/typed-count.ts';
import { parseTypedDay } from '../../../../addin/taskpane/typed-day.ts';

describe('a typed completion', () => {
  it.each([
    ['Dec-22', '2022-12-31'],
    ['february 2024', '2024-02-29'],
    ['2023-04', '2023-04-30'],
    ['31/12/2022', '2022-12-31'],
    ['1.2.2023', '2023-02-01'],
    ['15 Dec 2022', '2022-12-15'],
    ['3rd March 2023', '2023-03-03'],
    [' 2022-12-15 ', '2022-12-15'],
  ])('%s means %s', (typed, day) => {
    expect(parseTypedDay(typed)).toBe(day);
  });

  it.each(['', 'Dcember 22', '31/02/2023', '2022-13-01', '32 Dec 2022', 'soon', '=TODAY()'])(
    '%s is not recognised',
    (typed) => {
      expect(parseTypedDay(typed)).toBeNull();
    },
  );
});

describe('a typed figure', () => {
  it.each([
    ['29816', 29816],
    ['29,816', 29816],
    ['1 029 816', 1029816],
    ['0', 0],
  ])('%s is %i', (typed, count) => {
    expect(parseTypedCount(typed)).toBe(count);
  });

  it.each(['', '-1', '1.5', '2,98', '29816 calls', '1e5'])('%s is none', (typed) => {
    expect(parseTypedCount(typed)).toBeNull();
  });
});
