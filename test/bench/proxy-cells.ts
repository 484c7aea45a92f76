import { functions } from 'virtual:peel-functions';
import { FORMULAS } from '../../addin/formulas/associate-formulas.ts';
import { bootHeadlessOffice } from '../support/office-host.ts';

/** A function that does no more than look a record up, as a custom function may: it is asked once and answers with a promise. */
const LOOKUP = {
  id: 'LOOKUP',
  name: 'LOOKUP',
  description: 'Looks a status up.',
  parameters: [{ name: 'number', type: 'any', description: 'The number' }],
};

export interface ProxyCells {
  /** Enters a formula into each cell of a column, and waits until all of them show their value. */
  enter(formulas: readonly string[]): Promise<void>;
  /** Deletes them, and waits until what was started for them has ended. */
  clear(): Promise<void>;
}

/** A headless workbook behind the real office.js and its custom-functions proxy; `lookUp` answers PEEL.LOOKUP(number). */
export async function openProxyCells(lookUp: (number: number) => Promise<unknown>): Promise<ProxyCells> {
  const { host } = await bootHeadlessOffice({ functions: { functions: [...functions, LOOKUP] }, namespace: 'PEEL' });
  CustomFunctions.associate('LOOKUP', lookUp);
  CustomFunctions.associate('AFISTATUS', FORMULAS.AFISTATUS);
  const inColumn = (rows: number, work: (range: Excel.Range) => void): Promise<void> =>
    Excel.run(async (context) => {
      work(context.workbook.worksheets.getItem('Sheet1').getRange(`A1:A${rows}`));
      await context.sync();
    });
  let entered = 0;
  return {
    async enter(formulas) {
      entered = formulas.length;
      await inColumn(entered, (range) => {
        range.formulas = formulas.map((formula) => [formula]);
      });
      await host.calculationSettled();
      const { settled, busy } = host.callCounts();
      if (settled !== entered || busy > 0) throw new Error(`${settled} of ${entered} cells have a value`);
    },
    async clear() {
      await inColumn(entered, (range) => range.clear());
      while (host.callCounts().settled > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await host.calculationSettled();
    },
  };
}
