// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { failure } from './sheet-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootHeadlessOffice({ functions: { functions: [] }, namespace: 'PEEL', sheetNames: ['Board', 'Plan'] });
});
afterAll(() => office.host.dispose());

type Work<T> = (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T> | T;

const onSheet = <T>(name: string, work: Work<T>): Promise<T> =>
  Excel.run(async (context) => {
    const result = await work(context.workbook.worksheets.getItem(name), context);
    await context.sync();
    return result;
  });

const onBoard = <T>(work: Work<T>): Promise<T> => onSheet('Board', work);

const newProtected = async (name: string, options?: Excel.WorksheetProtectionOptions): Promise<void> => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.add(name);
    await context.sync();
  });
  await onSheet(name, (sheet) => {
    sheet.getRange('B2:C3').format.protection.locked = false;
    sheet.protection.protect(options);
  });
};

const codeOf = async (name: string, work: (sheet: Excel.Worksheet) => void): Promise<string> =>
  (await failure(() => onSheet(name, work))).code;

describe('a protected worksheet', () => {
  it('can be read, and says that it is protected, each by itself', async () => {
    await onBoard((sheet) => {
      const table = sheet.tables.add('F1:G3', true);
      table.name = 'Figures';
      sheet.notes.add('D4', 'a note');
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
    ['a fill', (sheet) => void Object.assign(sheet.getRange('A1').format.fill, { color: '#FDE7E9' })],
    ['a fill taken away', (sheet) => sheet.getRange('A1').format.fill.clear()],
    ['a column width', (sheet) => void Object.assign(sheet.getRange('A:A').format, { columnWidth: 90 })],
    ['clearing', (sheet) => sheet.getRange('A1').clear()],
    ['an inserted row', (sheet) => void sheet.getRange('1:1').insert('Down')],
    ['a deleted row', (sheet) => sheet.getRange('1:1').delete('Up')],
    ['merging', (sheet) => sheet.getRange('A1:B1').merge()],
    ['unlocking', (sheet) => void Object.assign(sheet.getRange('A1').format.protection, { locked: false })],
    ['a validation', validate],
    ['a note', (sheet) => void sheet.notes.add('A1', 'x')],
    ['another text in a note', (sheet) => void Object.assign(sheet.notes.getItem('D4'), { content: 'x' })],
    ['the deletion of a note', (sheet) => sheet.notes.getItem('D4').delete()],
    ['a new table', (sheet) => void sheet.tables.add('J1:K3', true)],
    ['a new size of a table', (sheet) => sheet.tables.getItem('Figures').resize('F1:G9')],
    ['a new row of a table', (sheet) => void sheet.tables.getItem('Figures').rows.add(undefined, [[1, 2]])],
    ['a second protection', (sheet) => sheet.protection.protect()],
  ])('refuses %s with AccessDenied', async (_what, change) => {
    expect(await codeOf('Board', change)).toBe('AccessDenied');
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

  it('takes content for unlocked cells, and none for a range with a locked one', async () => {
    await newProtected('Partly');
    await onSheet('Partly', (sheet) => {
      sheet.getRange('B2:C3').values = [
        [1, 2],
        [3, 4],
      ];
      sheet.getRange('B2').clear('Contents');
      sheet.getRange('B2').values = [['again']];
    });
    expect(await codeOf('Partly', (sheet) => void Object.assign(sheet.getRange('B2:D2'), { values: 1 }))).toBe(
      'AccessDenied',
    );
    const locked = await onSheet('Partly', async (sheet, context) => {
      const protections = ['B2', 'A1', 'A1:B2'].map((address) =>
        sheet.getRange(address).format.protection.load('locked'),
      );
      const values = sheet.getRange('B2:D2').load('values');
      await context.sync();
      return [protections.map((protection) => protection.locked), values.values];
    });
    expect(locked).toEqual([[false, true, null], [['again', 2, '']]]);
  });

  it('refuses a format even of unlocked cells, unless its options allow formats', async () => {
    await newProtected('Formats');
    const paint = (sheet: Excel.Worksheet): void => {
      sheet.getRange('B2').format.fill.color = '#FDE7E9';
    };
    expect(await codeOf('Formats', paint)).toBe('AccessDenied');
    await newProtected('Allowed', { allowFormatCells: true, allowInsertRows: true });
    await onSheet('Allowed', paint);
    await onSheet('Allowed', (sheet) => void sheet.getRange('5:5').insert('Down'));
    expect(await codeOf('Allowed', (sheet) => sheet.getRange('5:5').delete('Up'))).toBe('AccessDenied');
  });

  it('tells its options, and is saved with the workbook', async () => {
    await newProtected('Options', { allowSort: true });
    const options = await onSheet('Options', async ({ protection }, context) => {
      protection.load('options');
      await context.sync();
      return protection.options;
    });
    expect(options).toMatchObject({ allowSort: true, allowFormatCells: false, selectionMode: 'Normal' });
    expect(JSON.stringify(office.host.saveSnapshot())).toContain('"allowSort":true');
  });

  it('with a password comes off with that password only', async () => {
    await Excel.run(async (context) => {
      context.workbook.worksheets.add('Secret').protection.protect(undefined, 'open sesame');
      await context.sync();
    });
    expect(await codeOf('Secret', (sheet) => sheet.protection.unprotect('guess'))).toBe('InvalidArgument');
    expect(await codeOf('Secret', (sheet) => void Object.assign(sheet.getRange('A1'), { values: 1 }))).toBe(
      'AccessDenied',
    );
    await onSheet('Secret', (sheet) => {
      sheet.protection.unprotect('open sesame');
      sheet.getRange('A1').values = [[1]];
    });
    expect(JSON.stringify(office.host.saveSnapshot())).not.toContain('open sesame');
  });
});

function validate(sheet: Excel.Worksheet): void {
  sheet.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } };
}
