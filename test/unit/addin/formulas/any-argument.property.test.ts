import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FORMULAS } from '../../../../addin/formulas/associate-formulas.ts';
import type { FormulaName } from '../../../../addin/formulas/catalogue.ts';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { testReplica } from '../replica/replica-fixtures.ts';
import { callOf, isAnAnswer, ONCE, STREAMS } from './any-call.ts';
import { ExcelError, enter, installExcelNames } from './excel-cell.ts';
import { seededOn } from './later-changes.ts';
import { PLAN_COMMITS } from './plan-fixture.ts';

const SEED = 20221031;
const TODAY = '2023-02-01';

beforeAll(installExcelNames);
afterEach(() => setFormulaReplica(null));

describe.each<[string, () => Promise<unknown>]>([
  ['nobody has signed in', async () => setFormulaReplica(null)],
  ['nothing is loaded yet', async () => setFormulaReplica(await testReplica())],
  ['the log is not here yet', async () => setFormulaReplica(await testReplica({ commits: PLAN_COMMITS }))],
  ['plan and log are here', () => seededOn(TODAY)],
])('whatever a cell holds as an argument, while %s', (_when, prepare) => {
  beforeAll(() => void vi.spyOn(console, 'error'));

  it('every formula answers at once, with a value or an error that says why', async () => {
    await prepare();
    fc.assert(
      fc.property(callOf(STREAMS), ([name, values]) => {
        const cell = enter(name, ...values);
        cell.cancel();
        expect(cell.results).toHaveLength(1);
        expect(cell.results[0]).toSatisfy(isAnAnswer);
      }),
      { seed: SEED, numRuns: 3000 },
    );
    expect(console.error).not.toHaveBeenCalled();
  });

  it.each(ONCE)('%s throws nothing but Excel’s own error', async (name) => {
    await prepare();
    fc.assert(
      fc.property(callOf([name]), ([, values]) => {
        expect(answerOf(name, values)).toSatisfy(isAnAnswer);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

function answerOf(name: FormulaName, values: readonly unknown[]): unknown {
  try {
    return (FORMULAS[name] as (...given: unknown[]) => unknown)(...values);
  } catch (error) {
    if (error instanceof ExcelError) return error;
    throw error; // the property fails with it
  }
}
