// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonAction } from '../../../../addin/preview/host/play/person-action.ts';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook } from './sheet-driver.ts';
import { cellsOf, makeTable, seeTable } from './table-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const ROWS = [
  ['Key', 'Share', 'Double'],
  ['a', 0.5, '=T_NAME[[#This Row],[Share]]*2'],
  ['b', 0.25, '=T_NAME[[#This Row],[Share]]*2'],
];

const rowsFor = (name: string): (string | number)[][] =>
  ROWS.map((row) => row.map((value) => (typeof value === 'string' ? value.replace('T_NAME', `T_${name}`) : value)));

const play = (action: PersonAction): Promise<void> => office.host.playPerson(action);

describe('a table grows', () => {
  it('with what is typed directly below it: format, formulas and all', async () => {
    await makeTable('Typed', 'B2', rowsFor('Typed'));
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Typed').getRange('C3:C4').numberFormat = [['0%'], ['0%']];
      await context.sync();
    });
    await play({ does: 'enter', sheetName: 'Typed', address: 'B5', values: [['c']] });
    expect((await seeTable('Typed')).address).toBe('Typed!B2:D5');
    await play({ does: 'enter', sheetName: 'Typed', address: 'C5', values: [[0.1]] });
    expect(await cellsOf('Typed', 'B5:D5', 'values')).toEqual([['c', 0.1, 0.2]]);
    expect(await cellsOf('Typed', 'C5', 'text')).toEqual([['10%']]);
    expect(await cellsOf('Typed', 'D5', 'formulas')).toEqual([['=T_Typed[[#This Row],[Share]]*2']]);
  });

  it('with a block pasted over its end, blank rows within it too', async () => {
    await makeTable('Pasted', 'B2', rowsFor('Pasted'));
    const values = [['b2'], ['c'], [''], ['e']];
    await play({ does: 'enter', sheetName: 'Pasted', address: 'B4:B7', values });
    const { address, rows } = await seeTable('Pasted');
    expect([address, rows.map(([key]) => key)]).toEqual(['Pasted!B2:D7', ['a', 'b2', 'c', '', 'e']]);
  });

  it('with a column typed directly to its right', async () => {
    await makeTable('Wider', 'B2', rowsFor('Wider'));
    await play({ does: 'enter', sheetName: 'Wider', address: 'E3', values: [['mine']] });
    await play({ does: 'enter', sheetName: 'Wider', address: 'F2', values: [['Remark']] });
    expect(await seeTable('Wider')).toMatchObject({
      address: 'Wider!B2:F4',
      ids: [1, 2, 3, 4, 5],
      headings: ['Key', 'Share', 'Double', 'Column1', 'Remark'],
    });
  });

  it("with an add-in's and a co-author's writes", async () => {
    await makeTable('Written', 'B2', rowsFor('Written'));
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Written').getRange('B5:C6').values = [
        ['c', 1],
        ['d', 2],
      ];
      await context.sync();
    });
    expect((await seeTable('Written')).address).toBe('Written!B2:D6');
    office.host.playCoauthor({ sheetName: 'Written', address: 'B7', values: [['e']] });
    expect((await seeTable('Written')).rows.map(([key, , double]) => [key, double])).toEqual([
      ['a', 1],
      ['b', 0.5],
      ['c', 2],
      ['d', 4],
      ['e', 0],
    ]);
  });
});

describe('a table stays as it is', () => {
  it('where the row below holds something, something is emptied, or the cell is one further', async () => {
    await makeTable('Stays', 'B2', rowsFor('Stays'));
    await play({ does: 'enter', sheetName: 'Stays', address: 'B6', values: [['apart']] });
    await play({ does: 'clear', sheetName: 'Stays', address: 'B5:D5' });
    await play({ does: 'enter', sheetName: 'Stays', address: 'A5', values: [['left of it']] });
    await play({ does: 'enter', sheetName: 'Stays', address: 'F3', values: [['one further']] });
    expect((await seeTable('Stays')).address).toBe('Stays!B2:D4');
    await play({ does: 'enter', sheetName: 'Stays', address: 'B5', values: [['c']] });
    await play({ does: 'enter', sheetName: 'Stays', address: 'C6', values: [['beside what stood apart']] });
    expect((await seeTable('Stays')).address).toBe('Stays!B2:D5');
  });
});
