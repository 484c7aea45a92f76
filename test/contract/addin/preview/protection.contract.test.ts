// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootHeadlessOffice({ functions: { functions: [] }, namespace: 'PEEL', sheetNames: ['Board', 'Plan'] });
});
afterAll(() => office.host.dispose());

const onBoard = <T>(work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T> | T): Promise<T> =>
  Excel.run(async (context) => {
    const result = await work(context.workbook.worksheets.getItem('Board'), context);
    await context.sync();
    return result;
  });

describe('a protected worksheet', () => {
  it('can be read, and says that it is protected, each by itself', async () => {
    await onBoard((sheet) => {
      sheet.getRange('A1').values = [['figures']];
      sheet.protection.protect();
    });
    const read = await Excel.run(async (context) => {
      const sheets = context.workbook.worksheets.load('items/name, items/protection/protected');
      const range = context.workbook.worksheets.getItem('Board').getRange('A1').load('values');
      await context.sync();
      return [sheets.items.map(({ name, protection }) => [name, protection.protected]), range.values];
    });
    expect(read).toEqual([
      [
        ['Board', true],
        ['Plan', false],
      ],
      [['figures']],
    ]);
  });

  it.each<[string, (sheet: Excel.Worksheet) => void]>([
    ['values', (sheet) => void Object.assign(sheet.getRange('A1'), { values: [[1]] })],
    ['formulas', (sheet) => void Object.assign(sheet.getRange('A1'), { formulas: [['=1+1']] })],
    ['a number format', (sheet) => void Object.assign(sheet.getRange('A1'), { numberFormat: [['0%']] })],
    ['clearing', (sheet) => sheet.getRange('A1').clear()],
    ['an inserted row', (sheet) => void sheet.getRange('1:1').insert('Down')],
    ['a deleted row', (sheet) => sheet.getRange('1:1').delete('Up')],
    ['a second protection', (sheet) => sheet.protection.protect()],
  ])('refuses %s with AccessDenied', async (_what, change) => {
    await expect(onBoard(change)).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  it('takes changes again once the protection is off', async () => {
    await onBoard((sheet) => {
      sheet.protection.unprotect();
      sheet.getRange('A1').values = [['new']];
    });
    const values = await onBoard(async (sheet, context) => {
      const range = sheet.getRange('A1').load('values');
      await context.sync();
      return range.values;
    });
    expect(values).toEqual([['new']]);
  });

  it('with options or a password is not pretended', async () => {
    const withOptions = onBoard((sheet) => sheet.protection.protect({ allowFormatCells: true }));
    await expect(withOptions).rejects.toMatchObject({ code: 'ApiNotImplemented' });
    const withPassword = onBoard((sheet) => sheet.protection.protect(undefined, 'secret'));
    await expect(withPassword).rejects.toMatchObject({ code: 'ApiNotImplemented' });
  });
});
