import { describe, expect, it } from 'vitest';
import { formulaGuide } from '../../../../../addin/formulas/guide/formula-guide.ts';
import { argumentField, chosenArgument, typedFor } from '../../../../../addin/taskpane/formulas/argument-field.ts';
import { searchFormulas } from '../../../../../addin/taskpane/formulas/function-search.ts';
import {
  heldBehind,
  numberFormatFor,
  readingOf,
  shownValue,
  sizeOfResult,
} from '../../../../../addin/taskpane/formulas/shown-result.ts';

const { formulas } = formulaGuide;
const found = (typed: string): string[] => searchFormulas(formulas, typed).map(({ name }) => name);
const fieldOf = (formula: string, parameter: string) => {
  const guided = formulas.find(({ name }) => name === formula)?.parameters.find(({ name }) => name === parameter);
  if (guided === undefined) throw new Error(`PEEL.${formula} has no argument ${parameter}`);
  return argumentField(guided);
};
const typedWith = (suggests: string) => ({ kind: 'typed', suggests });

describe('searching the functions', () => {
  it('finds a function by its name, however much of it is typed, first', () => {
    expect(found('slip')[0]).toBe('AFISLIP');
    expect(found('=PEEL.AFISTATUS(7')).toContain('AFISTATUS');
    expect(found('=peel.calls(')[0]).toBe('CALLS');
  });

  it('finds functions by the words of the field', () => {
    expect(found('charge rate')).toContain('VAWG');
    expect(found('live chat')).toContain('CONTACTS');
    expect(found('sparkline')).toEqual(['CALLTREND']);
    expect(found('first promised')).toContain('AFIBASELINE');
  });

  it('finds all without words, and none for words that are nowhere', () => {
    expect(found(' ')).toHaveLength(formulas.length);
    expect(found('zebra')).toEqual([]);
  });
});

describe('an argument', () => {
  it.each([
    ['AFISTATUS', 'number', typedWith('afi')],
    ['AFISTATUS', 'asAt', { kind: 'day' }],
    ['AFICOUNT', 'status', { kind: 'choice' }],
    ['AFICOUNT', 'area', typedWith('area')],
    ['CALLS', 'channel', { kind: 'choice' }],
    ['CALLS', 'month', typedWith('month')],
    ['CALLTOTAL', 'quarter', typedWith('quarter')],
    ['CALLCHANGE', 'previous', typedWith('quarter')],
    ['CALLTABLE', 'from', typedWith('month or quarter')],
    ['CALLTABLE', 'headers', { kind: 'switch' }],
    ['CALLTREND', 'months', { kind: 'typed', suggests: null }],
    ['VAWG', 'period', typedWith('rolling quarter')],
    ['VAWGCHANGE', 'previous', typedWith('rolling quarter')],
    ['MEASURE', 'name', typedWith('measure')],
    ['MEASURE', 'period', typedWith('measure period')],
    ['MEETINGS', 'board', typedWith('board')],
    ['PLANCHANGES', 'from', typedWith('day or board')],
    ['WHY', 'functionName', typedWith('function')],
  ])('of %s, %s, is asked for rightly', (formula, parameter, field) => {
    expect(fieldOf(formula, parameter)).toEqual(field);
  });

  it('means what is typed: numbers, text, days, TRUE; nothing where it is left out', () => {
    const typed = fieldOf('AFISTATUS', 'number');
    expect(chosenArgument(typed, ' 7 ')).toBe(7);
    expect(chosenArgument(typed, 'AFI 7')).toBe('AFI 7');
    expect(chosenArgument(typed, '')).toBeNull();
    expect(chosenArgument({ kind: 'choice' }, '101')).toBe('101');
    expect(chosenArgument({ kind: 'day' }, '2022-10-31')).toEqual({ day: '2022-10-31' });
    expect(chosenArgument({ kind: 'switch' }, 'TRUE')).toBe(true);
    expect(chosenArgument({ kind: 'switch' }, '')).toBeNull();
  });

  it('of an example is put into its field', () => {
    expect(typedFor({ kind: 'day' }, 44_865)).toBe('2022-10-31');
    expect(typedFor({ kind: 'switch' }, true)).toBe('TRUE');
    expect(typedFor({ kind: 'choice' }, 999)).toBe('999');
    expect(typedFor({ kind: 'choice' }, null)).toBe('');
  });
});

describe('every example that the reference shows', () => {
  const plain = formulas.flatMap(({ name, examples }) => examples.map((example) => ({ name, ...example })));

  it('is of its own function, and each function has one', () => {
    expect(formulas.filter(({ examples }) => examples.length === 0)).toEqual([]);
    expect(plain.filter(({ name, formula }) => !formula.startsWith(`=PEEL.${name}(`))).toEqual([]);
  });

  it('that shows a value can be used in the form', () => {
    const values = plain.filter(({ shows }) => typeof shows !== 'object');
    const unused = values.filter(({ name, formula }) => formulaGuide.read(formula)?.name !== name);
    expect(unused.map(({ formula }) => formula)).toEqual([]);
  });
});

describe('a result', () => {
  it.each([
    ['AFIDUE', [7], 44_926, '31 December 2022', 'the serial 44926, shown as a date', 'dd mmm yyyy'],
    ['CALLS', ['101', 'Jul-22', '% answered'], 13_385 / 29_816, '44.9%', '0.4489, shown as a percentage', '0.0%'],
    ['CALLS', ['101', 'Jul-22', 'Received'], 29_816, '29816', null, null],
    ['CALLCHANGE', ['999', 'Q2 2022/23', null, 'percent'], 0.112, '11.2%', '0.112, shown as a percentage', '0.0%'],
    ['VAWG', ['Force', 'Charge rate', 'Sep-22'], 0.081, '8.1%', '0.081, shown as a percentage', '0.0%'],
    ['VAWGCHANGE', ['Force', 'Charge rate', 'Sep-22'], -5.4, '-5.4', null, null],
    ['AFISTATUS', [7], 'In progress', 'In progress', null, null],
    [
      'ASOF',
      [],
      44_865.354_167,
      '31 October 2022, 08:30',
      'the serial 44865.354167, shown as a date',
      'dd mmm yyyy hh:mm',
    ],
  ] as const)('of %s%j, %s, is shown as %s', (name, chosen, value, shown, behind, format) => {
    const reading = readingOf(name, chosen);
    expect(shownValue(value, reading)).toBe(shown);
    expect(heldBehind(value, reading)).toBe(behind);
    expect(numberFormatFor(value, reading)).toBe(format);
  });

  it('that spills has a size, and an entity its text', () => {
    expect(
      sizeOfResult([
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ]),
    ).toEqual({ rows: 3, columns: 2 });
    expect(sizeOfResult(7)).toEqual({ rows: 1, columns: 1 });
    expect(shownValue({ type: 'Entity', text: 'AFI 7', basicValue: 'x' })).toBe('AFI 7');
    expect(shownValue(true)).toBe('TRUE');
  });
});
