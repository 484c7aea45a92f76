// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeadlessOffice } from '../../../support/office-host.ts';
import { bootWorkbook, failure, newSheet, readRange } from './sheet-driver.ts';

let office: HeadlessOffice;

beforeAll(async () => {
  office = await bootWorkbook();
});
afterAll(() => office.host.dispose());

const at = (name: string, address: string, work: (range: Excel.Range, sheet: Excel.Worksheet) => void): Promise<void> =>
  Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(name);
    work(sheet.getRange(address), sheet);
    await context.sync();
  });

const read = (name: string, address: string): Promise<Excel.Interfaces.DataValidationData> =>
  Excel.run(async (context) => {
    const { dataValidation } = context.workbook.worksheets.getItem(name).getRange(address);
    dataValidation.load('type,rule,errorAlert,prompt,ignoreBlanks,valid');
    await context.sync();
    return dataValidation.toJSON();
  });

const setRule = (name: string, address: string, rule: Excel.DataValidationRule): Promise<void> =>
  at(name, address, (range) => {
    range.dataValidation.rule = rule;
  });

const list = (source: string): Excel.DataValidationRule => ({ list: { inCellDropDown: true, source } });

describe('data validation', () => {
  it('is none, with the defaults of Excel, until somebody sets one', async () => {
    expect(await read('Plan', 'A1:B9')).toEqual({
      type: 'None',
      rule: {},
      ignoreBlanks: true,
      valid: true,
      errorAlert: { showAlert: true, style: 'Stop', title: '', message: '' },
      prompt: { showPrompt: true, title: '', message: '' },
    });
  });

  it('of a list keeps its source, its alert, its prompt and what it says of blanks, each set by itself', async () => {
    await newSheet('List');
    const errorAlert: Excel.DataValidationErrorAlert = {
      showAlert: true,
      style: 'Stop',
      title: 'Status',
      message: 'Choose a status from the list.',
    };
    const prompt = { showPrompt: true, title: '', message: 'How far the action is.' };
    await at('List', 'C2:C200', ({ dataValidation }) => {
      dataValidation.rule = list('Open,Closed,On hold');
      dataValidation.errorAlert = errorAlert;
      dataValidation.prompt = prompt;
      dataValidation.ignoreBlanks = false;
    });
    const expected = { rule: list('Open,Closed,On hold'), errorAlert, prompt, ignoreBlanks: false };
    expect(await read('List', 'C2:C200')).toEqual({ type: 'List', valid: false, ...expected });
    expect(await read('List', 'C77')).toMatchObject({ type: 'List', ...expected });
  });

  it.each<[string, Excel.DataValidationRule, Excel.DataValidationRule, [unknown, boolean][]]>([
    [
      'WholeNumber',
      { wholeNumber: { formula1: 0, formula2: 100, operator: 'Between' } },
      { wholeNumber: { formula1: '=0', formula2: '=100', operator: 'Between' } },
      [
        [0, true],
        [101, false],
        [1.5, false],
        ['soon', false],
        ['', true],
      ],
    ],
    [
      'Decimal',
      { decimal: { formula1: '=0', operator: 'GreaterThan' } },
      { decimal: { formula1: '=0', operator: 'GreaterThan' } },
      [
        [0.5, true],
        [0, false],
      ],
    ],
    [
      'Date',
      { date: { formula1: '2022-04-01', formula2: '=45016', operator: 'Between' } },
      { date: { formula1: '=44652', formula2: '=45016', operator: 'Between' } },
      [
        [44652, true],
        [44651, false],
        ["'1 June 2022", false],
      ],
    ],
    [
      'TextLength',
      { textLength: { formula1: 5, operator: 'LessThanOrEqualTo' } },
      { textLength: { formula1: '=5', operator: 'LessThanOrEqualTo' } },
      [
        ['five!', true],
        ['longer', false],
      ],
    ],
    [
      'List',
      list('Open, Closed'),
      list('Open, Closed'),
      [
        ['Closed', true],
        ['closed', false],
        ['Shut', false],
      ],
    ],
  ])('of the kind %s reads back as Excel writes it, and tells what is valid', async (type, set, told, cases) => {
    const name = `Kind ${type}`;
    await newSheet(name);
    await setRule(name, 'B1:B9', set);
    expect(await read(name, 'B1:B9')).toMatchObject({ type, rule: told });
    const found: [unknown, boolean | undefined][] = [];
    for (const [value] of cases) {
      await at(name, 'B1', (range) => {
        range.values = [[value]];
      });
      found.push([value, (await read(name, 'B1')).valid]);
    }
    expect(found).toEqual(cases);
  });

  it('of a list can take its items from cells, and then does not mind capitals', async () => {
    await newSheet('Lists');
    await newSheet('From cells');
    await at('Lists', 'A1:A2', (range) => {
      range.values = [['Open'], ['Closed']];
    });
    await at('From cells', 'A1:A2', (range) => {
      range.values = [['closed'], ['gone']];
    });
    await Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      const source = worksheets.getItem('Lists').getRange('A1:A2');
      worksheets.getItem('From cells').getRange('A1:A2').dataValidation.rule = {
        list: { inCellDropDown: true, source },
      };
      await context.sync();
    });
    expect(await read('From cells', 'A1')).toMatchObject({ rule: list('=Lists!$A$1:$A$2'), valid: true });
    expect((await read('From cells', 'A2')).valid).toBe(false);
    expect((await read('From cells', 'A1:A2')).valid).toBeNull();
    await setRule('From cells', 'C1', list('=Lists!A1:A2'));
    expect((await read('From cells', 'C1')).rule).toEqual(list('=Lists!$A$1:$A$2'));
  });

  it('holds back nothing that an add-in writes, as in Excel', async () => {
    await newSheet('Written');
    await setRule('Written', 'A1:A3', list('Open,Closed'));
    await at('Written', 'A1', (range) => {
      range.values = [['Anything']];
    });
    expect((await readRange('Written', 'A1')).values).toEqual([['Anything']]);
    expect((await read('Written', 'A1')).valid).toBe(false);
  });

  it('is replaced where a new rule is set, and says when cells of a range differ', async () => {
    await newSheet('Mixed');
    await setRule('Mixed', 'A1:A9', list('a,b'));
    expect((await read('Mixed', 'A1:B1')).type).toBe('MixedCriteria');
    await setRule('Mixed', 'A4:A5', list('c,d'));
    expect((await read('Mixed', 'A4:A5')).rule).toEqual(list('c,d'));
    expect((await read('Mixed', 'A6:A9')).rule).toEqual(list('a,b'));
    const differing = await read('Mixed', 'A1:A9');
    expect([differing.type, differing.rule]).toEqual(['Inconsistent', null]);
    await at('Mixed', 'A1:A9', (range) => {
      range.dataValidation.ignoreBlanks = false;
    });
    expect(await read('Mixed', 'A4:A5')).toMatchObject({ rule: list('c,d'), ignoreBlanks: false });
    expect(await read('Mixed', 'A1:A3')).toMatchObject({ rule: list('a,b'), ignoreBlanks: false });
    await at('Mixed', 'A2:A9', (range) => range.dataValidation.clear());
    expect([(await read('Mixed', 'A1')).type, (await read('Mixed', 'A2:A9')).type]).toEqual(['List', 'None']);
  });

  it('grows with rows that are inserted into it, and is saved with the workbook', async () => {
    await newSheet('Grown');
    await setRule('Grown', 'A1:A3', list('a,b'));
    await at('Grown', '2:4', (range) => void range.insert('Down'));
    expect((await read('Grown', 'A1:A6')).type).toBe('List');
    expect(JSON.stringify(office.host.saveSnapshot().resources)).toContain('a,b');
  });

  it('is set for 5,000 rows of a column at once', async () => {
    await newSheet('Long');
    await setRule('Long', 'A2:A5001', list('a,b'));
    expect((await read('Long', 'A2:A5001')).type).toBe('List');
    await at('Long', 'A5001', (range) => {
      range.values = [['c']];
    });
    expect((await read('Long', 'A5001')).valid).toBe(false);
  });

  const longList = Array.from({ length: 52 }, (_, index) => `it${10 + index}`).join(',');

  it.each<[string, string, (range: Excel.Range) => void]>([
    ['InvalidArgument', 'a list of more than 255 characters', (range) => setOn(range, list(longList))],
    ['InvalidArgument', 'an empty list', (range) => setOn(range, list(''))],
    ['InvalidArgument', 'two kinds at once', (range) => setOn(range, { ...list('a'), custom: { formula: '=TRUE' } })],
    ['InvalidArgument', 'no kind', (range) => setOn(range, {})],
    ['InvalidArgument', 'half of a pair', (range) => setOn(range, wholeNumber({ formula1: 1, operator: 'Between' }))],
    ['ApiNotImplemented', 'a formula of its own', (range) => setOn(range, { custom: { formula: '=A1>0' } })],
    [
      'ApiNotImplemented',
      'a comparison with a formula',
      (range) => setOn(range, wholeNumber({ formula1: '=MAX(B:B)', operator: 'LessThan' })),
    ],
    [
      'InvalidArgument',
      'a message of more than 255 characters',
      ({ dataValidation }) => {
        dataValidation.errorAlert = { showAlert: true, style: 'Stop', title: '', message: 'x'.repeat(256) };
      },
    ],
  ])('refuses with %s %s', async (code, _what, work) => {
    const error = await failure(() => at('Calls', 'A1:A9', work));
    expect(error.code).toBe(code);
    expect((await read('Calls', 'A1:A9')).type).toBe('None');
  });
});

function setOn({ dataValidation }: Excel.Range, rule: Excel.DataValidationRule): void {
  dataValidation.rule = rule;
}

function wholeNumber(criteria: Excel.BasicDataValidation): Excel.DataValidationRule {
  return { wholeNumber: criteria };
}
