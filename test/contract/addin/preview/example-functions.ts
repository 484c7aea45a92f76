import { vi } from 'vitest';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

type Stream = CustomFunctions.StreamingInvocation<unknown>;

/** What the add-in's functions were called with, since the sheet was cleared. */
export const calls: unknown[][] = [];
export const streams = new Map<number, { readonly key: unknown; readonly invocation: Stream }>();
let startedStreams = 0;
export const streamsStarted = (): number => startedStreams;

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

/** A workbook in this process whose namespace PEEL holds the example functions. */
export async function bootExampleFunctions(): Promise<HeadlessOffice> {
  const office = await bootHeadlessOffice({ functions: { functions }, namespace: 'PEEL' });
  associateFunctions();
  return office;
}

/** Empties the sheet, and waits until Excel has cancelled every stream of it. */
export async function clearSheet(): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange().clear();
    await context.sync();
  });
  await vi.waitFor(
    () => {
      if (streams.size > 0) throw new Error(`${streams.size} streams are still running`);
    },
    { timeout: 5000 },
  );
  calls.length = 0;
}

export async function enter(address: string, formulas: (string | number | boolean)[][]): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange(address).formulas = formulas;
    await context.sync();
  });
}

export async function values(address: string): Promise<unknown[][]> {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Sheet1').getRange(address).load('values');
    await context.sync();
    return range.values;
  });
}

export function tick(key: unknown, value: unknown): void {
  for (const stream of streams.values()) if (stream.key === key) stream.invocation.setResult(value);
}
