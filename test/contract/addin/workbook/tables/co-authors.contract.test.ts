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

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

async function coauthorTypes(key: string, heading: string, content: string): Promise<void> {
  const { sheet, address } = await cellOf(PLAN, key, heading);
  preview.workbook.office.host.playCoauthor({ sheetName: sheet, address, values: [[content]] });
}
const unsent = () => preview.maria.loop.status.unsent;

describe('another person in the same workbook', () => {
  it('[T26] whose add-in sends what they typed: it is not sent again, and nobody is asked', async () => {
    await asha.replica.edit({ kind: 'afi', recordId: 'afi/7', values: { note: 'Asha, in the shared file' } });
    await asha.loop.syncNow();
    await coauthorTypes('afi/7', 'Note', 'Asha, in the shared file');
    await preview.quiet();
    expect(unsent()).toBe(0);
    await preview.settle();
    await showsIn(PLAN, 'afi/7', 'Sync', 'Synced');
    expect(preview.standing.troubles).toEqual([]);
  });

  it('[T27] who has no add-in: what they typed stays, is not sent unasked, and the pane asks', async () => {
    await coauthorTypes('afi/8', 'Note', 'Typed by a guest');
    await eventually(() => expect(preview.standing.troubles).toMatchObject([{ key: 'afi/8', heading: 'Note' }]));
    expect(preview.standing.troubles[0]).toMatchObject({ kind: 'edited by a co-author', text: 'Typed by a guest' });
    expect((await rowsOf(PLAN)).get('afi/8')).toMatchObject({
      Note: 'Typed by a guest',
      Sync: expect.stringMatching(/^Edited by somebody else, or on another computer: Note; send it as yours/),
    });
    await preview.settle();
    expect(unsent()).toBe(0);
    await asha.loop.syncNow();
    expect(asha.replica.record('afi', 'afi/8')?.fields.note).not.toBe('Typed by a guest');
  });

  it('[T27] it is still theirs for the next runtime', async () => {
    await preview.restart();
    expect(preview.standing.troubles).toMatchObject([{ key: 'afi/8', kind: 'edited by a co-author' }]);
    expect(unsent()).toBe(0);
  });

  it('[T27] the person sends it as their own', async () => {
    await preview.services.answerCoauthor(preview.standing.tableId, ['afi/8'], 'send');
    await showsIn(PLAN, 'afi/8', 'Sync', 'Waiting');
    await preview.settle();
    await asha.loop.syncNow();
    expect(asha.replica.record('afi', 'afi/8')?.fields.note).toBe('Typed by a guest');
    await showsIn(PLAN, 'afi/8', 'Sync', 'Synced');
  });

  it('[T27] or puts back what the dataset has', async () => {
    await coauthorTypes('afi/8', 'Note', 'Typed again');
    await eventually(() => expect(preview.standing.troubles).toHaveLength(1));
    await preview.services.answerCoauthor(preview.standing.tableId, ['afi/8'], 'put back');
    expect((await rowsOf(PLAN)).get('afi/8')).toMatchObject({ Note: 'Typed by a guest', Sync: 'Synced' });
  });
});
