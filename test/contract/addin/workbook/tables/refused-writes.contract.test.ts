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

let preview: TablePreview;
let asha: Office;
let sheetName: string;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
  await preview.insert('plan');
  sheetName = (await cellOf(PLAN, 'afi/7', 'Note')).sheet;
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

const note = async (text: string): Promise<void> => {
  await asha.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: text } });
  await asha.loop.syncNow();
  await preview.maria.loop.syncNow();
};
const notices = () => preview.state.tables.map(({ notice }) => notice);

describe('a worksheet that Excel does not let the add-in write into', () => {
  it('[T35] while a cell is being edited the add-in waits, says so, and writes afterwards', async () => {
    const { host } = preview.workbook.office;
    host.playCellEditing(true);
    await note('While Maria types');
    await eventually(() => expect(notices()).toEqual([expect.stringContaining('Finish it with Enter or Escape')]));
    await expect(preview.services.putBack(preview.standing.tableId, ['afi/7'])).rejects.toThrow('Finish it');
    host.playCellEditing(false);
    await showsIn(PLAN, 'afi/7', 'Note', 'While Maria types');
    await eventually(() => expect(notices()).toEqual([undefined]));
  });

  it('[T32] protected: what is typed is sent, what cannot be written is told and follows later', async () => {
    const { address } = await cellOf(PLAN, 'afi/8', 'Note');
    await protect((sheet) => {
      sheet.getRange(address).format.protection.locked = false;
      sheet.protection.protect();
    });
    await note('While it is protected');
    await eventually(() => expect(notices()).toEqual([expect.stringContaining('Unprotect Sheet')]));
    await preview.type(PLAN, 'afi/8', 'Note', 'Typed into an unlocked cell');
    await eventually(async () => {
      await asha.loop.syncNow();
      expect(asha.replica.record('afi', 'afi/8')?.fields.note).toBe('Typed into an unlocked cell');
    });
    expect((await rowsOf(PLAN)).get('afi/7')?.Note).toBe('While Maria types');
    await expect(preview.services.putBack(preview.standing.tableId, ['afi/7'])).rejects.toThrow('protected');
    await protect((sheet) => sheet.protection.unprotect());
    await showsIn(PLAN, 'afi/7', 'Note', 'While it is protected');
    await eventually(() => expect(notices()).toEqual([undefined]));
  });

  it('protected: what is decided in the pane about records is done, and said to be', async () => {
    const { replica } = preview.maria;
    const { services, standing } = preview;
    await preview.type(PLAN, 'afi/7', 'Note', 'Mine');
    await note('Theirs');
    await preview.settle();
    await eventually(() => expect(preview.standing.conflicts).toEqual(['afi/7']));
    const at = [...(await rowsOf(PLAN)).keys()].indexOf('afi/10');
    await preview.play({ does: 'delete table rows', table: PLAN, at, count: 1 });
    await preview.settle();
    expect(preview.standing.deletedRows).toMatchObject([{ key: 'afi/10' }]);
    await protect((sheet) => sheet.protection.protect());
    await services.chooseAll(standing.tableId, 'theirs');
    expect(replica.returned()).toEqual([]);
    await services.answerDeletedRows(standing.tableId, ['afi/10'], 'delete', 'No longer wanted');
    expect(replica.record('afi', 'afi/10')).toBeNull();
    await protect((sheet) => sheet.protection.unprotect());
    await showsIn(PLAN, 'afi/7', 'Note', 'Theirs');
    await eventually(() => expect(notices()).toEqual([undefined]));
  });

  it('[T32] protected: what another office takes back is not sent again, nor what came back', async () => {
    const { address } = await cellOf(PLAN, 'afi/9', 'Note');
    await protect((sheet) => {
      sheet.getRange(address).format.protection.locked = false;
      sheet.protection.protect();
    });
    const noteOfAsha = async (): Promise<unknown> => {
      await asha.loop.syncNow();
      return asha.replica.record('afi', 'afi/9')?.fields.note;
    };
    await preview.type(PLAN, 'afi/9', 'Note', 'Sent from a protected sheet');
    await eventually(async () => expect(await noteOfAsha()).toBe('Sent from a protected sheet'));
    await asha.replica.edit({ kind: 'afi', recordId: 'afi/9', values: { note: null } });
    expect(await noteOfAsha()).toBeUndefined();
    await preview.settle();
    await preview.restart();
    await preview.settle();
    expect(preview.maria.loop.status.unsent).toBe(0);
    expect(await noteOfAsha()).toBeUndefined();

    await asha.replica.edit({ kind: 'afi', recordId: 'afi/9', values: { note: 'Asha was first' } });
    expect(await noteOfAsha()).toBe('Asha was first');
    await preview.type(PLAN, 'afi/9', 'Note', 'Maria was second');
    await eventually(() => expect(preview.maria.loop.status.returned).toHaveLength(1));
    const before = preview.maria.loop.status.returned;
    await preview.settle();
    await preview.settle();
    expect(preview.maria.loop.status).toMatchObject({ unsent: 0, returned: before });

    await protect((sheet) => sheet.protection.unprotect());
    await showsIn(PLAN, 'afi/9', 'Sync', expect.stringMatching(/^Conflict: /));
    await preview.maria.loop.dismiss(before[0]?.mutation.mutationId ?? '');
    await showsIn(PLAN, 'afi/9', 'Note', 'Asha was first');
    await eventually(() => expect(notices()).toEqual([undefined]));
  });

  async function protect(change: (sheet: Excel.Worksheet) => void): Promise<void> {
    await Excel.run(async (context) => {
      change(context.workbook.worksheets.getItem(sheetName));
      await context.sync();
    });
  }

  it('[T8] nothing is inserted over cells that hold something, over another table, or into a protected sheet', async () => {
    const select = async (address: string): Promise<void> => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem(sheetName);
        sheet.activate();
        sheet.getRange(address).select();
        await context.sync();
      });
    };
    const insert = () => preview.insert('calls', { channel: '101' }, { where: 'selected cell' });
    await select('B10');
    await expect(insert()).rejects.toThrow('The table PEEL_Plan is in the way');
    await preview.play({ does: 'enter', sheetName, address: 'W12', values: [['Mine']] });
    await select('T6');
    await expect(insert()).rejects.toThrow('W12 is not empty');
    await preview.play({ does: 'clear', sheetName, address: 'W12' });
    await preview.play({ does: 'merge', sheetName, address: 'V14:W15' });
    await expect(insert()).rejects.toThrow('merged cells');
    await preview.play({ does: 'unmerge', sheetName, address: 'V14:W15' });
    await protect((sheet) => sheet.protection.protect());
    await expect(insert()).rejects.toThrow('protected');
    await protect((sheet) => sheet.protection.unprotect());
    const standing = await insert();
    expect(standing).toMatchObject({ name: 'PEEL_Calls_101', place: { address: 'T8' }, sheetName });
    expect(preview.state.tables).toHaveLength(2);
  });

  it('a table of another dataset is left as it is', async () => {
    const before = await rowsOf(PLAN);
    await preview.restart('another-force');
    expect(notices()).toEqual([expect.stringContaining('another plan'), expect.stringContaining('another plan')]);
    await preview.type(PLAN, 'afi/7', 'Note', 'Not for this dataset');
    await preview.quiet();
    expect(preview.maria.loop.status.unsent).toBe(0);
    const { Note: _typed, ...others } = before.get('afi/7') ?? {};
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ ...others, Note: 'Not for this dataset' });
  });
});
