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

const onSheet = <T>(
  name: string,
  work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => T | Promise<T>,
): Promise<T> =>
  Excel.run(async (context) => {
    const result = await work(context.workbook.worksheets.getItem(name), context);
    await context.sync();
    return result;
  });

/** Where each note of a sheet stands, and what it says. */
const notesOf = (name: string): Promise<[string, string][]> =>
  onSheet(name, async ({ notes }, context) => {
    notes.load('items/content');
    await context.sync();
    const places = notes.items.map((note) => note.getLocation().load('address'));
    await context.sync();
    return notes.items.map(({ content }, index) => [places[index]?.address ?? '', content]);
  });

describe('notes', () => {
  it('are added by an address or a range, found by their cell, changed and deleted', async () => {
    await newSheet('Notes');
    await onSheet('Notes', (sheet) => {
      sheet.notes.add('B2', 'Not a date');
      sheet.notes.add(sheet.getRange('A1:C9').getCell(4, 0), '=HYPERLINK("x")');
    });
    expect(await notesOf('Notes')).toEqual([
      ['Notes!B2', 'Not a date'],
      ['Notes!A5', '=HYPERLINK("x")'],
    ]);
    const found = await onSheet('Notes', async ({ notes }, context) => {
      const note = notes.getItem('$B$2').load('authorName,content,visible');
      const none = notes.getItemOrNullObject('C3');
      const second = notes.getItemAt(1).load('content');
      const count = notes.getCount();
      await context.sync();
      note.content = 'Enter a date';
      note.visible = true;
      notes.getItem('A5').delete();
      return { ...note.toJSON(), none: none.isNullObject, second: second.content, count: count.value };
    });
    expect(found).toMatchObject({ content: 'Enter a date', none: true, second: '=HYPERLINK("x")', count: 2 });
    expect(found.authorName).not.toBe('');
    expect(await notesOf('Notes')).toEqual([['Notes!B2', 'Enter a date']]);
  });

  it('of the workbook are those of all its sheets', async () => {
    await newSheet('Other notes');
    const counts = await Excel.run(async ({ workbook }) => {
      workbook.notes.add("'Other notes'!A1", 'here');
      const all = workbook.notes.getCount();
      const own = workbook.worksheets.getItem('Other notes').notes.getCount();
      const note = workbook.notes.getItem("'Other notes'!A1").load('content');
      await workbook.context.sync();
      return { all: all.value, own: own.value, content: note.content };
    });
    expect(counts.own).toBe(1);
    expect(counts.all).toBeGreaterThanOrEqual(counts.own);
    expect(counts.content).toBe('here');
  });

  it('move with their cells when rows are inserted, deleted and sorted, and go with a deleted row', async () => {
    await newSheet('Moving');
    await onSheet('Moving', (sheet) => {
      sheet.getRange('A1:A3').values = [['c'], ['a'], ['b']];
      sheet.notes.add('A1', 'on c');
      sheet.notes.add('A2', 'on a');
    });
    await onSheet('Moving', (sheet) => void sheet.getRange('1:2').insert('Down'));
    expect((await notesOf('Moving')).map(([address]) => address)).toEqual(['Moving!A3', 'Moving!A4']);
    await onSheet('Moving', (sheet) => sheet.getRange('1:2').delete('Up'));
    // A person sorts on the sheet that is shown: Univer moves no notes of another.
    await onSheet('Moving', (sheet) => sheet.activate());
    const { workbook } = office.grid;
    const sheetId = workbook.getSheetByName('Moving')?.getSheetId() ?? '';
    // As Univer's own sort does it: the rows in their new order, by the old one.
    const order = { 0: 1, 1: 2, 2: 0 };
    const range = { startRow: 0, startColumn: 0, endRow: 2, endColumn: 0 };
    const params = { unitId: workbook.getId(), subUnitId: sheetId, range, order };
    await office.grid.facade.executeCommand('sheet.command.reorder-range', params);
    expect(await notesOf('Moving')).toEqual([
      ['Moving!A1', 'on a'],
      ['Moving!A3', 'on c'],
    ]);
    await onSheet('Moving', (sheet) => sheet.getRange('1:1').delete('Up'));
    expect(await notesOf('Moving')).toEqual([['Moving!A2', 'on c']]);
  });

  it('are made and read by the thousand in one batch each', async () => {
    await newSheet('Many');
    const many = 1500;
    await onSheet('Many', (sheet) => {
      for (let row = 0; row < many; row += 1) sheet.notes.add(sheet.getCell(row, 2), `row ${row}`);
    });
    const contents = await onSheet('Many', async ({ notes }, context) => {
      notes.load('items/content');
      await context.sync();
      return notes.items.map(({ content }) => content);
    });
    expect(contents).toHaveLength(many);
    expect(contents.at(-1)).toBe(`row ${many - 1}`);
  });

  it.each<[string, string, (sheet: Excel.Worksheet) => void]>([
    ['InvalidCellAddress', 'more than one cell', (sheet) => void sheet.notes.add('A1:A2', 'x')],
    ['InvalidCellAddress', 'no address', (sheet) => void sheet.notes.add('not a cell', 'x')],
    ['ItemAlreadyExists', 'a cell that has a note', (sheet) => void sheet.notes.add('D4', 'x')],
    ['ItemNotFound', 'a note that is not there', (sheet) => void sheet.notes.getItem('E5').load('content')],
  ])('are refused with %s: %s', async (code, _what, work) => {
    await onSheet('Plan', async (sheet, context) => {
      const old = sheet.notes.getItemOrNullObject('D4');
      await context.sync();
      if (old.isNullObject) sheet.notes.add('D4', 'first');
    });
    const error = await failure(() => onSheet('Plan', work));
    expect(error.code).toBe(code);
  });

  it('are saved with the workbook', async () => {
    await onSheet('Calls', (sheet) => void sheet.notes.add('A1', 'kept in the file'));
    expect(JSON.stringify(office.host.saveSnapshot().resources)).toContain('kept in the file');
  });
});
