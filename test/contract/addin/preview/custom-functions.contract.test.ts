// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SelectedCell } from '../../../../addin/preview/host/preview-host.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

type Stream = CustomFunctions.StreamingInvocation<unknown>;

let office: HeadlessOffice;
/** What the add-in's functions were called with, since the test began. */
let calls: unknown[][] = [];
const streams = new Map<number, { readonly key: unknown; readonly invocation: Stream }>();
let startedStreams = 0;

const any = (name: string, more: object = {}) => ({ name, type: 'any', description: name, ...more });

const functions = [
  { id: 'STATUS', name: 'STATUS', description: 'Status of an AFI.', parameters: [any('number', { type: 'number' })] },
  { id: 'ARGS', name: 'ARGS', parameters: [any('a'), any('b', { optional: true }), any('c', { optional: true })] },
  { id: 'AREA', name: 'AREA', parameters: [any('cells', { dimensionality: 'matrix' })] },
  { id: 'ROWS', name: 'ROWS', parameters: [any('n', { type: 'number' })], result: { dimensionality: 'matrix' } },
  { id: 'LIKEDATE', name: 'LIKEDATE', parameters: [] },
  { id: 'DUE', name: 'DUE', parameters: [] },
  { id: 'WHERE', name: 'WHERE', parameters: [any('x')], options: { requiresAddress: true } },
  { id: 'TICK', name: 'TICK', parameters: [any('key')], options: { stream: true, cancelable: true } },
  { id: 'UNBOUND', name: 'UNBOUND', parameters: [] },
];

function associateFunctions(): void {
  const { Error: FunctionError, ErrorCode } = CustomFunctions as unknown as {
    // The types of custom-functions-runtime declare both as namespaces of the global, not of the object.
    Error: new (
      code: string,
      message?: string,
    ) => Error;
    ErrorCode: Record<string, string>;
  };
  const notAvailable = (message: string): Error => new FunctionError(ErrorCode.notAvailable ?? '', message);
  CustomFunctions.associate('STATUS', (number: number) => {
    calls.push(['STATUS', number]);
    if (number > 19) throw notAvailable(`There is no AFI ${number} in the 2021/22 plan (1 to 19)`);
    return `In progress ${number}`;
  });
  CustomFunctions.associate('ARGS', (...given: unknown[]) => JSON.stringify(given.slice(0, 3)));
  CustomFunctions.associate('AREA', (cells: unknown) => JSON.stringify(cells));
  CustomFunctions.associate('ROWS', (n: number) => Array.from({ length: n }, (_, i) => [i, `row ${i}`, i % 2 === 0]));
  CustomFunctions.associate('LIKEDATE', () => '1/2');
  CustomFunctions.associate('DUE', () => ({
    type: 'FormattedNumber',
    basicValue: 44_926,
    numberFormat: 'd mmm yyyy',
  }));
  CustomFunctions.associate('WHERE', (_x: unknown, invocation: CustomFunctions.Invocation) => {
    calls.push(['WHERE', invocation.address]);
    return invocation.address;
  });
  CustomFunctions.associate('TICK', (key: unknown, invocation: Stream) => {
    startedStreams += 1;
    const id = startedStreams;
    streams.set(id, { key, invocation });
    invocation.onCanceled = () => streams.delete(id);
    if (key === 'bad') invocation.setResult(notAvailable('Sign in to PEEL to load the plan') as unknown);
    else invocation.setResult(`first ${key}`);
  });
}

beforeAll(async () => {
  office = await bootHeadlessOffice({ functions: { functions }, namespace: 'PEEL' });
  associateFunctions();
});
afterAll(() => office.host.dispose());

beforeEach(async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange().clear();
    await context.sync();
  });
  await vi.waitFor(() => expect(streams.size).toBe(0), { timeout: 5000 });
  calls = [];
});

async function enter(address: string, formulas: (string | number | boolean)[][]): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange(address).formulas = formulas;
    await context.sync();
  });
}

async function values(address: string): Promise<unknown[][]> {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Sheet1').getRange(address).load('values');
    await context.sync();
    return range.values;
  });
}

function tick(key: unknown, value: unknown): void {
  for (const stream of streams.values()) if (stream.key === key) stream.invocation.setResult(value);
}

