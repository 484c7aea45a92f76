// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Office } from '../../sync/office.ts';
import {
  cellOf,
  eventually,
  OPENS_WITHIN_MS,
  openTablePreview,
  rowsOf,
  showsIn,
  type TablePreview,
} from './table-workbook.ts';

const PLAN = 'PEEL_Plan';
const ACTIONS = 'PEEL_Meeting_Actions';

let preview: TablePreview;
let asha: Office;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

const edit = async (values: Record<string, string>, number = 7): Promise<void> => {
  const saved = await asha.replica.edit({ kind: 'afi', recordId: `afi/${number}`, values });
  expect(saved).toMatchObject({ saved: true });
  await asha.loop.syncNow();
  await preview.maria.loop.syncNow();
};
const inDataset = async (number: number) => {
  await asha.loop.syncNow();
  return asha.replica.record('afi', `afi/${number}`)?.fields;
};

describe('the plan as a worksheet table', () => {
  it('[T1] is inserted with a row for each AFI', async () => {
    const standing = await preview.insert('plan');
    expect(standing).toMatchObject({ name: PLAN, title: 'Improvement plan', rows: 19, waiting: 0, troubles: [] });
    const rows = await rowsOf(PLAN);
    expect(rows.size).toBe(19);
    expect(rows.get('afi/7')).toMatchObject({ AFI: 7, Status: 'In progress', Sync: 'Synced' });
  });

  it('[T11] a cell that is edited is sent, shown as waiting, and then as synced', async () => {
    await preview.type(PLAN, 'afi/7', 'Status', 'Force complete');
    await showsIn(PLAN, 'afi/7', 'Sync', 'Waiting');
    expect(preview.standing.waiting).toBe(1);
    await preview.settle();
    await showsIn(PLAN, 'afi/7', 'Sync', 'Synced');
    expect((await inDataset(7))?.status).toBe('Force complete');
  });

  it('[T12] another office’s change comes into its row, and what the person has beside it stays', async () => {
    await preview.play({ does: 'insert table columns', table: PLAN, at: 2, count: 1 });
    const { sheet, address } = await cellOf(PLAN, 'afi/7', 'Column1');
    await preview.play({ does: 'enter', sheetName: sheet, address, values: [['Ask Ben']] });
    await edit({ note: 'From Asha' });
    await showsIn(PLAN, 'afi/7', 'Note', 'From Asha');
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ Column1: 'Ask Ben', Status: 'Force complete' });
  });

  it('[T13] a sorted table finds its rows', async () => {
    await preview.play({ does: 'sort table', table: PLAN, column: 'AFI', isDescending: true });
    await preview.quiet();
    await edit({ note: 'After the sort' });
    await showsIn(PLAN, 'afi/7', 'Note', 'After the sort');
    await preview.type(PLAN, 'afi/8', 'Note', 'Mine, after the sort');
    await showsIn(PLAN, 'afi/8', 'Sync', 'Waiting');
    await preview.settle();
    expect((await inDataset(8))?.note).toBe('Mine, after the sort');
    expect((await rowsOf(PLAN)).get('afi/7')?.Column1).toBe('Ask Ben');
  });

  it('[T14] a filtered table follows in its hidden rows too', async () => {
    await preview.play({ does: 'filter table', table: PLAN, column: 'AFI', shows: ['8'] });
    await edit({ note: 'While hidden' });
    await showsIn(PLAN, 'afi/7', 'Note', 'While hidden');
    const { sheet, address } = await cellOf(PLAN, 'afi/7', 'Note');
    const [isHidden, isFiltered] = await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getItem(sheet).getRange(address).load('rowHidden');
      const filter = context.workbook.tables.getItem(PLAN).autoFilter.load('isDataFiltered');
      await context.sync();
      return [cell.rowHidden, filter.isDataFiltered];
    });
    expect([isHidden, isFiltered]).toEqual([true, true]);
    await preview.play({ does: 'clear filters', table: PLAN });
    await preview.quiet();
  });

  it('[T34] the old value is an edit like any other', async () => {
    await preview.type(PLAN, 'afi/7', 'Status', 'In progress');
    await showsIn(PLAN, 'afi/7', 'Sync', 'Waiting');
    await preview.settle();
    expect((await inDataset(7))?.status).toBe('In progress');
  });

  it('[T15] a new row in the plan says why it cannot be', async () => {
    await preview.play({ does: 'insert table rows', table: PLAN, at: 3, count: 1 });
    const { sheet, address } = await cellOf(PLAN, '', 'Note');
    await preview.play({ does: 'enter', sheetName: sheet, address, values: [['A twentieth']] });
    await eventually(() => expect(preview.standing.troubles).toMatchObject([{ key: '', kind: 'refused' }]));
    expect(preview.standing.troubles[0]?.why).toContain('AFIs come from an inspection report');
    expect((await rowsOf(PLAN)).get('')).toMatchObject({ Note: 'A twentieth' });
    await preview.play({ does: 'delete table rows', table: PLAN, at: 3, count: 1 });
    await eventually(() => expect(preview.standing.troubles).toEqual([]));
  });

  it('[T16] a deleted row is asked about, and comes back', async () => {
    const before = [...(await rowsOf(PLAN)).keys()];
    const at = before.indexOf('afi/7');
    await preview.play({ does: 'delete table rows', table: PLAN, at, count: 1 });
    await eventually(() => expect(preview.standing.deletedRows).toEqual([{ key: 'afi/7', name: 'AFI 7' }]));
    expect(await inDataset(7)).toBeDefined();
    await preview.services.answerDeletedRows(preview.standing.tableId, ['afi/7'], 'put back');
    expect(preview.standing.deletedRows).toEqual([]);
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ AFI: 7, Note: 'While hidden', Sync: 'Synced' });
  });

  it('[T46] a table that agrees with the replica is not written to', async () => {
    await preview.settle();
    const written = await preview.writesDuring(() => preview.settle());
    expect(written).toEqual([]);
  });
});

