// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableKindName } from '../../../../../addin/workbook/tables/table-kind.ts';
import type { RecordKind } from '../../../../../shared/domain/record-kinds.ts';
import {
  cellOf,
  eventually,
  OPENS_WITHIN_MS,
  openTablePreview,
  rowsOf,
  settingKeys,
  type TablePreview,
} from './table-workbook.ts';

let preview: TablePreview;

beforeAll(async () => {
  preview = await openTablePreview();
}, OPENS_WITHIN_MS);
afterAll(() => preview.close());

const onSheet = <T>(name: string, work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T>) =>
  Excel.run((context) => work(context.workbook.worksheets.getItem(name), context));

describe('a table that is inserted', () => {
  it('a workbook without tables pays one look at its settings, and hears no events', async () => {
    const before = await settingKeys();
    await preview.restart();
    expect(preview.state).toMatchObject({ tables: [], agreedAt: null });
    expect(await settingKeys()).toEqual(before);
  });

  it('[T7] has its own name, formats, lists, a frozen header, a grey key and a Sync column', async () => {
    await preview.insert('plan');
    const { sheet: name, address } = await cellOf('PEEL_Plan', 'afi/7', 'Status');
    const row = address.replace(/\D/g, '');
    const looks = await onSheet(name, async (sheet, context) => {
      const header = sheet.tables.getItem('PEEL_Plan').getHeaderRowRange().load('values, address');
      const title = sheet.getRange('A1').load('values');
      const frozen = sheet.freezePanes.getLocationOrNullObject().load('address');
      const key = sheet.getRange(`A${row}`);
      key.format.fill.load('color');
      const status = sheet.getRange(address).dataValidation.load('rule, errorAlert');
      const forecast = sheet.getRange(`E${row}`).load('numberFormat');
      await context.sync();
      return { header, title, frozen, key, status, forecast };
    });
    const [headings = []] = looks.header.values;
    expect([headings[0], headings.at(-1)]).toEqual(['Key', 'Sync']);
    expect(looks.title.values).toEqual([['Improvement plan']]);
    expect(looks.frozen.address).toMatch(/1:3$/);
    expect(looks.key.format.fill.color).toBe('#EDEDED');
    expect(looks.status.rule.list?.source).toContain('In progress');
    expect(looks.status.errorAlert).toMatchObject({ style: 'Stop', showAlert: true });
    expect(looks.status.errorAlert.message).toMatch(/^Choose one of: /);
    expect(looks.forecast.numberFormat).toEqual([['dd mmm yyyy']]);
  });

  it('[T43] stands below a live stamp of when it was last synced', async () => {
    const { sheet: name } = await cellOf('PEEL_Plan', 'afi/7', 'Status');
    const stamp = () =>
      onSheet(name, async (sheet, context) => {
        const cell = sheet.getRange('A2').load('values');
        await context.sync();
        return cell.values[0]?.[0];
      });
    await eventually(async () => expect(await stamp()).toMatch(/^Last synced \d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d$/));
  });

  it('[T2] of a channel’s calls shows quarter totals as formulas', async () => {
    await preview.insert('calls', { channel: '101' });
    await preview.workbook.office.host.calculationSettled();
    const name = 'PEEL_Calls_101';
    const { sheet, address } = await cellOf(name, 'total/Q2 2022/23', 'Received');
    const total = () =>
      onSheet(sheet, async (worksheet, context) => {
        const cell = worksheet.getRange(address).load('values, formulas');
        await context.sync();
        return [cell.formulas[0]?.[0], cell.values[0]?.[0]];
      });
    const months = preview.maria.replica
      .all('call-month')
      .filter(
        ({ fields: { channel, month } }) => channel === '101' && ['2022-07', '2022-08', '2022-09'].includes(month),
      );
    const received = months.reduce((sum, { fields }) => sum + fields.received, 0);
    await eventually(async () =>
      expect(await total()).toEqual(['=PEEL.CALLTOTAL("101","Q2 2022/23","Received")', received]),
    );
    const rows = await rowsOf(name);
    expect(rows.get('call-month/101/2022-07')).toMatchObject({ Quarter: 'Q2 2022/23', Sync: 'Synced' });
    expect(rows.get('total/Q2 2022/23')).toMatchObject({ Quarter: 'Total Q2', Sync: '' });
  });

  it('[T3] of VAWG has a row for each record', () => hasRowForEach('vawg', 'PEEL_VAWG', 'vawg-period'));

  it('[T4] of measures has a row for each record', () => hasRowForEach('measures', 'PEEL_Measures', 'observation'));

  it('[T5] of meeting actions has a row for each record', () =>
    hasRowForEach('meeting-actions', 'PEEL_Meeting_Actions', 'meeting-action'));

  async function hasRowForEach(kind: TableKindName, name: string, recordKind: RecordKind): Promise<void> {
    const standing = await preview.insert(kind);
    expect(standing).toMatchObject({ name, troubles: [], deletedRows: [] });
    const rows = await rowsOf(name);
    const records = preview.maria.replica.all(recordKind);
    expect(records.length).toBeGreaterThan(5);
    expect(rows.size).toBe(records.length);
    for (const { id } of records) expect(rows.get(id)).toMatchObject({ Sync: 'Synced' });
  }

  it('[T9] with chosen columns has only those, and a second one its own name', async () => {
    const standing = await preview.insert('plan', {}, { columns: ['number', 'status'] });
    expect(standing.name).toBe('PEEL_Plan_2');
    const rows = await rowsOf('PEEL_Plan_2');
    expect(Object.keys(rows.get('afi/7') ?? {})).toEqual(['Key', 'AFI', 'Status', 'Sync']);
    await preview.type('PEEL_Plan_2', 'afi/9', 'Status', 'Force complete');
    await eventually(async () => expect((await rowsOf('PEEL_Plan')).get('afi/9')?.Status).toBe('Force complete'));
  });

  it('[T7] offers in its lists what the dataset has by now', async () => {
    const listOf = async (): Promise<string> => {
      const { sheet: name, address } = await cellOf('PEEL_Plan', 'afi/7', 'Lead office');
      return await onSheet(name, async (sheet, context) => {
        const validation = sheet.getRange(address).dataValidation.load('rule');
        await context.sync();
        return validation.rule.list?.source.toString() ?? '';
      });
    };
    expect(await listOf()).not.toContain('Estates');
    const dana = await preview.anotherOffice('dana');
    const made = await dana.replica.edit({
      kind: 'office',
      recordId: 'office/estates',
      values: { name: 'Estates', example: false },
    });
    expect(made).toMatchObject({ saved: true });
    await dana.loop.syncNow();
    await preview.maria.loop.syncNow();
    await eventually(async () => expect(await listOf()).toContain('Estates'));
    expect(await preview.writesDuring(() => preview.settle())).toEqual([]);
  });

  it('[T44] the person chooses whether the add-in loads with the workbook', async () => {
    const { host } = preview.workbook.office;
    await preview.services.setLoadsWithWorkbook(true);
    expect([host.startupBehavior, preview.state.loadsWithWorkbook]).toEqual(['load', true]);
    await preview.services.setLoadsWithWorkbook(false);
    expect([host.startupBehavior, preview.state.loadsWithWorkbook]).toEqual(['none', false]);
    expect(await settingKeys()).toContain('peel.startup');
    await preview.restart();
    expect(preview.state.loadsWithWorkbook).toBe(false);
  });
});