describe('a function', () => {
  it('is busy at first, then shows what it answers, also inside other formulas', async () => {
    await enter('A1:A2', [['=PEEL.STATUS(7)'], ['=LOWER(PEEL.STATUS(7))']]);
    expect(await values('A1')).toEqual([['#BUSY!']]);
    await office.host.calculationSettled();
    expect(await values('A1:A2')).toEqual([['In progress 7'], ['in progress 7']]);
  });

  it('shows the code of its error, with the message within reach, and recovers', async () => {
    const news: SelectedCell[] = [];
    const stop = office.host.onCellError((cell) => news.push(cell));
    await enter('B1:B2', [[42], ['=PEEL.STATUS(B1)']]);
    await office.host.calculationSettled();
    const message = 'There is no AFI 42 in the 2021/22 plan (1 to 19)';
    expect(await values('B2')).toEqual([['#N/A']]);
    expect(office.host.cellError('Sheet1', 'B2')).toEqual({ code: '#N/A', message });
    const types = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('B2').load('valueTypes');
      await context.sync();
      return range.valueTypes;
    });
    expect(types).toEqual([['Error']]);

    await enter('B1', [[8]]);
    await vi.waitFor(async () => expect(await values('B2')).toEqual([['In progress 8']]));
    expect(office.host.cellError('Sheet1', 'B2')).toBeUndefined();
    await vi.waitFor(() => expect(news.at(-1)?.error).toBeUndefined());
    expect(news[0]).toEqual({ sheetName: 'Sheet1', address: 'B2', error: { code: '#N/A', message } });
    stop();
  });

  it('is #NAME? when nobody knows it, and #VALUE! when the add-in has not associated it', async () => {
    await enter('A1:B1', [['=PEEL.NOSUCH(1)', '=PEEL.UNBOUND()']]);
    await office.host.calculationSettled();
    expect(await values('A1:B1')).toEqual([['#NAME?', '#VALUE!']]);
  });

  it('gets null for an omitted argument, 0 for an empty cell, and its references as values', async () => {
    await enter('A1:B2', [
      [1, 2],
      ['', true],
    ]);
    await enter('D1:D4', [['=PEEL.ARGS(1,,"z")'], ['=PEEL.ARGS(A1)'], ['=PEEL.AREA(A1:B2)'], ['=PEEL.ARGS(A2)']]);
    await office.host.calculationSettled();
    expect(await values('D1:D4')).toEqual([
      ['[1,null,"z"]'],
      ['[1,null,null]'],
      ['[[1,2],[0,true]]'],
      ['[0,null,null]'],
    ]);
  });

  it.each([
    ['=PEEL.STATUS("seven")', '#VALUE!', undefined],
    ['=PEEL.STATUS()', '#VALUE!', "You've entered too few arguments for this function."],
    ['=PEEL.STATUS(1,2)', '#VALUE!', "You've entered too many arguments for this function."],
    ['=PEEL.STATUS(1/0)', '#DIV/0!', undefined],
  ])('is not called by %s, which is %s', async (formula, code, message) => {
    await enter('A1', [[formula]]);
    await office.host.calculationSettled();
    expect(await values('A1')).toEqual([[code]]);
    expect(office.host.cellError('Sheet1', 'A1')?.message).toBe(message);
    expect(calls).toEqual([]);

    await enter('A1', [['=PEEL.STATUS(7)']]);
    await office.host.calculationSettled();
    expect(office.host.cellError('Sheet1', 'A1')).toBeUndefined();
  });

  it('says why where its values have no room', async () => {
    await enter('A1:A2', [['=PEEL.ROWS(2)'], ['in the way']]);
    await office.host.calculationSettled();
    await vi.waitFor(async () => expect(await values('A1')).toEqual([['#SPILL!']]));
    expect(office.host.cellError('Sheet1', 'A1')?.message).toBe("Spill range isn't blank");
  });

  it('takes text for a number when it reads as one', async () => {
    await enter('A1', [['=PEEL.STATUS("7")']]);
    await office.host.calculationSettled();
    expect(calls).toEqual([['STATUS', 7]]);
  });

  it('is called once for each of several values, and spills', async () => {
    await enter('A1:A2', [[7], [8]]);
    await enter('B1', [['=PEEL.STATUS(A1:A2)']]);
    await office.host.calculationSettled();
    expect(await values('B1:B2')).toEqual([['In progress 7'], ['In progress 8']]);
  });

  it('spills a matrix', async () => {
    await enter('A1', [['=PEEL.ROWS(3)']]);
    await office.host.calculationSettled();
    expect(await values('A1:C3')).toEqual([
      [0, 'row 0', true],
      [1, 'row 1', false],
      [2, 'row 2', true],
    ]);
    const spill = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1').getSpillingToRange().load('address');
      await context.sync();
      return range.address;
    });
    expect(spill).toBe('Sheet1!A1:C3');
  });

  it('keeps text that looks like a date as text, and shows a formatted number as it says', async () => {
    await enter('A1:B1', [['=PEEL.LIKEDATE()', '=PEEL.DUE()']]);
    await office.host.calculationSettled();
    const shown = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1:B1').load('values,text');
      await context.sync();
      return [range.values, range.text];
    });
    expect(shown).toEqual([[['1/2', 44_926]], [['1/2', '31 Dec 2022']]]);
  });

  it.each(['=1+1', '+cmd|x', '-1+1', '@SUM(1)', '\t=1+1', '\r=1+1'])(
    '[S20] leaves the text %j as text, also where it changes to it later',
    async (text) => {
      await enter('A1', [['=PEEL.TICK("text")']]);
      await office.host.calculationSettled();
      tick('text', text);
      await vi.waitFor(async () => expect(await values('A1')).toEqual([[text]]));
      const cell = await Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1').load('formulas,valueTypes');
        await context.sync();
        return [range.formulas, range.valueTypes];
      });
      expect(cell).toEqual([[['=PEEL.TICK("text")']], [['String']]]);
    },
  );

  it('knows its cell when it asks for it', async () => {
    await enter('C3', [['=PEEL.WHERE(1)']]);
    await office.host.calculationSettled();
    expect(await values('C3')).toEqual([['Sheet1!C3']]);
  });

  it('is not called again when a row is inserted above it, but when it is entered or calculated again', async () => {
    await enter('A2', [['=PEEL.STATUS(7)']]);
    await office.host.calculationSettled();
    expect(calls).toHaveLength(1);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('1:1').insert('Down');
      await context.sync();
    });
    await office.host.calculationSettled();
    expect(await values('A3')).toEqual([['In progress 7']]);
    expect(calls).toHaveLength(1);

    await enter('A3', [['=PEEL.STATUS(7)']]);
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    await office.host.calculationSettled();
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('A1:A9').setDirty();
      await context.sync();
    });
    await vi.waitFor(() => expect(calls).toHaveLength(3));
  });
});

