// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootHeadlessOffice({
    functions: { functions: [] },
    namespace: 'PEEL',
    sheetNames: ['Plan', 'Calls'],
  });
});
afterAll(() => office.host.dispose());

/** A fresh sheet for one test. */
async function newSheet(name: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.add(name);
    await context.sync();
  });
}

async function readRange(sheetName: string, address: string): Promise<Excel.Interfaces.RangeData> {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(sheetName).getRange(address);
    range.load('address,values,formulas,text,numberFormat,valueTypes');
    await context.sync();
    return range.toJSON();
  });
}

async function failure(action: () => Promise<unknown>): Promise<OfficeExtension.Error> {
  try {
    await action();
  } catch (error) {
    return error as OfficeExtension.Error;
  }
  throw new Error('Nothing failed');
}

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
    const started = performance.now();
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
    // Ten seconds is what 500 commands of the grid would take by themselves.
    expect(performance.now() - started).toBeLessThan(8000);
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

describe('worksheets', () => {
  it('are added last, found by any case, renamed, activated, deleted', async () => {
    const seen = await Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      const sheet = worksheets.add('Board pack');
      const active = worksheets.getActiveWorksheet().load('name');
      worksheets.load('items/name');
      await context.sync();
      const before = { active: active.name, last: worksheets.items.at(-1)?.name };
      sheet.name = 'Board';
      worksheets.getItem('BOARD').activate();
      const shown = worksheets.getActiveWorksheet().load('name');
      await context.sync();
      sheet.delete();
      const gone = worksheets.getItemOrNullObject('Board');
      await context.sync();
      return { ...before, shown: shown.name, isGone: gone.isNullObject };
    });
    expect(seen).toEqual({ active: 'Plan', last: 'Board pack', shown: 'Board', isGone: true });
  });

  it.each([
    ['ItemAlreadyExists', 'calls'],
    ['InvalidArgument', 'Q2 2022/23'],
  ])('are refused with %s when called %s', async (code, name) => {
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.add(name);
        await context.sync();
      }),
    );
    expect(error.code).toBe(code);
  });

  it('are large enough for a reference to column Z, and refuse what only seems to be hidden', async () => {
    const sum = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add('Wide');
      const range = sheet.getRange('A1');
      range.formulas = [['=Z99+1']];
      range.load('values');
      await context.sync();
      return range.values;
    });
    expect(sum).toEqual([[1]]);
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem('Wide').visibility = 'VeryHidden';
        await context.sync();
      }),
    );
    expect(error.code).toBe('ApiNotImplemented');
  });

  it('freeze rows, and tell which', async () => {
    const frozen = await Excel.run(async (context) => {
      const { freezePanes } = context.workbook.worksheets.getItem('Calls');
      freezePanes.freezeRows(2);
      const location = freezePanes.getLocationOrNullObject().load('address');
      await context.sync();
      return location.address;
    });
    expect(frozen).toBe('Calls!1:2');
  });

  it('can be rebuilt by forceCreateSheet of office-js-helpers', async () => {
    const { ExcelUtilities } = await import('@microsoft/office-js-helpers');
    await newSheet('Pack');
    const values = await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Pack').getRange('A1').values = [['old']];
      const rebuilt = await ExcelUtilities.forceCreateSheet(context.workbook, 'Pack');
      const used = rebuilt.getUsedRangeOrNullObject();
      await context.sync();
      const cleared = await ExcelUtilities.forceCreateSheet(context.workbook, 'Pack', true);
      cleared.load('name');
      await context.sync();
      return [used.isNullObject, cleared.name];
    });
    expect(values).toEqual([true, 'Pack']);
  });
});

describe('tables', () => {
  const plan = [
    ['AFI', 'Status'],
    [7, 'In progress'],
    [8, 'Not started'],
  ];

  it('are made of a range, named like a sheet if need be, and grow by rows', async () => {
    await newSheet('Tables');
    const seen = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Tables');
      sheet.getRange('B2:C4').values = plan;
      sheet.getRange('B6').values = [['below']];
      const table = sheet.tables.add('B2:C4', true);
      table.name = 'Plan';
      table.style = 'TableStyleLight9';
      sheet.getRange('C4').numberFormat = [['@']];
      table.rows.add(undefined, [
        [9, '=1'],
        [10, 'Force complete'],
      ]);
      await context.sync();
      const again = context.workbook.tables.getItem('plan').load('name,style,id,worksheet/name,columns/items/name');
      const body = again.getDataBodyRange().load('address,values');
      const header = again.getHeaderRowRange().load('values');
      const status = again.columns.getItem('Status').getDataBodyRange().load('values');
      const moved = sheet.getUsedRange().getLastRow().load('values');
      again.rows.load('count');
      await context.sync();
      return {
        name: again.name,
        style: again.style,
        sheet: again.worksheet.name,
        columns: again.columns.items.map((column) => column.name),
        rows: again.rows.count,
        body: body.address,
        values: body.values,
        header: header.values,
        status: status.values,
        moved: moved.values,
      };
    });
    expect(seen).toEqual({
      name: 'Plan',
      style: 'TableStyleLight9',
      sheet: 'Tables',
      columns: ['AFI', 'Status'],
      rows: 4,
      body: 'Tables!B3:C6',
      values: [...plan.slice(1), [9, '=1'], [10, 'Force complete']],
      header: [plan[0]],
      status: [['In progress'], ['Not started'], ['=1'], ['Force complete']],
      moved: [['below', '']],
    });
  });

  it('shrink by rows, are resized, and go with their cells', async () => {
    const seen = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Tables');
      const table = sheet.tables.getItem('Plan');
      table.rows.getItemAt(2).delete();
      const afterDelete = table.getDataBodyRange().load('values');
      await context.sync();
      table.resize('B2:C3');
      const afterResize = table.getRange().load('address');
      await context.sync();
      table.delete();
      const gone = sheet.tables.getItemOrNullObject('Plan');
      const left = sheet.getRange('B2:C3').load('values');
      await context.sync();
      return [afterDelete.values, afterResize.address, gone.isNullObject, left.values];
    });
    expect(seen).toEqual([
      [...plan.slice(1), [10, 'Force complete']],
      'Tables!B2:C3',
      true,
      [
        ['', ''],
        ['', ''],
      ],
    ]);
  });
});

