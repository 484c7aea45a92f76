// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Office } from '../../sync/office.ts';
import { batchesDuring } from './batches.ts';
import { cellOf, eventually, OPENS_WITHIN_MS, openTablePreview, showsIn, type TablePreview } from './table-workbook.ts';

const PLAN = 'PEEL_Plan';
const HOSTILE = [
  [7, '=HYPERLINK("https://evil.example","Press here")'],
  [8, "+cmd|' /C calc'!A0"],
  [9, '-1+1'],
  [1, '@SUM(1)'],
  [3, '\tled by a tab'],
] as const;

let preview: TablePreview;
let asha: Office;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

async function cellHolds(key: string, heading: string) {
  const { sheet, address } = await cellOf(PLAN, key, heading);
  return await Excel.run(async (context) => {
    const worksheet = context.workbook.worksheets.getItem(sheet);
    const cell = worksheet.getRange(address).load('values, formulas, valueTypes');
    const note = worksheet.notes.getItemOrNullObject(address).load('content');
    await context.sync();
    const [value, formula, type] = [cell.values, cell.formulas, cell.valueTypes].map(([row]) => row?.[0]);
    return { value, formula, type, note: note.isNullObject ? null : note.content };
  });
}
const write = async (number: number, note: string): Promise<void> => {
  const saved = await asha.replica.edit({ kind: 'afi', recordId: `afi/${number}`, values: { note } });
  expect(saved).toMatchObject({ saved: true });
  await asha.loop.syncNow();
};

describe('[S20] text from another office that looks like a formula', () => {
  it.each(HOSTILE)('[T38] of AFI %i is text in its cell: %j', async (number, text) => {
    await write(number, text);
    await preview.maria.loop.syncNow();
    await showsIn(PLAN, `afi/${number}`, 'Note', text);
    expect(await cellHolds(`afi/${number}`, 'Note')).toMatchObject({ value: text, formula: text, type: 'String' });
  });

  it('[T38] led by a carriage return is text, and is not taken for somebody’s edit', async () => {
    await write(7, '\r=1+1');
    await preview.settle();
    expect(await cellHolds('afi/7', 'Note')).toMatchObject({
      type: 'String',
      value: expect.stringMatching(/^[\r\n]=1\+1$/),
    });
    expect(await preview.writesDuring(() => preview.settle())).toEqual([]);
    expect(preview.maria.loop.status.unsent).toBe(0);
  });

  it('[T38] is text in a new table, in Sync, and in the note of a cell in conflict', async () => {
    const [[, formula]] = HOSTILE;
    await write(8, formula);
    await preview.type(PLAN, 'afi/8', 'Note', 'Mine');
    await eventually(() => expect(preview.standing.conflicts).toEqual(['afi/8']));
    const cell = await cellHolds('afi/8', 'Note');
    expect(cell).toMatchObject({ value: 'Mine', note: expect.stringContaining(`the dataset has "${formula}"`) });
    expect(await cellHolds('afi/8', 'Sync')).toMatchObject({
      type: 'String',
      value: expect.stringMatching(/^Conflict: /),
    });
    await preview.insert('plan', {}, { columns: ['note'] });
    const again = await Excel.run(async (context) => {
      const column = context.workbook.tables.getItem('PEEL_Plan_2').columns.getItem('Note').getDataBodyRange();
      column.load('values, formulas');
      await context.sync();
      return column;
    });
    expect(again.formulas).toEqual(again.values);
    expect(again.values.flat()).toEqual(expect.arrayContaining([formula, '-1+1', '@SUM(1)']));
    await preview.services.release(preview.table('PEEL_Plan_2').tableId);
  });
});

describe('text that office.js takes for a date where it stands within a setting', () => {
  it('is remembered as text: nothing is written again, and what follows it arrives', async () => {
    await write(3, 'Date(5)');
    await preview.settle();
    await showsIn(PLAN, 'afi/3', 'Note', 'Date(5)');
    await preview.restart();
    expect((await batchesDuring(() => preview.settle())).writing).toEqual([]);
    await write(3, 'Another note');
    await preview.settle();
    await showsIn(PLAN, 'afi/3', 'Note', 'Another note');
    await showsIn(PLAN, 'afi/3', 'Sync', 'Synced');
  });
});

describe('a file whose settings hold more than ours', () => {
  it('is read as fast as without: no setting is read that no bucket of ours has the name of', async () => {
    const before = await batchesDuring(() => preview.settle());
    const { tableId } = preview.table(PLAN);
    await Excel.run(async (context) => {
      const { settings } = context.workbook;
      for (let at = 100; at < 500; at += 1) settings.add(`peel.table.${tableId}.${at}`, '{}');
      for (const name of ['-1', '07', '1e1', 'x', '']) settings.add(`peel.table.${tableId}.${name}`, '{}');
      await context.sync();
    });
    const after = await batchesDuring(() => preview.settle());
    expect(after).toEqual({ all: before.all, writing: [] });
  });
});

describe('an office whose name looks like a formula', () => {
  it('leaves no list to Excel, which would take it for one', async () => {
    expect(await leadOfficeIsHeldTo()).toBe('List');
    const dana = await preview.anotherOffice('dana');
    const office = { kind: 'office', recordId: 'office/a', values: { name: '=X', example: false } } as const;
    expect(await dana.replica.edit(office)).toMatchObject({ saved: true });
    await dana.loop.syncNow();
    await preview.settle();
    await eventually(async () => expect(await leadOfficeIsHeldTo()).toBe('None'));
    expect(preview.table(PLAN).notice).toBeUndefined();
  });

  async function leadOfficeIsHeldTo(): Promise<string> {
    return await Excel.run(async (context) => {
      const column = context.workbook.tables.getItem(PLAN).columns.getItem('Lead office').getDataBodyRange();
      const { dataValidation } = column.load('address');
      dataValidation.load('type');
      await context.sync();
      return dataValidation.type;
    });
  }
});
