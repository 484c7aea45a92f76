import { describe, expect, it } from 'vitest';
import { cellAddress, columnLetters } from '../../../../shared/worksheet/cell-address.ts';

describe('addresses', () => {
  it.each([
    [0, 0, 'A1'],
    [11, 25, 'Z12'],
    [0, 26, 'AA1'],
    [1_048_575, 16_383, 'XFD1048576'],
  ])('of row %i, column %i is %s', (row, column, address) => {
    expect(cellAddress(row, column)).toBe(address);
  });
});

describe('columns', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %i is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
  });
});