describe('a stream', () => {
  it('keeps its cells up to date, is shared by equal arguments, and ends with its last cell', async () => {
    await enter('A1:A3', [['=PEEL.TICK("a")'], ['=PEEL.TICK("a")'], ['=PEEL.TICK("b")']]);
    await office.host.calculationSettled();
    expect(await values('A1:A3')).toEqual([['first a'], ['first a'], ['first b']]);
    expect(streams.size).toBe(2);
    expect(office.host.callCounts().streams).toBe(2);

    tick('a', 'second a');
    await vi.waitFor(async () => {
      expect(await values('A1:A3')).toEqual([['second a'], ['second a'], ['first b']]);
    });

    await enter('A1', [['']]);
    await office.host.calculationSettled();
    await enter('A3', [['typed over']]);
    await vi.waitFor(() => expect(streams.size).toBe(1));
    expect([...streams.values()].map((stream) => stream.key)).toEqual(['a']);
    tick('a', 'third a');
    await vi.waitFor(async () => expect(await values('A2')).toEqual([['third a']]));
    await enter('A2', [['']]);
    await vi.waitFor(() => expect(streams.size).toBe(0));
  });

  it('that answers with an error can be revived by setDirty', async () => {
    await enter('A1', [['=PEEL.TICK("bad")']]);
    await office.host.calculationSettled();
    expect(office.host.cellError('Sheet1', 'A1')).toEqual({
      code: '#N/A',
      message: 'Sign in to PEEL to load the plan',
    });
    const before = startedStreams;
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('A1').setDirty();
      await context.sync();
    });
    await vi.waitFor(() => expect(startedStreams).toBe(before + 1));
    await vi.waitFor(() => expect(streams.size).toBe(1));
  });

  it('runs in 1,000 cells; one result reaches its cell, and clearing them cancels all', async () => {
    const formulas = Array.from({ length: 1000 }, (_, i) => [`=PEEL.TICK(${i})`]);
    await enter('H1:H1000', formulas);
    await office.host.calculationSettled();
    expect(streams.size).toBe(1000);
    expect((await values('H1:H1000')).flat()).toEqual(formulas.map((_, i) => `first ${i}`));
    tick(500, 'changed');
    await vi.waitFor(async () => expect(await values('H501')).toEqual([['changed']]));
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('H:H').clear();
      await context.sync();
    });
    await vi.waitFor(() => expect(streams.size).toBe(0), { timeout: 10_000 });
    expect(office.host.callCounts()).toEqual({ busy: 0, streams: 0, settled: 0 });
  });
});
