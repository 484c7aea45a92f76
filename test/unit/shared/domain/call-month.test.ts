import { describe, expect, it } from 'vitest';
import { type CallMonth, callCountProblems, callMeasure, totalCalls } from '../../../../shared/domain/call-month.ts';
import { validateRecord } from '../../../../shared/domain/validate.ts';

const july: CallMonth = {
  channel: '101',
  month: '2022-07',
  received: 29_816,
  answered: 13_385,
  answeredUnder10s: 2_669,
  notAnswered: 16_431,
};
const none = { received: 0, answered: 0, answeredUnder10s: 0, notAnswered: 0 };

function problemsOf(fields: object, id = 'call-month/101/2022-07', today = '2022-10-31') {
  const checked = validateRecord('call-month', id, fields, today);
  return checked.valid ? [] : checked.problems;
}

describe('a call month', () => {
  it('is accepted where answered and not answered make up received', () => {
    expect(problemsOf(july)).toEqual([]);
  });

  it('is refused where the figures do not add up, with the sum and what to do', () => {
    expect(problemsOf({ ...july, received: 29_817 })).toEqual([
      {
        path: 'received',
        code: 'does-not-add-up',
        message: 'answered 13,385 + not answered 16,431 = 29,816, but received is 29,817; correct one of the three',
      },
    ]);
  });

  it('is refused where more were answered in under 10 seconds than at all', () => {
    expect(problemsOf({ ...july, answeredUnder10s: 13_386 })).toMatchObject([
      { path: 'answeredUnder10s', code: 'more-than-answered' },
    ]);
    expect(problemsOf({ ...july, answeredUnder10s: 13_385 })).toEqual([]);
  });

  it('can be entered from the first day after it, not on its last', () => {
    expect(problemsOf(july, undefined, '2022-07-31')).toMatchObject([{ path: 'month', code: 'month-not-over' }]);
    expect(problemsOf(july, undefined, '2022-08-01')).toEqual([]);
  });

  it('names each field that is wrong, and what is allowed', () => {
    expect(problemsOf({ ...july, channel: '111' })).toMatchObject([
      { path: 'channel', message: 'channel must be 999 or 101' },
    ]);
    expect(problemsOf({ ...july, month: '2022-13' })).toMatchObject([{ path: 'month' }]);
    expect(problemsOf({ ...july, answered: 1.5 })).toMatchObject([{ path: 'answered' }]);
    expect(problemsOf({ ...july, notAnswered: -1 })).toMatchObject([{ path: 'notAnswered' }]);
    expect(problemsOf({ ...july, abandoned: 3 })).toMatchObject([{ path: 'abandoned', code: 'unknown-field' }]);
  });

  it('is refused under the id of another month', () => {
    expect(problemsOf(july, 'call-month/101/2022-08')).toMatchObject([{ path: 'id', code: 'id-mismatch' }]);
    expect(problemsOf(july, 'afi/7').map(({ code }) => code)).toContain('id-mismatch');
  });
});

describe('callMeasure', () => {
  it.each([
    ['Received', 29_816],
    ['Answered', 13_385],
    ['Answered < 10 secs', 2_669],
    ['Not answered', 16_431],
    ['% answered', 13_385 / 29_816],
    ['% < 10 secs', 2_669 / 29_816],
    ['% not answered', 16_431 / 29_816],
  ] as const)('%s is a count, or a fraction of calls received', (measure, value) => {
    expect(callMeasure(july, measure)).toBe(value);
  });

  it('gives counts but no percentage where no call was received', () => {
    expect(callMeasure(none, 'Received')).toBe(0);
    expect(callMeasure(none, '% answered')).toBeNull();
    expect(callCountProblems(none)).toEqual([]);
  });
});

describe('totalCalls', () => {
  it('sums counts, so that a percentage of the total is not the average of the percentages', () => {
    const small = { received: 100, answered: 100, answeredUnder10s: 100, notAnswered: 0 };
    const large = { received: 900, answered: 0, answeredUnder10s: 0, notAnswered: 900 };
    expect(callMeasure(totalCalls([small, large]), '% answered')).toBe(0.1);
  });

  it('is nothing for no months', () => {
    expect(totalCalls([])).toEqual(none);
  });
});
