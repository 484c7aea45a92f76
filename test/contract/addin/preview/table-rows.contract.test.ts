// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonAction } from '../../../../addin/preview/host/play/person-action.ts';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure } from './sheet-driver.ts';
import { cellsOf, makeTable, onTable, seeTable } from './table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const ROWS = [
  ['Key', 'Share'],
  ['a', 0.5],
  ['b', 0.25],
];

const play = (action: PersonAction): Promise<void> => office.host.playPerson(action);

async function writeCells(sheetName: string, address: string, values: unknown[][]): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem(sheetName).getRange(address).values = values;
    await context.sync();
  });
}

describe('rows of a table', () => {
  it('are added in the middle and at the end, moving what stands below in the table only', async () => {
    await makeTable('Added', 'B2', ROWS);
    await writeCells('Added', 'A6:C6', [['left', 'below', 'below']]);
    await onTable('Added', (table) => {
      table.rows.add(1, [['x', 1]]);
      table.rows.add(undefined, [
        ['y', 2],
        ['z', 3],
      ]);
    });
    const seen = await seeTable('Added');
    expect(seen.address).toBe('Added!B2:C7');
    expect(seen.rows).toEqual([
      ['a', 0.5],
      ['x', 1],
      ['b', 0.25],
      ['y', 2],
      ['z', 3],
    ]);
    expect(await cellsOf('Added', 'A6:C9', 'values')).toEqual([
      ['left', 'y', 2],
      ['', 'z', 3],
      ['', '', ''],
      ['', 'below', 'below'],
    ]);
  });

  it('get the number formats and the formulas of their column', async () => {
    await makeTable('Filled', 'A1', [
      ['Key', 'Share', 'Double', 'Own', 'Mixed'],
      ['a', 0.5, '=B2*2', '=T_Filled[[#This Row],[Share]]+1', '=1'],
      ['b', 0.25, '=B3*2', '=T_Filled[[#This Row],[Share]]+1', 7],
    ]);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Filled').getRange('B2:B3').numberFormat = [['0%'], ['0%']];
      await context.sync();
    });
    const partly: (string | number | null)[][] = [['x', 0.1, null, null, null]];
    // The declaration forgets null, which the documentation allows in what is written.
    await onTable('Filled', (table) => void table.rows.add(1, partly as (string | number)[][]));
    await play({ does: 'insert table rows', table: 'T_Filled', at: 3, count: 1 });
    await play({ does: 'insert rows', sheetName: 'Filled', lines: '2:2' });
    expect(await cellsOf('Filled', 'B2:E6', 'formulas')).toEqual([
      ['', '', '', ''],
      [0.5, '=B3*2', '=T_Filled[[#This Row],[Share]]+1', '=1'],
      [0.1, '=B4*2', '=T_Filled[[#This Row],[Share]]+1', ''],
      [0.25, '=B5*2', '=T_Filled[[#This Row],[Share]]+1', 7],
      ['', '=B6*2', '=T_Filled[[#This Row],[Share]]+1', ''],
    ]);
    expect(await cellsOf('Filled', 'B4:B6', 'numberFormat')).toEqual([['0%'], ['0%'], ['0%']]);
  });

  it('are deleted one by one and many at once; the last is emptied', async () => {
    await makeTable('Deleted', 'B2', [...ROWS, ['c', 1], ['d', 2]]);
    await writeCells('Deleted', 'B8', [['below']]);
    await onTable('Deleted', (table) => table.rows.getItemAt(1).delete());
    expect((await seeTable('Deleted')).rows.map(([key]) => key)).toEqual(['a', 'c', 'd']);
    await play({ does: 'delete table rows', table: 'T_Deleted', at: 1, count: 2 });
    expect(await seeTable('Deleted')).toMatchObject({ address: 'Deleted!B2:C3', rows: [['a', 0.5]] });
    expect(await cellsOf('Deleted', 'B5', 'values')).toEqual([['below']]);
    await onTable('Deleted', (table) => table.rows.getItemAt(0).delete());
    expect(await seeTable('Deleted')).toMatchObject({ address: 'Deleted!B2:C3', rows: [['', '']] });
  });

  it('come and go with rows of a sheet, also of one that is not shown, and the shown table stays', async () => {
    await makeTable('Shown', 'A1', ROWS);
    await makeTable('Behind', 'B3', ROWS);
    await play({ does: 'show sheet', sheetName: 'Shown' });
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Behind');
      sheet.getRange('1:2').delete('Up');
      sheet.getRange('2:2').insert('Down');
      await context.sync();
    });
    expect(await seeTable('Behind')).toMatchObject({
      address: 'Behind!B1:C4',
      rows: [
        ['', ''],
        ['a', 0.5],
        ['b', 0.25],
      ],
    });
    expect((await seeTable('Shown')).address).toBe('Shown!A1:B3');
    await play({ does: 'delete rows', sheetName: 'Behind', lines: '3:9' });
    expect((await seeTable('Behind')).address).toBe('Behind!B1:C2');
  });

  it('are what a block of cells over the whole table shifts; half of a table is refused', async () => {
    await makeTable('Shifted', 'B2', ROWS);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Shifted').getRange('B3:C3').insert('Down');
      await context.sync();
    });
    expect((await seeTable('Shifted')).address).toBe('Shifted!B2:C5');
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem('Shifted').getRange('B3').insert('Down');
        await context.sync();
      }),
    );
    expect(error.code).toBe('InvalidOperation');
  });

  it('move with a table above them that grows, as a whole table', async () => {
    await makeTable('Above', 'A1', ROWS);
    await writeCells('Above', 'A6:B7', [
      ['Key', 'Share'],
      ['n', 1],
    ]);
    await Excel.run(async (context) => {
      const table = context.workbook.worksheets.getItem('Above').tables.add('A6:B7', true);
      table.name = 'T_Under';
      await context.sync();
    });
    await onTable('Above', (table) => void table.rows.add(undefined, [['c', 3]]));
    expect((await seeTable('Under')).address).toBe('Above!A7:B8');
  });
});

describe('the size of a table', () => {
  it('is set by resize, within the rules', async () => {
    await makeTable('Resized', 'B2', ROWS);
    await onTable('Resized', (table) => table.resize('A2:D6'));
    let seen = await seeTable('Resized');
    expect(seen).toMatchObject({ address: 'Resized!A2:D6', ids: [3, 1, 2, 4] });
    await onTable('Resized', (table) => table.resize('B2:C4'));
    seen = await seeTable('Resized');
    expect(seen).toMatchObject({ address: 'Resized!B2:C4', ids: [1, 2], headings: ['Key', 'Share'] });
    const error = await failure(() => onTable('Resized', (table) => table.resize('B3:C5')));
    expect(error.code).toBe('InvalidArgument');
  });
});

describe('null in what is written', () => {
  it('leaves values, formulas and number formats as they are', async () => {
    await writeCells('Plan', 'A1:C1', [[1, '=1+1', 3]]);
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Plan').getRange('A1:C1');
      range.numberFormat = [['0.0', '0.00', '0%']];
      await context.sync();
      range.values = [[null, null, 4]];
      range.formulas = [['=2+3', null, null]];
      range.numberFormat = [[null, '0.000', null]];
      await context.sync();
    });
    expect(await cellsOf('Plan', 'A1:C1', 'formulas')).toEqual([['=2+3', '=1+1', 4]]);
    expect(await cellsOf('Plan', 'A1:C1', 'numberFormat')).toEqual([['0.0', '0.000', '0%']]);
  });
});
