import { describe, expect, it } from 'vitest';
import { parseTypedCount, parseTypedNumber } from '../../../../shared/domain/typed-number.ts';

describe('a typed figure', () => {
  it.each([
    ['29816', 29816],
    ['29,816', 29816],
    ['1 029 816', 1029816],
    ['0', 0],
    [' 29816 ', 29816],
    ['1.029.816', 1029816],
    ['1\u202f234', 1234],
  ])('%s is %i', (typed, count) => {
    expect(parseTypedCount(typed)).toBe(count);
  });

  it.each(['', '-1', '1.5', '2,98', '29816 calls', '1e5', '29.816', '1,23,456', '1 2345'])('%s is none', (typed) => {
    expect(parseTypedCount(typed)).toBeNull();
  });
});

describe('a typed number', () => {
  it.each([
    ['44.9', 44.9],
    ['44,9', 44.9],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1 234,567', 1234.567],
    ["1'234.5", 1234.5],
    ['1,234,567', 1_234_567],
    ['0.335', 0.335],
    ['0,335', 0.335],
    ['.5', 0.5],
    ['-2103', -2103],
    ['\u22122,5', -2.5],
    ['+7', 7],
    ['-0', 0],
    ['1.2340', 1.234],
  ])('%s is %f', (typed, value) => {
    expect(parseTypedNumber(typed)).toEqual({ value });
  });

  it('may be either where one separator stands before just three figures', () => {
    expect(parseTypedNumber('29.816')).toEqual({ thousands: 29_816, decimal: 29.816 });
    expect(parseTypedNumber('-1,234')).toEqual({ thousands: -1234, decimal: -1.234 });
  });

  it.each(['', '-', '.', '1.', '1,2,3', '1.2,3', '1.234,5,6', '1e5', '5-', '(5)', '12a', '1  234', '1 23', '=1+1'])(
    '%s is none',
    (typed) => {
      expect(parseTypedNumber(typed)).toBeNull();
    },
  );
});
