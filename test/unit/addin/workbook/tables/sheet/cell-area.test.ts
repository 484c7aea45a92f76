import { describe, expect, it } from 'vitest';
import type { TableReading } from '../../../../../../addin/workbook/tables/bound-table.ts';
import { newRowMark } from '../../../../../../addin/workbook/tables/compare/new-row-mark.ts';
import { areasMeet, areasOf } from '../../../../../../addin/workbook/tables/sheet/cell-area.ts';
import { cellsIn, joinedCells } from '../../../../../../addin/workbook/tables/sheet/foreign-cells.ts';

const area = (row: number, column: number, rowCount = 1, columnCount = 1) => ({ row, column, rowCount, columnCount });

describe('addresses of events', () => {
  it.each([
    ['B2', [area(1, 1)]],
    ['$B$2:$C$5', [area(1, 1, 4, 2)]],
    ["'Plan, old'!AA10", [area(9, 26)]],
    ['A1,C3:D3', [area(0, 0), area(2, 2, 1, 2)]],
    ['nonsense here', []],
  ])('%s', (address, areas) => {
    expect(areasOf(address)).toEqual(expect.arrayContaining(areas));
    expect(areasOf(address).filter((each) => areas.some((one) => areasMeet(one, each)))).toEqual(areas);
  });

  it('of whole rows and columns reach to the end', () => {
    const [rows] = areasOf('13:14');
    const [columns] = areasOf('A:B');
    expect(rows).toMatchObject({ row: 12, column: 0, rowCount: 2 });
    expect(columns).toMatchObject({ row: 0, column: 0, columnCount: 2 });
    expect(areasMeet(rows ?? area(0, 0), area(13, 16_000))).toBe(true);
    expect(areasMeet(columns ?? area(0, 0), area(1_000_000, 1))).toBe(true);
    expect(areasMeet(rows ?? area(0, 0), area(14, 0))).toBe(false);
  });
});

describe('cells that a co-author changed', () => {
  const row = (key: string, note: string) => ({ key, cells: { key, note, sync: '' }, formulas: new Set<string>() });
  const reading: TableReading = {
    ...{ tableId: 't', name: 'Plan', sheetId: 's', sheetName: 'Plan', isProtected: false },
    ...{ firstRow: 3, firstColumn: 1, width: 4, places: { key: 0, note: 2, sync: 3 }, headings: {} },
    rows: [row('afi/1', 'a'), row('afi/2', 'b'), row('', 'new'), row('', '')],
  };

  it('are told by row key and column; people’s own columns and the rest of the sheet are nobody’s', () => {
    expect(cellsIn(reading, [area(4, 3)])).toEqual(new Map([['afi/2', new Set(['note'])]]));
    expect(cellsIn(reading, [area(4, 2)])).toEqual(new Map());
    expect(cellsIn(reading, [area(0, 0, 3, 20)])).toEqual(new Map());
  });

  it('are told by what was entered in a new row; an empty row is none', () => {
    const mark = newRowMark(row('', 'new'));
    expect(cellsIn(reading, [area(5, 0, 2, 20)])).toEqual(new Map([[mark, new Set(['note', 'sync'])]]));
    expect(cellsIn(reading, [area(6, 0, 1, 20)])).toEqual(new Map());
  });

  it('of two events are joined', () => {
    const both = joinedCells(cellsIn(reading, [area(3, 3)]), cellsIn(reading, [area(3, 4), area(4, 3)]));
    expect(both).toEqual(
      new Map([
        ['afi/1', new Set(['note', 'sync'])],
        ['afi/2', new Set(['note'])],
      ]),
    );
  });
});
