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
const MARK = '#FDE7E9';

let preview: TablePreview;
let asha: Office;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** Asha's edit reaches the service before Maria's, who does not know of it yet. */
async function bothEdit(number: number, theirs: string, mine: string): Promise<void> {
  const saved = await asha.replica.edit({ kind: 'afi', recordId: `afi/${number}`, values: { note: theirs } });
  expect(saved).toMatchObject({ saved: true });
  await asha.loop.syncNow();
  await preview.type(PLAN, `afi/${number}`, 'Note', mine);
  await showsIn(PLAN, `afi/${number}`, 'Sync', 'Waiting');
  await preview.settle();
}
const noteInDataset = async (number: number) => {
  await asha.loop.syncNow();
  return asha.replica.record('afi', `afi/${number}`)?.fields.note;
};
const marked = async (key: string, heading: string): Promise<{ fill: string; note: string | null }> => {
  const { sheet, address } = await cellOf(PLAN, key, heading);
  return await Excel.run(async (context) => {
    const worksheet = context.workbook.worksheets.getItem(sheet);
    const { fill } = worksheet.getRange(address).format;
    fill.load('color');
    const note = worksheet.notes.getItemOrNullObject(address);
    note.load('content');
    await context.sync();
    return { fill: fill.color, note: note.isNullObject ? null : note.content };
  });
};

describe('what is wrong with a cell', () => {
  it('[T19] pasted text that means nothing stays, is marked, and the pane leads to it', async () => {
    await preview.type(PLAN, 'afi/7', 'Status', 'Nearly there');
    await eventually(() => expect(preview.standing.troubles).toHaveLength(1));
    const [trouble] = preview.standing.troubles;
    expect(trouble).toMatchObject({ key: 'afi/7', heading: 'Status', text: 'Nearly there', kind: 'refused' });
    expect(trouble?.place.address).toBe((await cellOf(PLAN, 'afi/7', 'Status')).address);
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ Status: 'Nearly there', Sync: /^Refused: / });
    expect(await marked('afi/7', 'Status')).toEqual({ fill: MARK, note: `PEEL: ${trouble?.why}` });
  });

  it('[T21] a correction takes the mark away and is sent', async () => {
    await preview.type(PLAN, 'afi/7', 'Status', 'Not started');
    await showsIn(PLAN, 'afi/7', 'Sync', 'Waiting');
    expect(preview.standing.troubles).toEqual([]);
    expect(await marked('afi/7', 'Status')).toMatchObject({ note: null });
    await preview.settle();
    await showsIn(PLAN, 'afi/7', 'Sync', 'Synced');
  });

  it('[T19] what was refused can be put back from the pane', async () => {
    await preview.type(PLAN, 'afi/7', 'Lead office', 'The other office');
    await eventually(() => expect(preview.standing.troubles).toHaveLength(1));
    await preview.services.putBack(preview.standing.tableId, ['afi/7']);
    expect(preview.standing.troubles).toEqual([]);
    expect((await rowsOf(PLAN)).get('afi/7')?.['Lead office']).not.toBe('The other office');
  });
});

describe('two offices that change the same field', () => {
  it('[T22] the row says so, and the person’s text stays', async () => {
    await bothEdit(8, 'Asha was first', 'Maria was second');
    await eventually(() => expect(preview.standing.conflicts).toEqual(['afi/8']));
    expect((await rowsOf(PLAN)).get('afi/8')).toMatchObject({ Note: 'Maria was second', Sync: /^Conflict: / });
    expect(await marked('afi/8', 'Note')).toMatchObject({ fill: MARK });
    expect(preview.standing.troubles).toMatchObject([{ key: 'afi/8', heading: 'Note', kind: 'conflict' }]);
  });

  it('[T24] a cell in conflict that is edited again is the decision', async () => {
    await preview.type(PLAN, 'afi/8', 'Note', 'Agreed with Asha');
    await showsIn(PLAN, 'afi/8', 'Sync', 'Waiting');
    expect(preview.maria.loop.status.returned).toEqual([]);
    await preview.settle();
    expect(await noteInDataset(8)).toBe('Agreed with Asha');
    await showsIn(PLAN, 'afi/8', 'Sync', 'Synced');
    expect(await marked('afi/8', 'Note')).toMatchObject({ note: null });
  });

  it('[T23] theirs, decided in the pane, comes into the cell', async () => {
    await bothEdit(9, 'Theirs', 'Mine');
    await eventually(() => expect(preview.standing.conflicts).toEqual(['afi/9']));
    const [edit] = preview.maria.loop.status.returned;
    await preview.maria.loop.dismiss(edit?.mutation.mutationId ?? '');
    await showsIn(PLAN, 'afi/9', 'Note', 'Theirs');
    await showsIn(PLAN, 'afi/9', 'Sync', 'Synced');
  });

  it.each([
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ] as const)('[T25] all conflicts of a table are decided at once: %s', async (whose, stands) => {
    for (const number of [1, 3]) await bothEdit(number, `Theirs for ${whose}`, `Mine for ${whose}`);
    await eventually(() => expect(preview.standing.conflicts).toEqual(['afi/1', 'afi/3']));
    await preview.services.chooseAll(preview.standing.tableId, whose);
    await preview.settle();
    expect(preview.standing.conflicts).toEqual([]);
    for (const number of [1, 3]) {
      expect((await rowsOf(PLAN)).get(`afi/${number}`)).toMatchObject({
        Note: `${stands} for ${whose}`,
        Sync: 'Synced',
      });
      expect(await noteInDataset(number)).toBe(`${stands} for ${whose}`);
    }
  });

  it('[T42] Refresh leaves every table as the dataset has it', async () => {
    await preview.services.refresh();
    const rows = await rowsOf(PLAN);
    for (const { id, fields } of preview.maria.replica.all('afi'))
      expect(rows.get(id)).toMatchObject({ Status: fields.status, Note: fields.note ?? '', Sync: 'Synced' });
    expect(preview.state.agreedAt).not.toBeNull();
  });
});
