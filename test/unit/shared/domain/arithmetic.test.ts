import { describe, expect, it } from 'vitest';
import {
  change,
  pointChange,
  printedCount,
  printedPercent,
  relativeChange,
  roundTo,
  share,
} from '../../../../shared/domain/arithmetic.ts';

describe('roundTo', () => {
  it.each([
    [0.25, 1, 0.3],
    [-0.25, 1, -0.3],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [0.449, 1, 0.4],
    [67.05, 1, 67.1],
    [10584, 0, 10584],
  ])('rounds %d to %d places as %d, half away from zero', (value, places, rounded) => {
    expect(roundTo(value, places)).toBe(rounded);
  });

  it('never gives a negative zero, which would print as -0.0', () => {
    expect(Object.is(roundTo(-0.04, 1), 0)).toBe(true);
  });
});

describe('shares and changes', () => {
  it('gives no share of nothing, and nothing as a share of something', () => {
    expect(share(5, 0)).toBeNull();
    expect(share(0, 5)).toBe(0);
  });

  it('gives no relative change from nothing', () => {
    expect(relativeChange(0, 7)).toBeNull();
    expect(relativeChange(7, 0)).toBe(-1);
  });

  it('counts a change from the earlier to the later', () => {
    expect(change(94_435, 105_019)).toBe(10_584);
    expect(change(87_861, 85_758)).toBe(-2_103);
  });

  it('keeps a change of rates in percentage points apart from a relative change', () => {
    expect(pointChange(40, 33.5)).toBe(-6.5);
    expect(pointChange(29.7, 24.3)).toBe(-5.4);
    expect(printedPercent(relativeChange(40, 33.5) ?? Number.NaN)).toBe('-16.3%');
  });
});

describe('printing', () => {
  it('prints a fraction with one decimal, and as many as are asked for', () => {
    expect(printedPercent(13_385 / 29_816)).toBe('44.9%');
    expect(printedPercent(2_669 / 29_816)).toBe('9.0%');
    expect(printedPercent(-0.0239)).toBe('-2.4%');
    expect(printedPercent(1_616 / 2_413, 0)).toBe('67%');
  });

  it('prints a count with thousands separators', () => {
    expect(printedCount(105_019)).toBe('105,019');
    expect(printedCount(-2_103)).toBe('-2,103');
    expect(printedCount(934)).toBe('934');
  });
});
