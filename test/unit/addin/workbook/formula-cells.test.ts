// @vitest-environment jsdom
import { functions } from 'virtual:peel-functions';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { associateFormulas } from '../../../../addin/formulas/associate-formulas.ts';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { whyItFails } from '../../../../addin/formulas/guide/explain-failure.ts';
import { type FailingCells, findFailingCells } from '../../../../addin/workbook/failing-cells.ts';
import { fitsOnSheet, insertFormula } from '../../../../addin/workbook/insert-formula.ts';
import { selectCell } from '../../../../addin/workbook/select-cell.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { seededRecords } from '../taskpane/seeded-records.ts';
import { maria, seededServices } from '../taskpane/seeded-services.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const IN_TIME = { timeout: 20_000, interval: 50 };
const EDITING = 'A cell is being edited. Finish it with Enter or Escape, then try again';
const PROTECTED = 'The worksheet is protected. Take the protection off (Review, Unprotect Sheet), then try again';
const SHEETS = ['Plan', "Kent's calls", 'Notes'];

let office: HeadlessOffice;

beforeAll(async () => {
  const seeded = await seededServices(seededRecords(), maria);
  office = await bootHeadlessOffice({ functions: { functions }, namespace: 'PEEL', sheetNames: SHEETS });
  setFormulaReplica(seeded.replica);
  associateFormulas();
});
afterAll(() => {
  setFormulaReplica(null);
  office.host.dispose();
});

const onSheet = (name: string, work: (sheet: Excel.Worksheet) => void): Promise<void> =>
  Excel.run(async (context) => {
    work(context.workbook.worksheets.getItem(name));
    await context.sync();
  });
const enter = (sheet: string, address: string, rows: (string | number)[][]): Promise<void> =>
  onSheet(sheet, (worksheet) => {
    worksheet.getRange(address).formulas = rows;
  });
const select = (sheet: string, address: string): Promise<void> =>
  onSheet(sheet, (worksheet) => {
    worksheet.activate();
    worksheet.getRange(address).select();
  });
const read = (sheet: string, address: string, property: 'values' | 'formulas' | 'numberFormat') =>
  Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(sheet).getRange(address).load(property);
    await context.sync();
    return range[property] as unknown[][];
  });
const find = (): Promise<FailingCells> => findFailingCells(whyItFails);
const insert = (formula: string, more: object = {}) => insertFormula({ formula, rows: 1, columns: 1, ...more });

beforeEach(async () => {
  for (const name of SHEETS) await onSheet(name, (sheet) => sheet.getRange().clear());
});

describe('the failing cells of a workbook', () => {
  it('are none where no cell has a PEEL formula', async () => {
    await enter('Notes', 'A1:A2', [['=1/0'], ['PEEL.AFISTATUS(7)']]);
    expect(await find()).toEqual({ failing: [], peelCells: 0 });
  });

  it('are found on all worksheets, hidden ones too, with the message of their function', async () => {
    await enter('Plan', 'B2:C3', [
      ['=PEEL.AFISTATUS(7)', '=PEEL.AFISTATUS(42)'],
      [42, '=UPPER(PEEL.AFIAREA(B3))'],
    ]);
    await enter("Kent's calls", 'A1:A2', [['Jul-02'], ['=PEEL.CALLS("101",A1,"Received")']]);
    await enter('Notes', 'A1', [["=PEEL.AFISTATUS('Kent''s calls'!C9)"]]);
    await onSheet('Notes', (sheet) => {
      sheet.visibility = Excel.SheetVisibility.hidden;
    });
    await office.host.calculationSettled();
    const NO_42 = 'There is no AFI 42 in the 2021/22 plan (1 to 19).';
    await vi.waitFor(async () => {
      const { failing, peelCells } = await find();
      expect(peelCells).toBe(5);
      expect(failing.map(({ sheetName, address, code, message }) => [sheetName, address, code, message])).toEqual([
        ['Plan', 'C2', '#N/A', NO_42],
        ['Plan', 'C3', '#N/A', NO_42],
        ["Kent's calls", 'A2', '#N/A', expect.stringContaining('There are no 101 figures for Jul-02')],
        ['Notes', 'A1', '#N/A', 'There is no AFI 0 in the 2021/22 plan (1 to 19).'],
      ]);
      // Excel on the desktop gives a function 0 for an empty cell, and so does the preview
      expect(failing.map(({ isHidden }) => isHidden)).toEqual([false, false, false, true]);
    }, IN_TIME);
    const hidden = (await find()).failing[3];
    await expect(selectCell(hidden ?? { sheetId: '', address: '' })).rejects.toThrow('The worksheet is hidden');
    await onSheet('Notes', (sheet) => {
      sheet.visibility = Excel.SheetVisibility.visible;
    });
  });

  it('are a link away, also on another worksheet and after it was renamed', async () => {
    await enter("Kent's calls", 'D4', [['=PEEL.AFISTATUS(42)']]);
    await office.host.calculationSettled();
    await vi.waitFor(async () => expect((await find()).failing).toHaveLength(1), IN_TIME);
    const [cell] = (await find()).failing;
    await onSheet("Kent's calls", (sheet) => {
      sheet.name = 'Calls';
    });
    await selectCell(cell ?? { sheetId: '', address: '' });
    expect(office.host.selectedCell()).toMatchObject({ sheetName: 'Calls', address: 'D4' });
    await onSheet('Calls', (sheet) => {
      sheet.name = "Kent's calls";
    });
    await expect(selectCell({ sheetId: 'no such sheet', address: 'A1' })).rejects.toThrow('no longer there');
  });

  it('are found among 10,000 cells, read in blocks, and a spill without room among them', async () => {
    const rows = 10_000;
    await enter(
      'Plan',
      `A1:A${rows}`,
      Array.from({ length: rows }, (_none, row) => [`=PEEL.AFISLIP(${(row % 19) + 1})`]),
    );
    await enter('Notes', 'A1:A2', [['=PEEL.AFIGROUP(10)'], ['in the way']]);
    await vi.waitFor(async () => expect(await read('Plan', `A${rows}`, 'values')).not.toEqual([['#BUSY!']]), {
      timeout: 50_000,
      interval: 200,
    });
    await vi.waitFor(async () => expect(await read('Notes', 'A1', 'values')).toEqual([['#SPILL!']]), IN_TIME);
    const { failing, peelCells } = await find();
    expect(peelCells).toBe(rows + 1);
    expect(failing.at(-1)).toMatchObject({ sheetName: 'Notes', address: 'A1', code: '#SPILL!' });
    expect(failing.at(-1)?.message).toContain('The result has 3 rows and 1 column, and something is in its way');
  });

  it('cannot be looked for while a cell is being edited, which is said', async () => {
    office.host.playCellEditing(true);
    await expect(find()).rejects.toThrow(EDITING);
    office.host.playCellEditing(false);
  });
});

