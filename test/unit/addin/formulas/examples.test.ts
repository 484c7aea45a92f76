import { functions } from 'virtual:peel-functions';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMULA_NAMES, type FormulaName } from '../../../../addin/formulas/catalogue.ts';
import type { FormulaExample } from '../../../../addin/formulas/formula-example.ts';
import { FORMULA_EXAMPLES } from '../../../../addin/formulas/formula-examples.ts';
import { argumentsOf, EXAMPLES, errorOf, type NamedExample, promisedRows } from '../../../support/formula-examples.ts';
import { ask, enter, installExcelNames } from './excel-cell.ts';
import { seededOn } from './later-changes.ts';

const NAMED = EXAMPLES.map((each) => [each.example.formula, each] as const);

function evaluate(each: NamedExample): unknown {
  const { name } = each;
  const given = argumentsOf(each);
  const isStream = functions.find(({ id }) => id === name)?.options?.stream === true;
  if (!isStream) return textOfCard(ask(name, ...given));
  const cell = enter(name, ...given);
  expect(cell.results).toHaveLength(1);
  cell.cancel();
  return cell.shown;
}

/** Where Excel knows no cards, the text of one is what stands in the cell. */
const textOfCard = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'text' in answer ? answer.text : answer;

/** What an example promises, as `enter` prints it. */
function promised(each: NamedExample): unknown {
  const error = errorOf(each);
  if (error !== null) return `${error.error} ${error.message}`;
  const rows = promisedRows(each);
  return Array.isArray(each.example.shows) ? rows : rows[0]?.[0];
}

beforeAll(installExcelNames);

// Excel gives no day: an example that held only on the day on which it was written would soon be wrong in the reference.
describe.each(['2022-11-01', '2031-07-15'])('read on %s', (today) => {
  beforeAll(async () => {
    const { replica } = await seededOn(today);
    replica.noteSync(`${today}T10:00:00.000Z`);
  });

  it.each(NAMED)('%s shows what its example says', (_formula, each) => {
    expect(evaluate(each)).toEqual(promised(each));
  });
});

describe('the examples of a function', () => {
  const overThePlan = FORMULA_NAMES.filter((name) => parametersOf(name).includes('asAt'));

  it.each(FORMULA_NAMES)('of %s begin with one that has a value', (name) => {
    expect(FORMULA_EXAMPLES[name][0]?.shows).not.toHaveProperty('error');
  });

  it.each(overThePlan)('of %s show it on another day, and what is not a day', (name) => {
    const place = parametersOf(name).indexOf('asAt');
    const onDays = FORMULA_EXAMPLES[name].filter((example) => argumentsOf({ name, example })[place] !== undefined);
    expect(onDays.some(({ shows }) => typeof shows !== 'object' || !('error' in shows))).toBe(true);
    expect(onDays.some(({ shows }) => messageOf(shows).startsWith('asAt must be'))).toBe(true);
  });

  it.each(FORMULA_NAMES)('of %s show what each argument refuses', (name) => {
    const messages = FORMULA_EXAMPLES[name].map(({ shows }) => messageOf(shows));
    const shown = parametersOf(name).filter((parameter) =>
      messages.some((message) => message.startsWith(`${parameter} must be `)),
    );
    expect(shown).toEqual(parametersOf(name).filter((parameter) => !refusesNothing(name, parameter)));
  });
});

function parametersOf(name: FormulaName): string[] {
  return functions.find(({ id }) => id === name)?.parameters.map((parameter) => parameter.name) ?? [];
}

const messageOf = (shows: FormulaExample['shows']): string =>
  typeof shows === 'object' && 'error' in shows ? shows.message : '';

/** WHY's arguments are those of the function that it explains, which says what is wrong with them. */
const refusesNothing = (name: FormulaName, parameter: string): boolean =>
  name === 'WHY' && parameter.startsWith('argument');
