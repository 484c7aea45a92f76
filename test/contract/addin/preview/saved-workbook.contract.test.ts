// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, expect, it, vi } from 'vitest';
import { emptyWorkbook } from '../../../../addin/preview/host/univer-grid.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

let office: HeadlessOffice | undefined;

afterAll(() => office?.host.dispose());

const functions = [
  { id: 'ASOF', name: 'ASOF', parameters: [{ name: 'topic', type: 'string' }], options: { stream: true } },
  { id: 'ONCE', name: 'ONCE', parameters: [] },
];

it('starts its functions again when it is opened, but not before the add-in has associated them', async () => {
  const started: string[] = [];
  const snapshot = emptyWorkbook(['Plan']);
  const cellData = { 0: { 0: { f: '=PEEL.ASOF("plan")', v: 'stale' }, 1: { f: '=PEEL.ONCE()', v: 'stale' } } };
  Object.assign(snapshot.sheets['sheet-1'] ?? {}, { cellData });
  office = await bootHeadlessOffice({
    functions: { functions },
    namespace: 'PEEL',
    snapshot,
    associate: () => {
      CustomFunctions.associate('ASOF', (topic: string, invocation: CustomFunctions.StreamingInvocation<string>) => {
        started.push(topic);
        invocation.setResult('31 October 2022');
      });
      CustomFunctions.associate('ONCE', () => 'fresh');
    },
  });
  const read = async (): Promise<unknown> =>
    Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Plan').getRange('A1:B1').load('values');
      await context.sync();
      return range.values;
    });
  await vi.waitFor(async () => expect(await read()).toEqual([['31 October 2022', 'fresh']]), { timeout: 5000 });
  expect(started).toEqual(['plan']);
});

it('is closed to the add-in while a person types in a cell', async () => {
  office?.host.playCellEditing(true);
  const write = (): Promise<void> =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Plan').getRange('A2').values = [[1]];
      await context.sync();
    });
  await expect(write()).rejects.toMatchObject({ code: 'InvalidOperationInCellEditMode' });
  office?.host.playCellEditing(false);
  await expect(write()).resolves.toBeUndefined();
});
