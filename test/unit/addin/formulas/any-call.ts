import { functions } from 'virtual:peel-functions';
import fc from 'fast-check';
import { FORMULA_NAMES, type FormulaName } from '../../../../addin/formulas/catalogue.ts';
import { argumentsOf, EXAMPLES } from '../../../support/formula-examples.ts';
import { ExcelError } from './excel-cell.ts';

/** The functions that Excel follows, and those that it asks once. */
export const STREAMS = FORMULA_NAMES.filter(
  (name) => functions.find(({ id }) => id === name)?.options?.stream === true,
);
export const ONCE = FORMULA_NAMES.filter((name) => !STREAMS.includes(name));

const leftOut = fc.constantFrom<unknown>('', null, undefined, 0);
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    '=1+1',
    '\u0000',
    '2022-13-45',
    '31/02/2022',
    'Q9 1/2',
    '-0',
    '1e9',
    '  ',
    '😀',
    '__proto__',
  ),
  fc.constantFrom<unknown>({}, [], [[1]], { basicValue: 7 }, { type: 'Entity', basicValue: null }, Number.NaN),
  fc.constantFrom<unknown>(Number.POSITIVE_INFINITY, -1, 2_958_466, 1e21, false, { toString: 1 }, 'x'.repeat(40_000)),
  leftOut,
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A function, and what the cell holds as its arguments. */
export type Call = readonly [name: FormulaName, values: readonly unknown[]];
export const EXAMPLE_CALLS = EXAMPLES.map((each): Call => [each.name, argumentsOf(each)]);
const SENSIBLE = EXAMPLE_CALLS.flatMap(([, values]) => values);

/** As in an example, with any argument of another function's in the place of one, or with anything at all. */
export function callOf(names: readonly FormulaName[]): fc.Arbitrary<Call> {
  const argument = fc.oneof(fc.constantFrom(...SENSIBLE), odd);
  const random = fc.tuple(fc.constantFrom(...names), fc.array(argument, { maxLength: 5 }));
  const example = fc.constantFrom(...EXAMPLE_CALLS.filter(([name]) => names.includes(name)));
  const spoilt = fc
    .tuple(example, fc.nat(4), argument)
    .map(([[name, values], place, value]): Call => [name, withAt(values, place, value)]);
  return fc.oneof({ weight: 2, arbitrary: random }, { weight: 3, arbitrary: spoilt }, example);
}

const withAt = (values: readonly unknown[], place: number, value: unknown): unknown[] =>
  values.map((each, index) => (index === place % values.length ? value : each));

/** A value that a cell can hold, or an error that tells the person something. */
export function isAnAnswer(result: unknown): boolean {
  if (!(result instanceof ExcelError)) return ['string', 'number', 'object'].includes(typeof result) && result !== null;
  return ['#N/A', '#VALUE!'].includes(result.code) && /\S{2}/.test(result.message ?? '') && !isFault(result);
}

/** Thrown by mistake and caught at the cell: no argument may get that far. */
const isFault = ({ message }: ExcelError): boolean => message?.includes('could not work this cell out') === true;
