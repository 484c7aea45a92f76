// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLiveTables, type LiveTables } from '../../../../../addin/workbook/tables/rounds/live-tables.ts';
import type { Actor } from '../../../../../shared/domain/permissions.ts';
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
const ACTIONS = 'PEEL_Meeting_Actions';
const ASKS = /^Edited by somebody else, or on another computer: Note; send it as yours/;

let preview: TablePreview;
let asha: Office;

beforeAll(async () => {
  preview = await openTablePreview();
  asha = await preview.anotherOffice('asha');
  await preview.insert('plan');
  await preview.settle();
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

/** While nobody's add-in has the workbook open. */
async function typedMeanwhile(key: string, content: string): Promise<void> {
  await preview.die();
  await preview.type(PLAN, key, 'Note', content);
}
const noteOf = (office: Office, key: string) => office.replica.record('afi', key)?.fields;
const writerSetting = (): string => `peel.table.${preview.table(PLAN).tableId}.writer`;

describe('a table that another person wrote last', () => {
  it('[T47] what stands in it otherwise than written is not sent unasked, and the pane asks', async () => {
    await typedMeanwhile('afi/7', 'Typed in Maria’s browser');
    await preview.restart(DATASET, STAMP, asha);
    expect(preview.standing.troubles).toMatchObject([
      { key: 'afi/7', kind: 'edited by a co-author', text: 'Typed in Maria’s browser' },
    ]);
    expect((await rowsOf(PLAN)).get('afi/7')?.Sync).toMatch(ASKS);
    await preview.quiet();
    expect([asha.loop.status.unsent, noteOf(asha, 'afi/7')?.note]).not.toContain('Typed in Maria’s browser');
    expect(asha.loop.status.unsent).toBe(0);
  });

  it('[T47] what the person then types is sent at once, as ever', async () => {
    await preview.type(PLAN, 'afi/7', 'Owner', 'Asha’s own');
    await eventually(() => expect(noteOf(asha, 'afi/7')?.owner).toBe('Asha’s own'));
    await preview.type(PLAN, 'afi/14', 'Note', 'Not for Asha to send');
    await eventually(() =>
      expect(preview.standing.troubles).toContainEqual(expect.objectContaining({ key: 'afi/14', kind: 'refused' })),
    );
  });

  it('[T47] a refusal of theirs is not sent by the next person who might', async () => {
    await preview.restart();
    expect(preview.standing.troubles).toMatchObject([
      { key: 'afi/7', kind: 'edited by a co-author' },
      { key: 'afi/14', kind: 'edited by a co-author' },
    ]);
    await preview.quiet();
    expect(preview.maria.loop.status.unsent).toBe(0);
    expect(noteOf(preview.maria, 'afi/14')?.note).not.toBe('Not for Asha to send');
  });

  it('[T47] it is sent as the person’s own where they say so', async () => {
    const { tableId } = preview.standing;
    await preview.services.answerCoauthor(tableId, ['afi/14'], 'put back');
    await preview.services.answerCoauthor(tableId, ['afi/7'], 'send');
    expect(noteOf(preview.maria, 'afi/7')?.note).toBe('Typed in Maria’s browser');
    await preview.settle();
    await showsIn(PLAN, 'afi/7', 'Sync', 'Synced');
    await showsIn(PLAN, 'afi/14', 'Sync', 'Synced');
  });
});

describe('a table that the same person wrote last', () => {
  it('[T47] in another browser: nothing is sent unasked', async () => {
    await typedMeanwhile('afi/8', 'Typed at the other computer');
    await preview.restart(DATASET, 'browser-2');
    expect(preview.standing.troubles).toMatchObject([{ key: 'afi/8', kind: 'edited by a co-author' }]);
    expect(preview.maria.loop.status.unsent).toBe(0);
    await preview.services.answerCoauthor(preview.standing.tableId, ['afi/8'], 'put back');
  });

  it.each([
    ['damaged', '{"subject":'],
    ['somebody’s text', 7],
  ])('[T47] and that says so in a %s setting', async (_, value) => {
    await preview.restart(DATASET, STAMP);
    await preview.type(PLAN, 'afi/8', 'Owner', `Makes Maria the last writer ${value}`);
    await preview.settle();
    await typedMeanwhile('afi/8', 'Whose is this');
    await Excel.run(async (context) => {
      context.workbook.settings.add(writerSetting(), value);
      await context.sync();
    });
    await preview.restart(DATASET, STAMP);
    expect(preview.standing.troubles).toMatchObject([{ key: 'afi/8', kind: 'edited by a co-author' }]);
    expect(preview.maria.loop.status.unsent).toBe(0);
    await preview.services.answerCoauthor(preview.standing.tableId, ['afi/8'], 'put back');
  });

  describe('and in whose window another person signs in', () => {
    const [maria, ben] = ['maria', 'ben'].map(
      (subject): Actor => ({ subject, name: subject, role: 'manager', offices: [] }),
    );
    const state = { person: maria ?? null, asked: [] as string[], onEdit: () => {} };
    let live: LiveTables;

    beforeAll(async () => {
      const { replica } = preview.maria;
      await preview.die();
      live = createLiveTables({
        replica: {
          ...replica,
          get state() {
            return replica.state;
          },
          person: () => state.person,
          editAll: async (requests) => {
            state.asked.push(...requests.map(({ recordId }) => recordId));
            state.onEdit();
            return requests.map(() => ({ saved: false, problems: [{ path: '', code: 'x', message: 'Not yours' }] }));
          },
        },
        ...{ datasetId: DATASET, stamp: STAMP, now: () => NOW.toISOString(), after: () => () => {}, onRound: () => {} },
      });
      await live.bringUpToDate();
    });
    afterAll(async () => {
      await live.dispose();
      await preview.restart();
      await preview.services.answerCoauthor(preview.standing.tableId, ['afi/9', 'afi/10'], 'put back');
    });
    const kinds = () => live.tables[0]?.turn?.work.problems.map(({ kind }) => kind);

    it('[T47] what the first could not send is not sent for the second', async () => {
      await preview.type(PLAN, 'afi/9', 'Note', 'Refused to Maria');
      await live.bringUpToDate();
      expect([state.asked, kinds()]).toEqual([['afi/9'], ['refused']]);
      state.person = ben ?? null;
      state.asked = [];
      await live.bringUpToDate();
      await live.bringUpToDate();
      expect([state.asked, kinds()]).toEqual([[], ['edited by a co-author']]);
    });

    it('[T47] while it is being sent: no part of it goes under the second name', async () => {
      await preview.type(PLAN, 'afi/10', 'Note', 'Ben’s');
      await preview.type(PLAN, 'afi/10', 'Owner', 'Ben’s too');
      state.onEdit = () => {
        state.person = maria ?? null;
      };
      await live.bringUpToDate();
      expect(state.asked).toEqual(['afi/10']);
      expect(kinds()).toEqual(Array(3).fill('edited by a co-author'));
    });
  });
});

describe('a new row that somebody else entered', () => {
  const count = (): number => preview.maria.replica.all('meeting-action').length;
  const theirs = () => preview.table(ACTIONS).troubles.filter(({ key }) => key === '');
  let before = 0;

  async function addRow(text: string, isCoauthors: boolean): Promise<void> {
    const rows = [...(await rowsOf(ACTIONS)).values()];
    await preview.play({ does: 'insert table rows', table: ACTIONS, at: rows.length, count: 1 });
    const { sheet: sheetName, address } = await cellOf(ACTIONS, String(rows[0]?.Key), 'Board');
    const row = Number(address.replace(/\D/g, '')) + rows.length;
    const column = address.charCodeAt(0);
    const cells = `${String.fromCharCode(column)}${row}:${String.fromCharCode(column + 4)}${row}`;
    const values = [[rows[0]?.Board ?? '', '31 Oct 2022', text, 'Chief Constable', rows[0]?.State ?? '']];
    if (isCoauthors) preview.workbook.office.host.playCoauthor({ sheetName, address: cells, values });
    else await preview.play({ does: 'enter', sheetName, address: cells, values });
  }
  const sync = async (): Promise<unknown> => (await rowsOf(ACTIONS)).get('')?.Sync;

  it('[T26] is not sent unasked, and nothing is said in its Sync cell, which is for their add-in', async () => {
    await preview.insert('meeting-actions');
    before = count();
    await addRow('A guest’s row', true);
    await eventually(() => expect(theirs()).toMatchObject([{ kind: 'edited by a co-author' }]));
    expect([count(), await sync()]).toEqual([before, '']);
  });

  it('[T26] is theirs for the next runtime, and while they go on typing', async () => {
    await preview.restart();
    expect([theirs().length, count(), await sync()]).toEqual([1, before, '']);
    const { sheet: sheetName, address } = await cellOf(ACTIONS, '', 'Action');
    preview.workbook.office.host.playCoauthor({ sheetName, address, values: [['A guest’s longer row']] });
    await eventually(() => expect(theirs()).toMatchObject([{ kind: 'edited by a co-author' }]));
    await preview.quiet();
    expect([theirs().length, count(), await sync()]).toEqual([1, before, '']);
  });

  it('[T27] is sent as mine by itself, while one’s own is sent as ever', async () => {
    await addRow('My own row', false);
    await eventually(() => expect(count()).toBe(before + 1));
    const [guests] = theirs();
    await preview.services.answerCoauthor(preview.table(ACTIONS).tableId, [guests?.answeredBy ?? ''], 'send');
    expect([theirs(), count()]).toEqual([[], before + 2]);
    await preview.settle();
    expect([...(await rowsOf(ACTIONS)).values()].map(({ Action }) => Action)).toEqual(
      expect.arrayContaining(['A guest’s longer row', 'My own row']),
    );
  });
});
