import { describe, expect, it } from 'vitest';
import type { TableReading } from '../../../../../../addin/workbook/tables/bound-table.ts';
import { firstPart } from '../../../../../../addin/workbook/tables/sheet/part-of-work.ts';
import { rowInputs, writeBlocks } from '../../../../../../addin/workbook/tables/sheet/row-ranges.ts';
import type { TableWork } from '../../../../../../addin/workbook/tables/table-work.ts';

const reading: TableReading = {
  ...{ tableId: 't', name: 'Plan', sheetId: 's', sheetName: 'Plan', isProtected: false },
  ...{ firstRow: 3, firstColumn: 0, width: 5 },
  // the person has a column of their own at place 2
  places: { key: 0, status: 1, note: 3, sync: 4 },
  headings: {},
  rows: Array.from({ length: 6 }, (_, index) => ({ key: `afi/${index}`, cells: {}, formulas: new Set<string>() })),
};

describe('ranges of changed cells', () => {
  it('span from a row’s first changed cell to its last, and leave what is between alone', () => {
    const blocks = writeBlocks([{ row: 2, cells: { status: 'In progress', sync: 'Synced' } }], reading);
    expect(blocks).toEqual([{ row: 2, place: 1, inputs: [["'In progress", null, null, "'Synced"]] }]);
  });

  it('of rows that stand together and change in the same columns are one', () => {
    const change = (row: number, cells: Record<string, string>) => ({ row, cells });
    const blocks = writeBlocks(
      [
        change(1, { note: 'b' }),
        change(0, { note: 'a' }),
        change(3, { note: 'd' }),
        change(4, { note: 'e', sync: 'f' }),
      ],
      reading,
    );
    expect(blocks.map(({ row, place, inputs }) => [row, place, inputs.length])).toEqual([
      [0, 3, 2],
      [3, 3, 1],
      [4, 3, 1],
    ]);
  });

  it('have none for a column that was deleted from the table', () => {
    expect(writeBlocks([{ row: 0, cells: { owner: 'Nobody' } }], reading)).toEqual([]);
  });

  it('[S20] hold text as text, and no formula but ours', () => {
    const row = { cells: { status: '=HYPERLINK("x")', note: '', sync: 7 }, formulas: { note: '=[@Status]' } };
    expect(rowInputs(row, reading.places, 5)).toEqual([null, `'=HYPERLINK("x")`, null, '=[@Status]', 7]);
  });

  it('empty a cell with nothing, not with an apostrophe', () => {
    expect(rowInputs({ cells: { note: '' } }, reading.places, 5)).toEqual([null, null, null, '', null]);
  });
});

describe('work that is too much for one batch', () => {
  const work = (rows: number, appended: number): TableWork => ({
    writes: Array.from({ length: rows }, (_, row) => ({ row, cells: { note: 'x' } })),
    appended: Array.from({ length: appended }, (_, index) => ({ key: `new/${index}`, cells: {} })),
    removed: [5],
    marks: Array.from({ length: rows }, (_, row) => ({ row, column: 'note', message: 'why' })),
    memory: new Map([
      ...Array.from({ length: rows }, (_, row) => [`afi/${row}`, { cells: {} }] as const),
      ...Array.from({ length: appended }, (_, index) => [`new/${index}`, { cells: {} }] as const),
      ['gone', null] as const,
    ]),
    ...{ memoryAlone: new Map(), problems: [], conflicts: [], deleted: [], waiting: 0 },
  });

  it('is done in parts, each with what is remembered of its own rows', () => {
    const { part, isAll } = firstPart(work(2, 10), { ...reading, width: 10_000 });
    expect(isAll).toBe(false);
    expect([part.writes.length, part.appended.map(({ key }) => key), part.removed]).toEqual([
      2,
      ['new/0', 'new/1'],
      [],
    ]);
    expect([...part.memory.keys()]).toEqual(['afi/0', 'afi/1', 'new/0', 'new/1']);
    const first = firstPart(work(6, 0), { ...reading, width: 20_000 }).part;
    expect(first.marks.map(({ row }) => row)).toEqual([0, 1]);
    expect([...first.memory.keys()]).toEqual(['afi/0', 'afi/1']);
  });

  it('is all of it where it fits', () => {
    const all = work(3, 3);
    expect(firstPart(all, reading)).toEqual({ part: all, isAll: true });
  });
});
