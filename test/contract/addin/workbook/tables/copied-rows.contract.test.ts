// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CellContent,
  cellOf,
  eventually,
  OPENS_WITHIN_MS,
  openTablePreview,
  rowsOf,
  type TablePreview,
} from './table-workbook.ts';

const PLAN = 'PEEL_Plan';
const COPY = 'Refused: this row is a copy of another; clear its key to make a new record, or delete the row';

let preview: TablePreview;
let sheetName: string;

beforeAll(async () => {
  preview = await openTablePreview();
  await preview.insert('plan');
  sheetName = (await cellOf(PLAN, 'afi/7', 'Key')).sheet;
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** The plan as the replica has it, without anything to do. */
beforeEach(async () => {
  await preview.settle();
  expect(preview.standing).toMatchObject({ rows: 19, waiting: 0, troubles: [], deletedRows: [] });
});

const keyOf = async (row: number): Promise<CellContent | undefined> => (await preview.rowAt(PLAN, row)).Key;
const records = () => preview.maria.replica.all('afi').map(({ fields }) => fields);

/** Where a row's cells stand, from its key to its Sync cell. */
async function rowAddress(key: string): Promise<string> {
  const [first, last] = [await cellOf(PLAN, key, 'Key'), await cellOf(PLAN, key, 'Sync')];
  return `${first.address}:${last.address}`;
}

describe('a row that is copied over others', () => {
  it('[T45] is refused as a copy, the row beneath it is asked about, and nothing is sent', async () => {
    const before = records();
    const places = [...(await rowsOf(PLAN)).keys()];
    const { address: over } = await cellOf(PLAN, 'afi/8', 'Key');
    await preview.play({ does: 'copy and paste', sheetName, address: await rowAddress('afi/7'), to: over });
    await eventually(() => expect(preview.standing.deletedRows).toEqual([{ key: 'afi/8', name: 'AFI 8' }]));
    expect(await preview.rowAt(PLAN, places.indexOf('afi/7'))).toMatchObject({ AFI: 7, Sync: 'Synced' });
    const copy = places.indexOf('afi/8');
    expect(await preview.rowAt(PLAN, copy)).toMatchObject({ Key: 'afi/7', AFI: 7, Sync: COPY });
    expect(preview.standing.troubles).toMatchObject([{ key: 'afi/7', heading: 'Key', kind: 'refused' }]);

    await preview.play({ does: 'delete table rows', table: PLAN, at: copy, count: 1 });
    await preview.services.answerDeletedRows(preview.standing.tableId, ['afi/8'], 'put back');
    expect((await rowsOf(PLAN)).get('afi/8')).toMatchObject({ AFI: 8, Sync: 'Synced' });
    expect([records(), preview.maria.loop.status.unsent]).toEqual([before, 0]);
  });
});

describe('a key', () => {
  it.each(['nonsense', 'afi/99', 'afi/7', ''])('[T45] that is typed over with "%s" comes back', async (typed) => {
    const at = [...(await rowsOf(PLAN)).keys()].indexOf('afi/9');
    await preview.type(PLAN, 'afi/9', 'Key', typed);
    await eventually(async () => expect(await keyOf(at)).toBe('afi/9'));
    expect(preview.maria.loop.status.unsent).toBe(0);
  });

  it('[T45] comes back where two were swapped, and each row’s values stay with their record', async () => {
    const before = records();
    const keys = [...(await rowsOf(PLAN)).keys()];
    const [one, other] = [keys.indexOf('afi/10'), keys.indexOf('afi/11')];
    const { address } = await cellOf(PLAN, 'afi/10', 'Key');
    await preview.play({ does: 'enter', sheetName, address, values: [['afi/11']] });
    const below = address.replace(/\d+/, (row) => String(Number(row) + other - one));
    await preview.play({ does: 'enter', sheetName, address: below, values: [['afi/10']] });
    await eventually(async () => expect([await keyOf(one), await keyOf(other)]).toEqual(['afi/10', 'afi/11']));
    expect([records(), preview.maria.loop.status.unsent]).toEqual([before, 0]);
  });
});

describe('a table that is copied', () => {
  it('[T45] is nobody’s, whether its cells become a table or not: it sends nothing, and nothing is written into it', async () => {
    const before = records();
    const address = await Excel.run(async (context) => {
      const whole = context.workbook.tables.getItem(PLAN).getRange().load('address');
      await context.sync();
      return whole.address.slice(whole.address.lastIndexOf('!') + 1);
    });
    await preview.play({ does: 'add sheet', sheetName: 'Copy' });
    await preview.play({ does: 'copy and paste', sheetName, address, to: 'A1', toSheet: 'Copy' });
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Copy');
      sheet.tables.add(sheet.getUsedRange(), true).name = 'Copied_Plan';
      await context.sync();
    });
    await preview.type('Copied_Plan', 'afi/7', 'Note', 'In the copy');
    await preview.settle();
    expect(preview.state.tables.map(({ name }) => name)).toEqual([PLAN]);
    expect([records(), preview.maria.loop.status.unsent]).toEqual([before, 0]);
    await preview.type(PLAN, 'afi/7', 'Note', 'In the table');
    await preview.quiet();
    await preview.settle();
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ Note: 'In the table', Sync: 'Synced' });
    expect((await rowsOf('Copied_Plan')).get('afi/7')?.Note).toBe('In the copy');
  });
});
