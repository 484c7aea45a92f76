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