describe('what is not there', () => {
  it('is a null object when asked for as one, and stays one down the line', async () => {
    const seen = await Excel.run(async (context) => {
      const table = context.workbook.tables.getItemOrNullObject('Nowhere');
      const body = table.getDataBodyRange();
      await context.sync();
      return [table.isNullObject, body.isNullObject];
    });
    expect(seen).toEqual([true, true]);
  });

  it('is ItemNotFound otherwise, with the place', async () => {
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem('Nowhere').load('name');
        await context.sync();
      }),
    );
    expect(error).toMatchObject({ code: 'ItemNotFound', debugInfo: { errorLocation: 'WorksheetCollection.getItem' } });
  });

  it('stops the batch, and what ran before it stays done', async () => {
    await newSheet('Half');
    const error = await failure(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem('Half');
        sheet.getRange('A1').values = [['kept']];
        sheet.tables.getItem('Nowhere').load('name');
        sheet.getRange('A2').values = [['never']];
        await context.sync();
      }),
    );
    expect(error.code).toBe('ItemNotFound');
    expect((await readRange('Half', 'A1:A2')).values).toEqual([['kept'], ['']]);
  });

  it.each<[string, (context: Excel.RequestContext) => void]>([
    ['Worksheet.charts', ({ workbook }) => void workbook.worksheets.getItem('Plan').charts.load('count')],
    ['Range.removeDuplicates', ({ workbook }) => void workbook.getSelectedRange().removeDuplicates([0], true)],
    ['setting Range.formulasR1C1', ({ workbook }) => workbook.getSelectedRange().set({ formulasR1C1: [['=R1C1']] })],
    [
      'Worksheet._RegisterCalculatedEvent',
      ({ workbook }) => {
        workbook.worksheets.getItem('Plan').onCalculated.add(async () => undefined);
      },
    ],
  ])('is loudly ApiNotImplemented when it is %s', async (member, use) => {
    const error = await failure(() =>
      Excel.run(async (context) => {
        use(context);
        await context.sync();
      }),
    );
    expect(error.code).toBe('ApiNotImplemented');
    expect(error.message.toLowerCase()).toContain(member.toLowerCase());
  });

  it('is refused by name when an unknown property is loaded', async () => {
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.getSelectedRange().load('savedAsArray');
        await context.sync();
      }),
    );
    expect(error.code).toBe('InvalidArgument');
    expect(error.message).toContain('savedAsArray');
  });
});

describe('the workbook', () => {
  it('knows what is selected', async () => {
    const selected = await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Calls').getRange('B3:C4').select();
      await context.sync();
      const range = context.workbook.getSelectedRange().load('address');
      const cell = context.workbook.getActiveCell().load('address');
      await context.sync();
      return [range.address, cell.address];
    });
    expect(selected).toEqual(['Calls!B3:C4', 'Calls!B3']);
    expect(office.host.selectedCell()).toEqual({ sheetName: 'Calls', address: 'B3', error: undefined });
  });

  it('keeps names for ranges', async () => {
    const named = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Calls').getRange('A1:A2');
      context.workbook.names.add('Months', range);
      await context.sync();
      const item = context.workbook.names.getItem('months').load('name,value,type');
      const target = item.getRange().load('address');
      const none = context.workbook.names.getItemOrNullObject('Years');
      await context.sync();
      return [item.name, item.type, target.address, none.isNullObject];
    });
    expect(named).toEqual(['Months', 'Range', 'Calls!A1:A2', true]);
  });

  it('answers set(), recursive loads and calculation hints', async () => {
    const seen = await Excel.run(async (context) => {
      context.application.suspendApiCalculationUntilNextSync();
      context.application.suspendScreenUpdatingUntilNextSync();
      const range = context.workbook.worksheets.getItem('Calls').getRange('F1');
      range.set({ values: [[0.449]], numberFormat: [['0.0%']], format: { font: { bold: true } } });
      range.load({ text: true, worksheet: { name: true }, format: { font: { bold: true } } });
      context.application.calculate('Full');
      await context.sync();
      return [range.text, range.worksheet.name, range.format.font.bold];
    });
    expect(seen).toEqual([[['44.9%']], 'Calls', true]);
  });
});
