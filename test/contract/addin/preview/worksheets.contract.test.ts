// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure, newSheet } from './sheet-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

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