describe('meeting actions as a worksheet table', () => {
  it('[T15] a row that is inserted and filled is a new record', async () => {
    await preview.insert('meeting-actions');
    const rows = [...(await rowsOf(ACTIONS)).values()];
    const [first] = rows;
    await preview.play({ does: 'insert table rows', table: ACTIONS, at: rows.length, count: 1 });
    const { sheet, address } = await cellOf(ACTIONS, '', 'Board');
    const [row, column] = [address.replace(/\D/g, ''), address.replace(/\d/g, '')];
    await preview.play({ does: 'enter', sheetName: sheet, address, values: [[first?.Board ?? '']] });
    const told = () => preview.rowAt(ACTIONS, rows.length);
    await eventually(async () => expect((await told()).Sync).toMatch(/^New: fill in /));
    const next = String.fromCharCode(column.charCodeAt(0) + 1);
    const last = String.fromCharCode(column.charCodeAt(0) + 4);
    await preview.play({
      does: 'enter',
      sheetName: sheet,
      address: `${next}${row}:${last}${row}`,
      values: [['31 Oct 2022', 'Report on overtime', 'Chief Superintendent', first?.State ?? '']],
    });
    await eventually(async () => expect((await told()).Sync).toBe('Waiting'));
    const key = String((await told()).Key);
    await preview.settle();
    await asha.loop.syncNow();
    expect(asha.replica.record('meeting-action', key)?.fields).toMatchObject({ text: 'Report on overtime' });
  });

  it('[T16] a row whose record is deleted for all leaves the other offices’ copies', async () => {
    const [key = ''] = [...(await rowsOf(ACTIONS)).keys()];
    const standing = () => preview.table(ACTIONS);
    await preview.play({ does: 'delete table rows', table: ACTIONS, at: 0, count: 1 });
    await eventually(() => expect(standing().deletedRows).toMatchObject([{ key }]));
    await preview.services.answerDeletedRows(standing().tableId, [key], 'delete');
    expect(standing().deletedRows).toEqual([]);
    await preview.settle();
    await asha.loop.syncNow();
    expect(asha.replica.record('meeting-action', key)).toBeNull();
  });
});
