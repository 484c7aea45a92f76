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
  await preview.settle();
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

const noteFromAsha = async (text: string): Promise<void> => {
  expect(await asha.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: text } })).toMatchObject({
    saved: true,
  });
  await asha.loop.syncNow();
  await preview.maria.loop.syncNow();
};
const column = async (heading: string): Promise<string> => {
  const letter = (await cellOf(PLAN, 'afi/7', heading)).address.replace(/\d/g, '');
  return `${letter}:${letter}`;
};

describe('a table that a person arranges', () => {
  it('[T12] what they made of a cell’s looks stays when another office’s change comes into it', async () => {
    const { address } = await cellOf(PLAN, 'afi/7', 'Note');
    const looks = (change?: (format: Excel.RangeFormat) => void) =>
      Excel.run(async (context) => {
        const { format } = context.workbook.worksheets.getItem(sheetName).getRange(address);
        change?.(format);
        format.fill.load('color');
        format.font.load('bold');
        await context.sync();
        return [format.fill.color, format.font.bold];
      });
    await looks(({ fill, font }) => {
      fill.color = '#FFF2CC';
      font.bold = true;
    });
    await noteFromAsha('Into a coloured cell');
    await showsIn(PLAN, 'afi/7', 'Note', 'Into a coloured cell');
    expect(await looks()).toEqual(['#FFF2CC', true]);
  });

  it('[T10] a hidden column follows as well, and what is pasted across it is sent', async () => {
    for (const heading of ['Key', 'Note'])
      await preview.play({ does: 'hide columns', sheetName, lines: await column(heading) });
    await noteFromAsha('While its column is hidden');
    await showsIn(PLAN, 'afi/7', 'Note', 'While its column is hidden');
    await preview.type(PLAN, 'afi/8', 'Note', 'Pasted across it');
    await preview.quiet();
    expect(preview.maria.replica.record('afi', 'afi/8')?.fields.note).toBe('Pasted across it');
    for (const heading of ['Key', 'Note'])
      await preview.play({ does: 'show columns', sheetName, lines: await column(heading) });
    await preview.settle();
  });

  it('[T33] cells are not merged within it; merged ones beside it do not matter', async () => {
    const { address } = await cellOf(PLAN, 'afi/7', 'Status');
    const below = address.replace(/\d+/, (row) => String(Number(row) + 1));
    const before = await rowsOf(PLAN);
    await expect(preview.play({ does: 'merge', sheetName, address: `${address}:${below}` })).rejects.toThrow(
      'cannot be merged',
    );
    expect(await rowsOf(PLAN)).toEqual(before);

    const row = Number(address.replace(/\D/g, ''));
    await preview.play({ does: 'merge', sheetName, address: `R${row - 1}:S${row + 1}` });
    await noteFromAsha('Beside merged cells');
    await showsIn(PLAN, 'afi/7', 'Note', 'Beside merged cells');
    await preview.type(PLAN, 'afi/7', 'Owner', 'Ch Insp Hart');
    await preview.quiet();
    await preview.settle();
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({ Owner: 'Ch Insp Hart', Sync: 'Synced' });
    await preview.play({ does: 'unmerge', sheetName, address: `R${row - 1}:S${row + 1}` });
  });
});

describe('an edit that is undone', () => {
  const status = () => preview.maria.replica.record('afi', 'afi/9')?.fields.status;

  it('[T34] before it was heard of is none', async () => {
    await preview.play({ does: 'show sheet', sheetName });
    const before = status();
    await preview.type(PLAN, 'afi/9', 'Status', 'Force complete');
    await preview.play({ does: 'undo' });
    await preview.quiet();
    expect((await rowsOf(PLAN)).get('afi/9')).toMatchObject({ Status: before, Sync: 'Synced' });
    expect([status(), preview.maria.loop.status.unsent]).toEqual([before, 0]);
  });

  it('[T34] after it was sent is an edit like any other, also where what the add-in wrote is undone with it', async () => {
    const before = status();
    await preview.type(PLAN, 'afi/9', 'Status', 'Force complete');
    await preview.quiet();
    await preview.settle();
    expect((await rowsOf(PLAN)).get('afi/9')).toMatchObject({ Status: 'Force complete', Sync: 'Synced' });
    await eventually(async () => {
      await preview.play({ does: 'undo' });
      expect((await rowsOf(PLAN)).get('afi/9')?.Status).toBe(before);
    });
    await preview.quiet();
    await preview.settle();
    expect((await rowsOf(PLAN)).get('afi/9')).toMatchObject({ Status: before, Sync: 'Synced' });
    await asha.loop.syncNow();
    expect([status(), asha.replica.record('afi', 'afi/9')?.fields.status]).toEqual([before, before]);
  });
});
