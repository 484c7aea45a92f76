// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Office } from '../../sync/office.ts';
import {
  cellOf,
  eventually,
  OPENS_WITHIN_MS,
  openTablePreview,
  rowsOf,
  settingKeys,
  showsIn,
  type TablePreview,
} from './table-workbook.ts';

let preview: TablePreview;
let asha: Office;
let notes = 0;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** Both ways still work for a table, whatever it and its columns are called. */
async function worksBothWays(table: string, heading = 'Note'): Promise<void> {
  notes += 1;
  await preview.type(table, 'afi/7', heading, `Maria ${notes}`);
  await eventually(async () => {
    await asha.loop.syncNow();
    expect(asha.replica.record('afi', 'afi/7')?.fields.note).toBe(`Maria ${notes}`);
  });
  await asha.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: `Asha ${notes}` } });
  await asha.loop.syncNow();
  await preview.maria.loop.syncNow();
  await showsIn(table, 'afi/7', heading, `Asha ${notes}`);
}

describe('a table that people arrange as they like', () => {
  beforeEach(async () => {
    if (preview.state.tables.length === 0) await preview.insert('plan');
  });

  it('[T29] is renamed, its sheet and a column too', async () => {
    const { sheet } = await cellOf('PEEL_Plan', 'afi/7', 'Note');
    await preview.play({ does: 'rename table', table: 'PEEL_Plan', to: 'OurPlan' });
    await preview.play({ does: 'rename column', table: 'OurPlan', column: 'Note', to: 'What we say' });
    await preview.play({ does: 'rename sheet', sheetName: sheet, to: 'Board of November' });
    await worksBothWays('OurPlan', 'What we say');
    expect(preview.standing).toMatchObject({ name: 'OurPlan', sheetName: 'Board of November' });
    await preview.play({ does: 'rename column', table: 'OurPlan', column: 'What we say', to: 'Note' });
  });

  it('[T28] gets other columns beside ours, and ours are moved', async () => {
    await preview.play({ does: 'insert table columns', table: 'OurPlan', at: 1, count: 2 });
    await worksBothWays('OurPlan');
    const { sheet, address } = await cellOf('OurPlan', 'afi/7', 'Note');
    const letter = address.replace(/\d/g, '');
    await preview.play({ does: 'move columns', sheetName: sheet, lines: `${letter}:${letter}`, before: 'C' });
    await worksBothWays('OurPlan');
  });

  it('[T10] loses a column of ours: the others go on, and nothing of it is deleted', async () => {
    const { fields } = asha.replica.record('afi', 'afi/7') ?? {};
    const headings = Object.keys((await rowsOf('OurPlan')).get('afi/7') ?? {});
    await preview.play({ does: 'delete table columns', table: 'OurPlan', at: headings.indexOf('Owner'), count: 1 });
    await worksBothWays('OurPlan');
    expect(asha.replica.record('afi', 'afi/7')?.fields.owner).toBe(fields?.owner);
  });

  it('[T30] is moved to another place', async () => {
    const { sheet } = await cellOf('OurPlan', 'afi/7', 'Note');
    await preview.play({ does: 'insert rows', sheetName: sheet, lines: '1:3' });
    await preview.play({ does: 'insert columns', sheetName: sheet, lines: 'A:B' });
    await worksBothWays('OurPlan');
    await preview.play({ does: 'add sheet', sheetName: 'Elsewhere' });
    const address = await addressOf('OurPlan');
    await preview.play({ does: 'cut and paste', sheetName: sheet, address, to: 'B2', toSheet: 'Elsewhere' });
    expect(await addressOf('OurPlan')).toMatch(/^B2:/);
    await worksBothWays('OurPlan');
    expect(preview.standing.sheetName).toBe('Elsewhere');
  });

  it('[T10] loses its key column: nothing is sent or written, and the pane says what to do', async () => {
    await preview.play({ does: 'delete table columns', table: 'OurPlan', at: 0, count: 1 });
    await eventually(() => expect(preview.standing.notice).toContain('key column was deleted'));
    expect(preview.maria.loop.status.unsent).toBe(0);
    expect(preview.standing.deletedRows).toEqual([]);
  });

  it('[T31] is deleted: no record is, and the workbook forgets it', async () => {
    await preview.play({ does: 'delete table', table: 'OurPlan' });
    await eventually(() => expect(preview.state.tables).toEqual([]));
    expect((await settingKeys()).filter((key) => key.startsWith('peel.table.'))).toEqual([]);
    await preview.settle();
    expect(preview.maria.replica.all('afi')).toHaveLength(19);
  });

  it('[T31] becomes plain cells, by the person’s hand or from the pane', async () => {
    const name = preview.standing.name;
    await preview.play({ does: 'convert table to range', table: name });
    await eventually(() => expect(preview.state.tables).toEqual([]));
    const again = await preview.insert('plan');
    await preview.services.release(again.tableId);
    expect(preview.state.tables).toEqual([]);
    expect((await settingKeys()).filter((key) => key.startsWith('peel.table.'))).toEqual([]);
    const values = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem(again.place.sheetId);
      const tables = sheet.tables.getCount();
      const used = sheet.getUsedRange().load('values');
      await context.sync();
      return { tables: tables.value, rows: used.values.length };
    });
    expect(values).toEqual({ tables: 0, rows: 22 });
  });

  it('[T31] goes with its sheet', async () => {
    const { sheetName } = preview.standing;
    await preview.play({ does: 'delete sheet', sheetName });
    await eventually(() => expect(preview.state.tables).toEqual([]));
    expect((await settingKeys()).filter((key) => key.startsWith('peel.table.'))).toEqual([]);
  });
});

async function addressOf(name: string): Promise<string> {
  return await Excel.run(async (context) => {
    const range = context.workbook.tables.getItem(name).getRange().load('address');
    await context.sync();
    return range.address.slice(range.address.lastIndexOf('!') + 1);
  });
}
