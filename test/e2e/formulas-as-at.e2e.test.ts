import { randomUUID } from 'node:crypto';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { excelSerial } from '../../shared/domain/calendar.ts';
import type { FieldValue } from '../../shared/sync/record.ts';
import { editOf } from '../support/dataset-state.ts';
import { SOON, textOf } from '../support/pane-actions.ts';
import { type PreviewUnderTest, startPreview } from '../support/preview-under-test.ts';
import { ServiceClient } from '../support/service-client.ts';
import { openWorkbook, type WorkbookWindow } from '../support/workbook-window.ts';

const SHEET = 'As at';
const PROMISED = excelSerial('2022-12-31');
const LOADING = 'Loading the plan’s history';

/** AFI 7 as the service holds it on a day, for the fields that are set together. */
const PRESENTED = { status: 'In progress', forecast: '2022-12-31' };

/** What the strategic planners' own client sends: AFI 7 has had these values since a day. */
async function mariaSets(effectiveOn: string, values: Readonly<Record<string, FieldValue>>): Promise<void> {
  const maria = await ServiceClient.signedIn(preview.origin, 'maria');
  const held = { id: 'afi/7', kind: 'afi', fields: PRESENTED } as const;
  const mutation = { ...editOf(held, values, { mutationId: randomUUID(), effectiveOn }), reason: 'As the minutes say' };
  const { results } = await maria.push(randomUUID(), { number: 1, mutations: [mutation] });
  expect(results[0]?.outcomes[0]).toMatchObject({ result: 'applied' });
}

const column = async (window: WorkbookWindow, address: string) => (await window.values(SHEET, address)).flat();

let preview: PreviewUnderTest;

beforeAll(async () => {
  preview = await startPreview();
});

afterAll(() => preview?.close());

describe('[S13] cells as at a day', () => {
  it('say that the history is loading, and then what held: never #BUSY! for good', async () => {
    const held: Route[] = [];
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha', {}, (page) =>
      page.route('**/changes', (route) => void held.push(route)),
    );
    await asha.addSheet(SHEET);
    await asha.type(SHEET, 'A1', '=PEEL.AFISTATUS(7,DATE(2022,10,31))');
    await expect.poll(() => asha.message(SHEET, 'A1'), SOON).toBe(`${SHEET} A1: #N/A Loading history`);
    await asha.type(SHEET, 'A2', '=PEEL.AFISTATUS(7)');
    await expect.poll(() => column(asha, 'A1:A2'), SOON).toEqual(['#N/A', 'In progress']);
    expect(await textOf(asha)).toContain(LOADING);

    for (const route of held) await route.continue();
    await expect.poll(() => column(asha, 'A1:A2'), SOON).toEqual(['In progress', 'In progress']);
    await expect.poll(() => textOf(asha), SOON).not.toContain(LOADING);
    for (const sheet of ['Plan', 'Calls', 'Try it']) {
      await expect.poll(async () => (await asha.values(sheet, 'A1:N40')).flat(), SOON).not.toContain('#BUSY!');
    }
    expect(held).toHaveLength(1);
    await asha.close();
  });

  it('before the report say when the AFI was published', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    await asha.addSheet(SHEET);
    await asha.type(SHEET, 'A1', '=PEEL.AFISTATUS(7,DATE(2022,10,31))');
    await asha.type(SHEET, 'A2', '=PEEL.AFISTATUS(7,DATE(2022,4,27))');
    await expect.poll(() => column(asha, 'A1:A2'), SOON).toEqual(['In progress', '#N/A']);
    const published = `${SHEET} A2: #N/A AFI 7 was published on 28 April 2022`;
    await expect.poll(() => asha.message(SHEET, 'A2'), SOON).toBe(published);
    expect(asha.errors).toEqual([]);
    await asha.close();
  });

  it('keep what held before a change, and follow it and its correction from their own days on', async () => {
    const asha = await openWorkbook(preview.browser, preview.origin, 'asha');
    const days = ['2022,11,29', '2022,11,30', '2023,1,15', '2023,1,16', '2023,2,1'];
    const onEachDay = (name: string) => days.map((day) => `=PEEL.${name}(7,DATE(${day}))`);
    await asha.addSheet(SHEET, [...onEachDay('AFISTATUS'), ...onEachDay('AFIDUE')]);
    const sees = (status: readonly string[], due: readonly number[]) =>
      expect.poll(() => column(asha, 'A1:A10'), SOON).toEqual([...status, ...due]);
    const [working, done] = ['In progress', 'Force complete'];
    await sees(Array(5).fill(working), Array(5).fill(PROMISED));

    await mariaSets('2023-01-16', { status: done });
    await sees([working, working, working, done, done], Array(5).fill(PROMISED));

    await mariaSets('2022-11-30', { forecast: '2023-01-31' });
    const revised = excelSerial('2023-01-31');
    await sees([working, working, working, done, done], [PROMISED, revised, revised, PROMISED, PROMISED]);
    expect(asha.errors).toEqual([]);
    await asha.close();
  });
});
