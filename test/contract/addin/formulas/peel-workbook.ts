import { functions } from 'virtual:peel-functions';
import { FORMULAS } from '../../../../addin/formulas/associate-formulas.ts';
import type { FormulaName } from '../../../../addin/formulas/catalogue.ts';
import { bootHeadlessOffice, type HeadlessOffice } from '../../../support/office-host.ts';

const SHEET = 'Sheet1';

export type CellContent = string | number | boolean;

/** A headless workbook whose PEEL functions run through the real office.js proxy. */
export interface PeelWorkbook {
  readonly office: HeadlessOffice;
  /** Puts formulas one below the other into a column from its first row on, and waits until all have answered. */
  enterColumn(letter: string, formulas: readonly string[]): Promise<void>;
  /** The values of such a column's first rows. */
  column(letter: string, rows: number): Promise<CellContent[]>;
  /** The same of any range, row by row. */
  values(address: string): Promise<CellContent[][]>;
  /** Why a cell fails: what Excel's error card says. */
  message(address: string): string | undefined;
  /** What a function has given the proxy for a call with these arguments since `forget`, the latest last. */
  sent(name: FormulaName, ...callArguments: CellContent[]): readonly unknown[];
  /** How many results that were in all. */
  readonly sentCount: number;
  forget(): void;
  clear(): Promise<void>;
}

type Stream = CustomFunctions.StreamingInvocation<unknown>;

/** Boots the workbook, once per test file; needs `// @vitest-environment jsdom`. The test gives the formulas a replica. */
export async function openPeelWorkbook(): Promise<PeelWorkbook> {
  const office = await bootHeadlessOffice({ functions: { functions }, namespace: 'PEEL', sheetNames: [SHEET] });
  const sent = new Map<string, unknown[]>();
  for (const [id, formula] of Object.entries(FORMULAS)) CustomFunctions.associate(id, listened(id, formula, sent));
  const inSheet = <T>(work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T>): Promise<T> =>
    Excel.run((context) => work(context.workbook.worksheets.getItem(SHEET), context));
  const values = (address: string): Promise<CellContent[][]> =>
    inSheet(async (sheet, context) => {
      const range = sheet.getRange(address).load('values');
      await context.sync();
      return range.values as CellContent[][];
    });
  return {
    office,
    values,
    async enterColumn(letter, formulas) {
      await inSheet(async (sheet, context) => {
        sheet.getRange(`${letter}1:${letter}${formulas.length}`).formulas = formulas.map((formula) => [formula]);
        await context.sync();
      });
      await office.host.calculationSettled();
    },
    column: async (letter, rows) => (await values(`${letter}1:${letter}${rows}`)).flat(),
    message: (address) => office.host.cellError(SHEET, address)?.message,
    sent: (name, ...callArguments) => sent.get(keyOf(name, callArguments)) ?? [],
    get sentCount() {
      return [...sent.values()].reduce((sum, results) => sum + results.length, 0);
    },
    forget: () => sent.clear(),
    clear: () =>
      inSheet(async (sheet, context) => {
        sheet.getRange().clear();
        await context.sync();
      }),
  };
}

/** Notes what a stream is given, and lets it go on to the proxy. */
function listened(id: string, formula: unknown, sent: Map<string, unknown[]>): (...given: unknown[]) => unknown {
  const run = formula as (...given: unknown[]) => unknown; // as Excel calls it
  return (...given) => {
    const invocation = given.at(-1);
    if (isStream(invocation)) {
      const key = keyOf(id, given.slice(0, -1));
      const pass = invocation.setResult;
      invocation.setResult = (result) => {
        sent.set(key, [...(sent.get(key) ?? []), result]);
        pass.call(invocation, result);
      };
    }
    return run(...given);
  };
}

const isStream = (value: unknown): value is Stream =>
  typeof value === 'object' && value !== null && 'setResult' in value;

/** Without the arguments that are left out. */
const keyOf = (name: string, callArguments: readonly unknown[]): string =>
  JSON.stringify([name, ...callArguments.filter((value) => value !== null)]);
