import { functions } from 'virtual:peel-functions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argumentValue,
  type ChosenArgument,
  formulaText,
  peelCalls,
  wholeCall,
  withPlainNames,
} from '../../../../../addin/formulas/guide/formula-syntax.ts';

const SEED = 20221031;
const value = (given: string | number | boolean) => ({ kind: 'value', value: given });
const argumentsOf = (formula: string) => wholeCall(formula)?.callArguments;

describe('a formula that is one call', () => {
  it.each([
    ['=PEEL.AFISTATUS(7)', [value(7)]],
    ['=peel.calls( "101" , "Jul-22", "% answered" )', [value('101'), value('Jul-22'), value('% answered')]],
    ['=PEEL.AFISTATUS(7,DATE(2022,10,31))', [value(7), value(44865)]],
    ['=PEEL.AFISTATUS(7,DATE(2022,14,1))', [value(7), value(44958)]],
    ['=PEEL.AFIACTIONS(7,,TRUE)', [value(7), { kind: 'left out' }, value(true)]],
    ['=PEEL.MEASURE("He said ""now"", (twice)",50%)', [value('He said "now", (twice)'), value(0.5)]],
    ['=PEEL.AFISTATUS($A$5)', [{ kind: 'cell', sheet: null, row: 4, column: 0 }]],
    ["=PEEL.AFISTATUS('Kent''s plan'!AB12)", [{ kind: 'cell', sheet: "Kent's plan", row: 11, column: 27 }]],
    ['=PEEL.AFISTATUS(A1:A3)', [{ kind: 'other' }]],
    ['=PEEL.AFISTATUS(A1+1)', [{ kind: 'other' }]],
    ['=PEEL.ASOF()', []],
  ])('%s has its arguments read', (formula, expected) => {
    expect(argumentsOf(formula)).toEqual(expected);
  });

  it.each(['=PEEL.AFIDUE(7)+1', '=LOWER(PEEL.AFISTATUS(7))', '=SUM(1)', '=PEEL.AFIDUE(7)&PEEL.AFIDUE(8)', 'text'])(
    '%s is none',
    (formula) => {
      expect(wholeCall(formula)).toBeNull();
    },
  );
});

describe('the calls of a formula', () => {
  it('are found inside other formulas, not inside texts; one in another’s arguments belongs to that', () => {
    const calls = peelCalls('=IF("PEEL.ASOF()"="",PEEL.AFIDUE(7),PEEL.AFISTATUS(PEEL.AFIGROUP(10)))');
    expect(calls.map(({ text }) => text)).toEqual(['PEEL.AFIDUE(7)', 'PEEL.AFISTATUS(PEEL.AFIGROUP(10))']);
    expect(calls[1]?.callArguments).toMatchObject([{ kind: 'call', call: { name: 'AFIGROUP' } }]);
  });

  it('are known under the names that Excel gives before it has read ours', () => {
    for (const prefix of ['', '[2]!', 'Other.xla!']) {
      const formula = `=1+${prefix}_xldudf_PEEL_AFISLIP(7)`;
      expect(peelCalls(formula)).toMatchObject([{ name: 'AFISLIP', callArguments: [value(7)] }]);
      expect(withPlainNames(formula)).toBe('=1+PEEL.AFISLIP(7)');
    }
  });

  it('are found in a formula that is cut short, without a throw', () => {
    fc.assert(
      fc.property(fc.string(), (junk) => Array.isArray(peelCalls(`=PEEL.CALLS(${junk}`))),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

describe('a formula that is written', () => {
  it('leaves out what is not given at its end, and keeps the place of what is not given before', () => {
    expect(formulaText('AFIACTIONS', [7, null, true, null])).toBe('=PEEL.AFIACTIONS(7,,TRUE)');
    expect(formulaText('ASOF', [])).toBe('=PEEL.ASOF()');
    expect(formulaText('AFISTATUS', [7, { day: '2022-10-31' }])).toBe('=PEEL.AFISTATUS(7,DATE(2022,10,31))');
  });

  it('is read back as what was chosen, whatever that is', () => {
    const chosen: fc.Arbitrary<ChosenArgument> = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc
        .date({ min: new Date('1901-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => ({ day: date.toISOString().slice(0, 10) })),
    );
    const name = fc.constantFrom(...functions.map((shape) => shape.name));
    fc.assert(
      fc.property(name, fc.array(chosen, { maxLength: 5 }), (formula, given) => {
        const read = argumentsOf(formulaText(formula, given)) ?? [];
        const values = given.map((_argument, index) => read[index] ?? { kind: 'left out' });
        expect(values).toEqual(
          given.map((argument) => {
            const expected = argumentValue(argument);
            return expected === null ? { kind: 'left out' } : { kind: 'value', value: expected };
          }),
        );
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