describe('inserting a formula', () => {
  it('writes it into the active cell, with a number format where the cell has none', async () => {
    await select('Plan', 'B2');
    expect(await insert('=PEEL.AFIDUE(7)', { numberFormat: 'dd mmm yyyy' })).toEqual({
      done: true,
      address: 'Plan!B2',
    });
    expect(await read('Plan', 'B2', 'formulas')).toEqual([['=PEEL.AFIDUE(7)']]);
    expect(await read('Plan', 'B2', 'numberFormat')).toEqual([['dd mmm yyyy']]);

    await onSheet('Plan', (sheet) => {
      sheet.getRange('B3').numberFormat = [['yyyy']];
    });
    await select('Plan', 'B3');
    await insert('=PEEL.AFIDUE(7)', { numberFormat: 'dd mmm yyyy' });
    expect(await read('Plan', 'B3', 'numberFormat')).toEqual([['yyyy']]);
  });

  it('asks before it writes over a cell that holds something, and only that cell may be written over', async () => {
    await enter('Plan', 'A1:B1', [['figures', '=1+1']]);
    await select('Plan', 'A1');
    const asked = await insert('=PEEL.AFIDUE(7)');
    expect(asked).toEqual({ done: false, because: 'occupied', address: 'Plan!A1', holds: 'figures' });
    expect(await read('Plan', 'A1', 'values')).toEqual([['figures']]);

    await select('Plan', 'B1');
    expect(await insert('=PEEL.AFIDUE(7)', { overwrite: 'Plan!A1' })).toMatchObject({
      done: false,
      address: 'Plan!B1',
      holds: '=1+1',
    });
    expect(await insert('=PEEL.AFIDUE(7)', { overwrite: 'Plan!B1' })).toEqual({ done: true, address: 'Plan!B1' });
  });

  it('tells what is in the way of a spill', async () => {
    const table = { rows: 3, columns: 2 };
    await enter('Plan', 'C4', [['taken']]);
    await select('Plan', 'B2');
    expect(await insert('=PEEL.GRADES()', table)).toEqual({
      done: false,
      because: 'no room',
      address: 'Plan!B2',
      blockedBy: 'Plan!C4',
    });
    expect(await read('Plan', 'B2', 'values')).toEqual([['']]);
    expect(await insert('=PEEL.AFIGROUP(10)', { ...table, withoutRoom: true })).toMatchObject({ done: true });
  });

  it('knows where a worksheet ends', () => {
    const size = { rows: 3, columns: 2 };
    expect(fitsOnSheet({ rowIndex: 1_048_573, columnIndex: 16_382 }, size)).toBe(true);
    expect(fitsOnSheet({ rowIndex: 1_048_574, columnIndex: 0 }, size)).toBe(false);
    expect(fitsOnSheet({ rowIndex: 0, columnIndex: 16_383 }, size)).toBe(false);
  });

  it('writes over its own spill when the person agrees', async () => {
    await enter('Notes', 'A1', [['=PEEL.AFIGROUP(10)']]);
    await vi.waitFor(async () => expect(await read('Notes', 'A3', 'values')).toEqual([[12]]), IN_TIME);
    await select('Notes', 'A1');
    expect(await insert('=PEEL.AFIGROUP(11)', { rows: 3, overwrite: 'Notes!A1' })).toEqual({
      done: true,
      address: 'Notes!A1',
    });
  });

  it('says so while a cell is being edited, and on a protected worksheet', async () => {
    await select('Plan', 'A1');
    office.host.playCellEditing(true);
    await expect(insert('=PEEL.ASOF()')).rejects.toThrow(EDITING);
    office.host.playCellEditing(false);

    await onSheet('Plan', (sheet) => sheet.protection.protect());
    await expect(insert('=PEEL.ASOF()')).rejects.toThrow(PROTECTED);
    expect(await read('Plan', 'A1', 'formulas')).toEqual([['']]);
    await onSheet('Plan', (sheet) => sheet.protection.unprotect());
    expect(await insert('=PEEL.ASOF()')).toMatchObject({ done: true });
  });
});
