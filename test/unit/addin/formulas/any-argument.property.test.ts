import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMULA_NAMES } from '../../../../addin/formulas/catalogue.ts';
import { setFormulaReplica } from '../../../../addin/formulas/formula-replica.ts';
import { testReplica } from '../replica/replica-fixtures.ts';
import { ask, ExcelError, enter, installExcelNames } from './excel-cell.ts';
import { PLAN_COMMITS } from './plan-fixture.ts';

const SEED = 20221031;
const typed = fc.oneof(
  fc.constantFrom(7, '7', '101', '999', 'Jul-22', 'Q2 2022/23', '% answered', 44_773, true, '', null, undefined),
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('=1+1', '\u0000', '2022-13-45', '31/02/2022', 'Q9 1/2', '-0', '1e9', '  ', '😀'),
  fc.constantFrom<unknown>({}, [], [[1]], { basicValue: 7 }, { type: 'Entity', basicValue: null }, Number.NaN),
);

describe('whatever a cell holds as an argument', () => {
  beforeAll(installExcelNames);

  it('every formula settles at once with a value, or with an error that says why', async () => {
    setFormulaReplica(await testReplica({ commits: PLAN_COMMITS }));
    const streams = FORMULA_NAMES.filter((name) => name !== 'AFICARD');
    const calls = fc.tuple(fc.constantFrom(...streams), fc.array(typed, { maxLength: 5 }));
    fc.assert(
      fc.property(calls, ([name, values]) => {
        const cell = enter(name, ...values);
        expect(cell.results).toHaveLength(1);
        const [result] = cell.results;
        if (result instanceof ExcelError) {
          expect(result.message).toMatch(/\S{2}/);
          expect(result.message).not.toContain('could not work this cell out');
        } else {
          expect(['string', 'number', 'object']).toContain(typeof result);
        }
        cell.cancel();
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('AFICARD throws nothing but Excel’s own error', async () => {
    setFormulaReplica(await testReplica({ commits: PLAN_COMMITS }));
    fc.assert(
      fc.property(typed, (value) => {
        const answer = ask('AFICARD', value);
        expect(answer).toSatisfy((each) => typeof each === 'object' || /^#(N\/A|VALUE!) \S/.test(String(each)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
