import { describe, expect, it } from 'vitest';
import { parseTypedDay, parseWrittenDay } from '../../../../shared/domain/typed-day.ts';

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

describe('a written day', () => {
  it.each([
    ['31/12/2022', '2022-12-31'],
    ['31-12-2022', '2022-12-31'],
    ['31.12.2022', '2022-12-31'],
    ['2022/12/31', '2022-12-31'],
    ['2022-12-31T00:00:00.000Z', '2022-12-31'],
    ['31/12/2022 00:00', '2022-12-31'],
    ['1/2/2023', '2023-02-01'],
    ['31-Dec-22', '2022-12-31'],
    ['Sat, 31 December 2022', '2022-12-31'],
    ['December 31, 2022', '2022-12-31'],
    ['Dec. 31st 2022', '2022-12-31'],
  ])('%s is %s', (typed, day) => {
    expect(parseWrittenDay(typed)).toBe(day);
  });

  it.each(['12/31/2022', '31/12.2022', '22/12/31', '31/12/22', 'Dec-22', '2022-12-31 18:30', '29 Feb 2023', '44926'])(
    '%s is none',
    (typed) => {
      expect(parseWrittenDay(typed)).toBeNull();
    },
  );
});
