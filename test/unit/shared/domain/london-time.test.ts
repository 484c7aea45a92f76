import { expect, it } from 'vitest';
import { excelSerial } from '../../../../shared/domain/calendar.ts';
import { londonSerial, londonTime } from '../../../../shared/domain/london-time.ts';

it.each([
  ['2022-11-01T10:00:00Z', '2022-11-01', 10 * 3600, '1 November 2022, 10:00'],
  ['2022-07-31T22:59:59.999Z', '2022-07-31', 86_399, '31 July 2022, 23:59'],
  ['2022-07-31T23:00:00Z', '2022-08-01', 0, '1 August 2022, 00:00'],
  // the night on which the clocks go back has its 01:30 twice
  ['2022-10-30T00:30:00Z', '2022-10-30', 5400, '30 October 2022, 01:30'],
  ['2022-10-30T01:30:00Z', '2022-10-30', 5400, '30 October 2022, 01:30'],
])('%s is that day and time on the clock in London', (instant, day, seconds, words) => {
  expect(londonSerial(new Date(instant))).toBe(excelSerial(day) + seconds / 86_400);
  expect(londonTime(new Date(instant))).toBe(words);
});
