// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PaneVisibility, RibbonControlUpdate } from '../../../../addin/preview/host/preview-host.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

let office: HeadlessOffice;
let token: string | undefined = 'a token';

beforeAll(async () => {
  office = await bootHeadlessOffice({
    functions: { functions: [] },
    namespace: 'PEEL',
    token: () => token,
    documentSettings: { dataset: 'kent-2021-22' },
  });
});
afterAll(() => office.host.dispose());

it('is Excel on a PC to the client', () => {
  expect(Office.context.host).toBe('Excel');
  expect(Office.context.platform).toBe('PC');
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.18')).toBe(true);
  expect(Office.context.requirements.isSetSupported('SharedRuntime', '1.1')).toBe(true);
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.99')).toBe(false);
});

it('runs a ribbon command until it says that it is done', async () => {
  const pressed: string[] = [];
  Office.actions.associate('refreshPlan', (event: Office.AddinCommands.Event) => {
    pressed.push(event.source.id);
    event.completed();
  });
  await office.host.clickRibbon('refreshPlan');
  expect(pressed).toEqual(['refreshPlan']);
});

it('says so when no function is associated with a ribbon command', async () => {
  await expect(office.host.clickRibbon('nobody')).rejects.toThrow('nobody');
});

it('passes on what the add-in does to its ribbon', async () => {
  const updates: RibbonControlUpdate[] = [];
  office.host.onRibbonUpdate((control) => updates.push(control));
  await Office.ribbon.requestUpdate({
    tabs: [{ id: 'PeelTab', visible: true, groups: [{ id: 'Plan', controls: [{ id: 'Refresh', enabled: false }] }] }],
  });
  expect(updates).toEqual([
    { id: 'PeelTab', visible: true },
    { id: 'Refresh', enabled: false },
  ]);
});

it('shows and hides the pane for the add-in and for the person, and tells both', async () => {
  const heardByPage: PaneVisibility[] = [];
  const heardByAddin: string[] = [];
  office.host.onVisibility((visibility) => heardByPage.push(visibility));
  const remove = await Office.addin.onVisibilityModeChanged((message) => heardByAddin.push(message.visibilityMode));
  await Office.addin.hide();
  office.host.setVisibility('Visible');
  await Office.addin.showAsTaskpane();
  expect(heardByPage).toEqual(['Hidden', 'Visible']);
  expect(office.host.visibility).toBe('Visible');
  await vi.waitFor(() => expect(heardByAddin).toEqual(['Hidden', 'Taskpane']));
  await remove();
});

it('remembers whether the add-in starts with the document', async () => {
  expect(await Office.addin.getStartupBehavior()).toBe('None');
  expect(office.host.startupBehavior).toBe('none');
  await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
  expect(await Office.addin.getStartupBehavior()).toBe('Load');
  expect(office.host.startupBehavior).toBe('load');
});

it('keeps the settings of the document, for both ways of reading them', async () => {
  const { settings } = Office.context.document;
  expect(settings.get('dataset')).toBe('kent-2021-22');
  settings.set('asAt', { date: '2022-10-31' });
  await new Promise((resolve) => settings.saveAsync(resolve));
  const seen = await Excel.run(async (context) => {
    const saved = context.workbook.settings.getItem('asAt').load('value');
    context.workbook.settings.add('office', 'PSD');
    const none = context.workbook.settings.getItemOrNullObject('nothing');
    context.workbook.settings.load('items/key');
    await context.sync();
    context.workbook.settings.getItem('office').delete();
    const deleted = context.workbook.settings.getItemOrNullObject('office');
    await context.sync();
    const keys = context.workbook.settings.items.map((setting) => setting.key);
    return [saved.value, none.isNullObject, keys, deleted.isNullObject];
  });
  expect(seen).toEqual([{ date: '2022-10-31' }, true, ['dataset', 'asAt', 'office'], true]);
});

it('stores what the runtime stores', async () => {
  await OfficeRuntime.storage.setItem('client', 'one');
  expect(await OfficeRuntime.storage.getItem('client')).toBe('one');
  await OfficeRuntime.storage.removeItem('client');
});

it('hands out the access token, and 13001 when nobody is signed in', async () => {
  expect(await Office.auth.getAccessToken()).toBe('a token');
  token = undefined;
  await expect(Office.auth.getAccessToken()).rejects.toMatchObject({ code: 13_001 });
});

it('opens a saved workbook again', () => {
  office.grid.workbook.getActiveSheet().getRange('A1').setValue('kept');
  const snapshot = office.host.saveSnapshot();
  expect(JSON.parse(JSON.stringify(snapshot)).sheets['sheet-1'].cellData['0']['0'].v).toBe('kept');
});
