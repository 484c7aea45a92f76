// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLiveTables } from '../../../../../addin/workbook/tables/rounds/live-tables.ts';
import { DATASET, NOW } from '../../../../unit/functions/service-fixtures.ts';
import type { Office } from '../../sync/office.ts';
import {
  cellOf,
  eventually,
  OPENS_WITHIN_MS,
  openTablePreview,
  rowsOf,
  STAMP,
  showsIn,
  type TablePreview,
} from './table-workbook.ts';

const PLAN = 'PEEL_Plan';

let preview: TablePreview;
let asha: Office;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

const commitsOf = async (text: string): Promise<number> => {
  await asha.loop.syncNow();
  const commits = await preview.service.dependencies.repository.commitsAfter(DATASET, 0, 10_000);
  return commits.flatMap(({ changes }) => changes).filter(({ changes }) => changes.note?.value === text).length;
};

describe('a runtime that dies', () => {
  it('[T17] before it heard of an edit: the next one finds the edit, and sends it once', async () => {
    const { sheet: sheetName, address } = await cellOf(PLAN, 'afi/7', 'Note');
    const typed = preview.play({ does: 'enter', sheetName, address, values: [['Nobody listened']] });
    await preview.restart();
    await typed;
    await preview.settle();
    await showsIn(PLAN, 'afi/7', 'Sync', 'Synced');
    expect(await commitsOf('Nobody listened')).toBe(1);
  });

  it('[T17] between saving an edit and writing: the next one knows it, and sends it once', async () => {
    const { replica } = preview.maria;
    await preview.die();
    await preview.type(PLAN, 'afi/7', 'Note', 'Saved and not written');
    const dying = createLiveTables({
      // the batch that writes never comes back
      replica: {
        ...replica,
        get state() {
          return replica.state;
        },
        editAll: async (requests) => {
          const saved = await replica.editAll(requests);
          preview.workbook.office.host.playCellEditing(true);
          return saved;
        },
      },
      datasetId: DATASET,
      stamp: STAMP,
      now: () => NOW.toISOString(),
      after: () => () => {},
      onRound: () => {},
    });
    await dying.bringUpToDate();
    preview.workbook.office.host.playCellEditing(false);
    await dying.dispose();
    expect(replica.record('afi', 'afi/7')?.fields.note).toBe('Saved and not written');
    expect((await rowsOf(PLAN)).get('afi/7')?.Sync).toBe('Synced');
    await preview.restart();
    await preview.settle();
    await showsIn(PLAN, 'afi/7', 'Sync', 'Synced');
    expect(await commitsOf('Saved and not written')).toBe(1);
  });

  it('[T17] with a row that was new: it becomes one record', async () => {
    await preview.insert('meeting-actions');
    const table = 'PEEL_Meeting_Actions';
    const rows = [...(await rowsOf(table)).values()];
    const count = preview.maria.replica.all('meeting-action').length;
    await preview.play({ does: 'insert table rows', table, at: rows.length, count: 1 });
    const { sheet: sheetName, address } = await cellOf(table, '', 'Board');
    const [row, column] = [address.replace(/\D/g, ''), address.charCodeAt(0)];
    const cells = `${address}:${String.fromCharCode(column + 4)}${row}`;
    const values = [[rows[0]?.Board ?? '', '31 Oct 2022', 'A new row', 'Chief Constable', rows[0]?.State ?? '']];
    await preview.play({ does: 'enter', sheetName, address: cells, values });
    await preview.restart();
    await eventually(() => expect(preview.maria.replica.all('meeting-action')).toHaveLength(count + 1));
    await preview.restart();
    await preview.settle();
    expect(preview.maria.replica.all('meeting-action')).toHaveLength(count + 1);
    expect((await rowsOf(table)).size).toBe(rows.length + 1);
  });
});

describe('a person who works on while a round is under way', () => {
  it('[T13] [T46] sorts and types between reading and writing: each row gets its own, and nothing typed is written over', async () => {
    const { replica } = preview.maria;
    await preview.die();
    await preview.type(PLAN, 'afi/7', 'Note', 'Read before the sort');
    let isFirst = true;
    const live = createLiveTables({
      replica: {
        ...replica,
        get state() {
          return replica.state;
        },
        editAll: async (requests) => {
          const saved = await replica.editAll(requests);
          if (!isFirst) return saved;
          isFirst = false;
          await preview.play({ does: 'sort table', table: PLAN, column: 'AFI', isDescending: true });
          await preview.type(PLAN, 'afi/8', 'Note', 'Typed meanwhile');
          return saved;
        },
      },
      datasetId: DATASET,
      stamp: STAMP,
      now: () => NOW.toISOString(),
      after: () => () => {},
      onRound: () => {},
    });
    await live.bringUpToDate();
    const rows = await rowsOf(PLAN);
    expect([...rows.keys()][0]).toBe('afi/19');
    for (const { id, fields } of replica.all('afi'))
      expect(rows.get(id)).toMatchObject({ AFI: fields.number, Status: fields.status, Note: fields.note ?? '' });
    expect(replica.record('afi', 'afi/8')?.fields.note).toBe('Typed meanwhile');
    expect(rows.get('afi/7')).toMatchObject({
      Note: 'Read before the sort',
      Sync: expect.stringMatching(/^(Waiting|Synced)$/),
    });
    await live.dispose();
    await preview.restart();
  });
});
