// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SelectedCell } from '../../../../addin/preview/host/preview-host.ts';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootExampleFunctions, calls, clearSheet, enter, tick, values } from './example-functions.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootExampleFunctions();
});
afterAll(() => office.host.dispose());
beforeEach(clearSheet);

describe('a function', () => {
  it('is busy at first, then shows what it answers, also inside other formulas', async () => {
    await enter('A1:A2', [['=PEEL.STATUS(7)'], ['=LOWER(PEEL.STATUS(7))']]);
    expect(await values('A1')).toEqual([['#BUSY!']]);
    await office.host.calculationSettled();
    expect(await values('A1:A2')).toEqual([['In progress 7'], ['in progress 7']]);
  });

  it('shows the code of its error, with the message within reach, and recovers', async () => {
    const news: SelectedCell[] = [];
    const stop = office.host.onCellError((cell) => news.push(cell));
    await enter('B1:B2', [[42], ['=PEEL.STATUS(B1)']]);
    await office.host.calculationSettled();
    const message = 'There is no AFI 42 in the 2021/22 plan (1 to 19)';
    expect(await values('B2')).toEqual([['#N/A']]);
    expect(office.host.cellError('Sheet1', 'B2')).toEqual({ code: '#N/A', message });
    const types = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('B2').load('valueTypes');
      await context.sync();
      return range.valueTypes;
    });
    expect(types).toEqual([['Error']]);

    await enter('B1', [[8]]);
    await vi.waitFor(async () => expect(await values('B2')).toEqual([['In progress 8']]));
    expect(office.host.cellError('Sheet1', 'B2')).toBeUndefined();
    await vi.waitFor(() => expect(news.at(-1)?.error).toBeUndefined());
    expect(news[0]).toEqual({ sheetName: 'Sheet1', address: 'B2', error: { code: '#N/A', message } });
    stop();
  });

  it('is #NAME? when nobody knows it, and #VALUE! when the add-in has not associated it', async () => {
    await enter('A1:B1', [['=PEEL.NOSUCH(1)', '=PEEL.UNBOUND()']]);
    await office.host.calculationSettled();
    expect(await values('A1:B1')).toEqual([['#NAME?', '#VALUE!']]);
  });

  it('gets null for an omitted argument, 0 for an empty cell, and its references as values', async () => {
    await enter('A1:B2', [
      [1, 2],
      ['', true],
    ]);
    await enter('D1:D4', [['=PEEL.ARGS(1,,"z")'], ['=PEEL.ARGS(A1)'], ['=PEEL.AREA(A1:B2)'], ['=PEEL.ARGS(A2)']]);
    await office.host.calculationSettled();
    expect(await values('D1:D4')).toEqual([
      ['[1,null,"z"]'],
      ['[1,null,null]'],
      ['[[1,2],[0,true]]'],
      ['[0,null,null]'],
    ]);
  });

  it.each([
    ['=PEEL.STATUS("seven")', '#VALUE!', undefined],
    ['=PEEL.STATUS()', '#VALUE!', "You've entered too few arguments for this function."],
    ['=PEEL.STATUS(1,2)', '#VALUE!', "You've entered too many arguments for this function."],
    ['=PEEL.STATUS(1/0)', '#DIV/0!', undefined],
  ])('is not called by %s, which is %s', async (formula, code, message) => {
    await enter('A1', [[formula]]);
    await office.host.calculationSettled();
    expect(await values('A1')).toEqual([[code]]);
    expect(office.host.cellError('Sheet1', 'A1')?.message).toBe(message);
    expect(calls).toEqual([]);

    await enter('A1', [['=PEEL.STATUS(7)']]);
    await office.host.calculationSettled();
    expect(office.host.cellError('Sheet1', 'A1')).toBeUndefined();
  });

  it('says why where its values have no room', async () => {
    await enter('A1:A2', [['=PEEL.ROWS(2)'], ['in the way']]);
    await office.host.calculationSettled();
    await vi.waitFor(async () => expect(await values('A1')).toEqual([['#SPILL!']]));
    expect(office.host.cellError('Sheet1', 'A1')?.message).toBe("Spill range isn't blank");
  });

  it('takes text for a number when it reads as one', async () => {
    await enter('A1', [['=PEEL.STATUS("7")']]);
    await office.host.calculationSettled();
    expect(calls).toEqual([['STATUS', 7]]);
  });

  it('is called once for each of several values, and spills', async () => {
    await enter('A1:A2', [[7], [8]]);
    await enter('B1', [['=PEEL.STATUS(A1:A2)']]);
    await office.host.calculationSettled();
    expect(await values('B1:B2')).toEqual([['In progress 7'], ['In progress 8']]);
  });

  it('spills a matrix', async () => {
    await enter('A1', [['=PEEL.ROWS(3)']]);
    await office.host.calculationSettled();
    expect(await values('A1:C3')).toEqual([
      [0, 'row 0', true],
      [1, 'row 1', false],
      [2, 'row 2', true],
    ]);
    const spill = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1').getSpillingToRange().load('address');
      await context.sync();
      return range.address;
    });
    expect(spill).toBe('Sheet1!A1:C3');
  });

  it('keeps text that looks like a date as text, and shows a formatted number as it says', async () => {
    await enter('A1:B1', [['=PEEL.LIKEDATE()', '=PEEL.DUE()']]);
    await office.host.calculationSettled();
    const shown = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1:B1').load('values,text');
      await context.sync();
      return [range.values, range.text];
    });
    expect(shown).toEqual([[['1/2', 44_926]], [['1/2', '31 Dec 2022']]]);
  });

  it.each(['=1+1', '+cmd|x', '-1+1', '@SUM(1)', '\t=1+1', '\r=1+1'])(
    '[S20] leaves the text %j as text, also where it changes to it later',
    async (text) => {
      await enter('A1', [['=PEEL.TICK("text")']]);
      await office.host.calculationSettled();
      tick('text', text);
      await vi.waitFor(async () => expect(await values('A1')).toEqual([[text]]));
      const cell = await Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1').load('formulas,valueTypes');
        await context.sync();
        return [range.formulas, range.valueTypes];
      });
      expect(cell).toEqual([[['=PEEL.TICK("text")']], [['String']]]);
    },
  );

  it('knows its cell when it asks for it', async () => {
    await enter('C3', [['=PEEL.WHERE(1)']]);
    await office.host.calculationSettled();
    expect(await values('C3')).toEqual([['Sheet1!C3']]);
  });

  it('is not called again when a row is inserted above it, but when it is entered or calculated again', async () => {
    await enter('A2', [['=PEEL.STATUS(7)']]);
    await office.host.calculationSettled();
    expect(calls).toHaveLength(1);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('1:1').insert('Down');
      await context.sync();
    });
    await office.host.calculationSettled();
    expect(await values('A3')).toEqual([['In progress 7']]);
    expect(calls).toHaveLength(1);

    await enter('A3', [['=PEEL.STATUS(7)']]);
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    await office.host.calculationSettled();
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('A1:A9').setDirty();
      await context.sync();
    });
    await vi.waitFor(() => expect(calls).toHaveLength(3));
  });
});
