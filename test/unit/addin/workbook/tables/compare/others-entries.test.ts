import { expect, it } from 'vitest';
import { followedRows } from '../../../../../../addin/workbook/tables/compare/others-entries.ts';

const NOBODY = new Map();
const marksOf = (rows: ReturnType<typeof followedRows>): string[] => rows.map(({ mark }) => mark);

it('[T26] a new row of somebody else’s is known wherever it is sorted to', () => {
  const known = [{ at: 3, mark: 'theirs' }];
  const present = [
    { at: 3, mark: 'mine' },
    { at: 5, mark: 'theirs' },
  ];
  expect(marksOf(followedRows(known, present, NOBODY))).toEqual(['theirs']);
});

it('[T26] a new row of somebody else’s in which they went on typing is theirs before its event is heard', () => {
  const present = [
    { at: 3, mark: 'longer' },
    { at: 4, mark: 'mine' },
  ];
  expect(marksOf(followedRows([{ at: 3, mark: 'theirs' }], present, NOBODY))).toEqual(['longer']);
  expect(marksOf(followedRows([], present, new Map([['longer', new Set(['text'])]])))).toEqual(['longer']);
  expect(followedRows([{ at: 3, mark: 'theirs' }], [], NOBODY)).toEqual([]);
});
