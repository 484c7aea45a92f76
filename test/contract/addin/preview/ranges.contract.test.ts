// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure, newSheet, readRange } from './sheet-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

describe('ranges', () => {
  it('read back what was written, with formulas calculated and numbers formatted', async () => {
    const read = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Plan');
      sheet.getRange('A1:B3').values = [
        ['Id', 'Number'],
        [1, 2],
        [3, 4],
      ];
      sheet.getRange('B2').numberFormat = [['0.00']];
      sheet.getRange('C1').formulas = [['=SUM(B2:B3)']];
      sheet.getRange('C2').formulas = [['=C1*10']];
      const range = sheet.getRange('A1:C3').load('values,formulas,text,address,numberFormat,valueTypes');
      await context.sync();
      return range.toJSON();
    });
    expect(read).toEqual({
      address: 'Plan!A1:C3',
      values: [
        ['Id', 'Number', 6],
        [1, 2, 60],
        [3, 4, ''],
      ],
      formulas: [
        ['Id', 'Number', '=SUM(B2:B3)'],
        [1, 2, '=C1*10'],
        [3, 4, ''],
      ],
      text: [
        ['Id', 'Number', '6'],
        ['1', '2.00', '60'],
        ['3', '4', ''],
      ],
      numberFormat: [
        ['General', 'General', 'General'],
        ['General', '0.00', 'General'],
        ['General', 'General', 'General'],
      ],
      valueTypes: [
        ['String', 'String', 'Double'],
        ['Double', 'Double', 'Double'],
        ['Double', 'Double', 'Empty'],
      ],
    });
  });

  it('take text as if it had been typed, unless it is marked as text', async () => {
    await newSheet('Typed');
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Typed');
      sheet.getRange('A2').numberFormat = [['@']];
      sheet.getRange('A1:E1').values = [['12%', "'007", 'Jul-22', 'true', 'Q2 2022/23']];
      sheet.getRange('A2').values = [['=1+1']];
      await context.sync();
    });
    const read = await readRange('Typed', 'A1:E2');
    expect(read.values?.[0]).toEqual([0.12, '007', 44743, true, 'Q2 2022/23']);
    expect(read.text?.[0]).toEqual(['12%', '007', 'Jul-22', 'TRUE', 'Q2 2022/23']);
    expect(read.values?.[1]?.[0]).toBe('=1+1');
  });

  it('leave a cell alone where null is written, and empty it with an empty text', async () => {
    await newSheet('Nulls');
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Nulls').getRange('A1:C1');
      range.values = [[1, 2, 3]];
      range.values = [[null, '', 5]];
      await context.sync();
    });
    expect((await readRange('Nulls', 'A1:C1')).values).toEqual([[1, '', 5]]);
  });

  it('refuse values of another size, naming the property', async () => {
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem('Plan').getRange('E1:F2').values = [[1]];
        await context.sync();
      }),
    );
    expect(error.code).toBe('InvalidArgument');
    expect(error.debugInfo.errorLocation).toBe('Range.values');
  });

  it('write 500 single cells of one batch in one go, and 20,000 in blocks that the client cuts up', async () => {
    await newSheet('Many');
    let writes = 0;
    const counting = office.grid.facade.addEvent(office.grid.facade.Event.CommandExecuted, ({ id }) => {
      if (id === 'sheet.mutation.set-range-values') writes += 1;
    });
    const last = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Many');
      for (let row = 0; row < 500; row += 1) sheet.getCell(row, 0).values = [[row]];
      sheet.getRange('C1:D10000').values = Array.from({ length: 10_000 }, (_, row) => [row, row * 2]);
      const end = sheet.getRange('A500:D500').load('values');
      const bottom = sheet.getRange('C10000:D10000').load('values');
      await context.sync();
      return [end.values, bottom.values];
    });
    expect(last).toEqual([[[499, '', 499, 998]], [[9999, 19_998]]]);
    counting.dispose();
    // 500 commands of the grid would take ten seconds by themselves
    expect(writes).toBeGreaterThan(0);
    expect(writes).toBeLessThan(20);
  });

  it('answer for their shape: used range, cells, offsets, intersections', async () => {
    await newSheet('Shapes');
    const shapes = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Shapes');
      const empty = sheet.getUsedRangeOrNullObject();
      await context.sync();
      sheet.getRange('B2:C4').values = [
        [1, 2],
        [3, 4],
        [5, 6],
      ];
      const addresses = [
        sheet.getUsedRange(),
        sheet.getRange('B:B').getUsedRange(),
        sheet.getRangeByIndexes(1, 1, 2, 2),
        sheet.getRange('B2').getOffsetRange(1, 1),
        sheet.getRange('B2').getResizedRange(2, 0),
        sheet.getRange('A1:B3').getIntersection('B2:D9'),
        sheet.getRange('A1').getBoundingRect('C3'),
        sheet.getRange('$B$2').getEntireRow(),
      ].map((range) => range.load('address'));
      const apart = sheet.getRange('A1').getIntersectionOrNullObject('B2');
      await context.sync();
      return {
        wasEmpty: empty.isNullObject,
        addresses: addresses.map((range) => range.address.replace('Shapes!', '')),
        isApart: apart.isNullObject,
      };
    });
    expect(shapes).toEqual({
      wasEmpty: true,
      addresses: ['B2:C4', 'B2:B4', 'B2:C3', 'C3', 'B2:B4', 'B2:B3', 'A1:C3', '2:2'],
      isApart: true,
    });
  });

  it('keep their formats apart from their contents', async () => {
    await newSheet('Formats');
    const formats = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Formats');
      const header = sheet.getRange('A1:B1');
      header.values = [['AFI', 'A longer wording of the cause of concern']];
      header.format.fill.color = '#ddeeff';
      header.format.font.set({ bold: true, color: '#112233' });
      header.format.wrapText = true;
      header.format.horizontalAlignment = 'Center';
      header.numberFormat = [['0.0%', '@']];
      sheet.getRange('A:A').format.columnWidth = 120;
      sheet.getRange('B:B').format.autofitColumns();
      sheet.getRange('B1').clear('Contents');
      await context.sync();
      const { fill, font } = header.format;
      header.format.load('wrapText,horizontalAlignment');
      fill.load('color');
      font.load('bold,color');
      const widths = ['A1', 'B1'].map((address) => sheet.getRange(address).format.load('columnWidth'));
      await context.sync();
      const [first, second] = widths.map((format) => format.columnWidth);
      return { format: header.format.toJSON(), fill: fill.color, font: font.toJSON(), first, second };
    });
    expect(formats).toMatchObject({
      format: { wrapText: true, horizontalAlignment: 'Center' },
      fill: '#DDEEFF',
      font: { bold: true, color: '#112233' },
      first: 120,
    });
    expect(formats.second).toBeGreaterThan(150);
    expect(await readRange('Formats', 'A1:B1')).toMatchObject({
      values: [['AFI', '']],
      numberFormat: [['0.0%', '@']],
    });
  });
});
