// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIMS } from '../../../../unit/functions/service-fixtures.ts';
import { eventually, OPENS_WITHIN_MS, openTablePreview, rowsOf, showsIn, type TablePreview } from './table-workbook.ts';

const PLAN = 'PEEL_Plan';

let preview: TablePreview;

beforeAll(async () => {
  // she is a reader since she last signed in, and her add-in does not know it yet
  preview = await openTablePreview({ ...CLAIMS.maria, roles: CLAIMS.owen.roles ?? '' });
  await preview.insert('plan');
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

describe('[S8] an edit that the service refuses', () => {
  it('[T20] the text stays, marked, with the service’s reason', async () => {
    await preview.type(PLAN, 'afi/7', 'Note', 'No longer allowed');
    await eventually(() => expect(preview.standing.troubles).toHaveLength(1));
    const [returned] = preview.maria.loop.status.returned;
    expect(returned?.result).toBe('rejected');
    expect(preview.standing.troubles).toMatchObject([
      {
        key: 'afi/7',
        heading: 'Note',
        text: 'No longer allowed',
        kind: 'refused',
        why: returned?.problems[0]?.message,
      },
    ]);
    expect((await rowsOf(PLAN)).get('afi/7')).toMatchObject({
      Note: 'No longer allowed',
      Sync: expect.stringMatching(/^Refused: /),
    });
    expect(preview.maria.replica.record('afi', 'afi/7')?.fields.note).not.toBe('No longer allowed');
  });

  it('[T20] it is still there for the next runtime, and is not sent again unasked', async () => {
    const sent = () => preview.maria.loop.status.returned.map(({ mutation }) => mutation.mutationId);
    const before = sent();
    await preview.restart();
    await preview.settle();
    expect(sent()).toEqual(before);
    expect(preview.standing.troubles).toMatchObject([{ key: 'afi/7', text: 'No longer allowed' }]);
  });

  it('[T21] giving it up shows what the dataset has', async () => {
    const note = preview.maria.replica.record('afi', 'afi/7')?.fields.note ?? '';
    await preview.services.putBack(preview.standing.tableId, ['afi/7']);
    await showsIn(PLAN, 'afi/7', 'Note', note);
    expect((await rowsOf(PLAN)).get('afi/7')?.Sync).toBe('Synced');
    expect(preview.maria.loop.status.returned).toEqual([]);
  });
});
