// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentSettings } from '../../../../addin/preview/host/model/document-settings.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';
import { failure } from './sheet-driver.ts';

let office: HeadlessOffice;

/** What the workbook's last session left: a setting, and that the add-in is to start with the document. */
function lastSession(): Record<string, unknown> {
  const settings = new DocumentSettings({ 'peel.table.1': { kind: 'plan' } });
  settings.startState = 'Background';
  return settings.save();
}

beforeAll(async () => {
  office = await bootHeadlessOffice({
    functions: { functions: [] },
    namespace: 'PEEL',
    documentSettings: lastSession(),
    requirementSets: { ExcelApi: '1.14' },
  });
});
afterAll(() => office.host.dispose());

const settingKeys = (): Promise<string[]> =>
  Excel.run(async (context) => {
    const settings = context.workbook.settings.load('items/key');
    await context.sync();
    return settings.items.map(({ key }) => key);
  });

describe('a workbook that is opened again', () => {
  it('has the settings of its last session, and still starts the add-in, which is no setting', async () => {
    expect(await settingKeys()).toEqual(['peel.table.1']);
    expect(Office.context.document.settings.get('peel.table.1')).toEqual({ kind: 'plan' });
    expect(await Office.addin.getStartupBehavior()).toBe('Load');
  });

  it('hands on what this session changed', async () => {
    await Excel.run(async (context) => {
      const { settings } = context.workbook;
      settings.add('peel.table.1', { kind: 'vawg' });
      settings.add('peel.table.2', 'Größe');
      await context.sync();
      settings.getItem('peel.table.2').value = [1, null, { day: 44652 }];
      await context.sync();
    });
    const next = new DocumentSettings(office.host.saveDocumentSettings());
    expect(next.keys()).toEqual(['peel.table.1', 'peel.table.2']);
    expect([next.get('peel.table.1'), next.get('peel.table.2')]).toEqual([{ kind: 'vawg' }, [1, null, { day: 44652 }]]);
    expect(next.startState).toBe('Background');
    await Office.addin.setStartupBehavior(Office.StartupBehavior.none);
    expect(new DocumentSettings(office.host.saveDocumentSettings()).startState).toBe('Inactive');
  });

  it('in an older Excel lacks what came later, and nothing else', async () => {
    const { requirements } = Office.context;
    expect(requirements.isSetSupported('ExcelApi', '1.14')).toBe(true);
    expect(requirements.isSetSupported('ExcelApi', '1.15')).toBe(false);
    expect(requirements.isSetSupported('SharedRuntime', '1.1')).toBe(true);
    const error = await failure(() =>
      Excel.run(async (context) => {
        context.workbook.notes.getCount();
        await context.sync();
      }),
    );
    expect(error.code).toBe('ApiNotFound');
  });
});

describe('while a person types in a cell', () => {
  it('every batch fails whole: nothing of it is done, and nothing is read', async () => {
    const write = (): Promise<unknown> =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem('Sheet1');
        sheet.getRange('A1').values = [['written']];
        sheet.getRange('A1').format.fill.color = '#FDE7E9';
        sheet.getRange('A2').dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } };
        context.workbook.settings.add('peel.memory', 'changed');
        await context.sync();
      });
    const read = (): Promise<unknown> =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem('Sheet1');
        const cell = sheet.getRange('A1').load('values');
        const { fill } = sheet.getRange('A1').format;
        const { dataValidation } = sheet.getRange('A2');
        fill.load('color');
        dataValidation.load('type');
        await context.sync();
        return [cell.values, fill.color, dataValidation.type];
      });
    office.host.playCellEditing(true);
    expect((await failure(write)).code).toBe('InvalidOperationInCellEditMode');
    expect((await failure(read)).code).toBe('InvalidOperationInCellEditMode');
    office.host.playCellEditing(false);
    expect(await read()).toEqual([[['']], '#FFFFFF', 'None']);
    expect(await settingKeys()).not.toContain('peel.memory');
    await write();
    expect(await read()).toEqual([[['written']], '#FDE7E9', 'List']);
  });
});
