// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInExcel } from '../../../../../addin/workbook/excel-refusal.ts';
import { tableKind } from '../../../../../addin/workbook/tables/kinds/table-kinds.ts';
import { storedTables } from '../../../../../addin/workbook/tables/settings/table-bindings.ts';
import { readTable } from '../../../../../addin/workbook/tables/sheet/read-table.ts';
import { tableLists } from '../../../../../addin/workbook/tables/sheet/table-lists.ts';
import { writeTable } from '../../../../../addin/workbook/tables/sheet/write-table.ts';
import type { Office } from '../../sync/office.ts';
import { batchesDuring } from './batches.ts';
import { cellOf, OPENS_WITHIN_MS, openTablePreview, rowsOf, showsIn, type TablePreview } from './table-workbook.ts';

const PLAN = 'PEEL_Plan';

let preview: TablePreview;
let dana: Office;

beforeAll(async () => {
  preview = await openTablePreview();
  dana = await preview.anotherOffice('dana');
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

async function deleteRecord(recordId: string): Promise<void> {
  expect(await dana.replica.edit({ kind: 'afi', recordId, op: 'delete', values: {} })).toMatchObject({ saved: true });
  await dana.loop.syncNow();
}
const rowOf = async (key: string): Promise<number> => [...(await rowsOf(PLAN)).keys()].indexOf(key);

describe('the row of a record that was deleted', () => {
  it('goes where nothing of the person’s own stands in it', async () => {
    await deleteRecord('afi/19');
    await preview.settle();
    expect((await rowsOf(PLAN)).has('afi/19')).toBe(false);
  });

  it('is not removed over what somebody entered in it after it was read', async () => {
    await preview.die();
    const kind = tableKind('plan');
    const [stored] = await runInExcel(storedTables);
    const read = stored === undefined ? null : await runInExcel((context) => readTable(context, stored.binding));
    if (stored === undefined || read === null) throw new Error('The table is there');
    const removed = [await rowOf('afi/18')];
    const remove = () =>
      runInExcel((context) =>
        writeTable(context, {
          ...{ read, kind, binding: stored.binding, reader: preview.maria.replica },
          work: { writes: [], appended: [], removed, marks: [] },
          lists: tableLists(kind, read.reading, preview.maria.replica),
          areListsNew: false,
          remember: () => {},
          hasMoved: () => false,
        }),
      );
    await preview.type(PLAN, 'afi/18', 'Note', 'Typed meanwhile');
    expect(await remove()).toBe('moved');
    expect((await rowsOf(PLAN)).get('afi/18')?.Note).toBe('Typed meanwhile');
    await preview.type(PLAN, 'afi/18', 'Note', read.reading.rows[removed[0] ?? -1]?.cells.note ?? '');
    expect(await remove()).toBe('written');
    expect((await rowsOf(PLAN)).has('afi/18')).toBe(false);
    await preview.restart();
  });

  it('stays where the table has columns of the person’s own, until they delete it', async () => {
    await preview.play({ does: 'insert table columns', table: PLAN, at: 2, count: 1 });
    const { sheet, address } = await cellOf(PLAN, 'afi/17', 'Column1');
    await preview.play({ does: 'enter', sheetName: sheet, address, values: [['Ask Ben']] });
    await deleteRecord('afi/17');
    await preview.settle();
    await showsIn(PLAN, 'afi/17', 'Sync', expect.stringMatching(/^This record was deleted: delete the row/));
    expect((await rowsOf(PLAN)).get('afi/17')?.Column1).toBe('Ask Ben');
    expect((await batchesDuring(() => preview.settle())).writing).toEqual([]);
    const { deletedRows } = preview.standing;
    await preview.play({ does: 'delete table rows', table: PLAN, at: await rowOf('afi/17'), count: 1 });
    await preview.settle();
    expect((await rowsOf(PLAN)).has('afi/17')).toBe(false);
    expect(preview.standing.deletedRows).toEqual(deletedRows);
  });

  it('stays likewise once an edit in it is given up', async () => {
    await preview.type(PLAN, 'afi/16', 'Status', 'Nonsense');
    await deleteRecord('afi/16');
    await preview.settle();
    await showsIn(PLAN, 'afi/16', 'Sync', expect.stringMatching(/^This record was deleted: what was entered/));
    await preview.services.putBack(preview.standing.tableId, ['afi/16']);
    await showsIn(PLAN, 'afi/16', 'Sync', expect.stringMatching(/^This record was deleted: delete the row/));
    expect(preview.standing.troubles.filter(({ key }) => key === 'afi/16')).toEqual([]);
    expect((await batchesDuring(() => preview.settle())).writing).toEqual([]);
    expect(await dana.replica.edit({ kind: 'afi', recordId: 'afi/16', op: 'restore', values: {} })).toMatchObject({
      saved: true,
    });
    await dana.loop.syncNow();
    await preview.settle();
    await showsIn(PLAN, 'afi/16', 'Sync', 'Synced');
    expect((await rowsOf(PLAN)).get('afi/16')?.Status).toBe(
      preview.maria.replica.record('afi', 'afi/16')?.fields.status,
    );
  });
});
