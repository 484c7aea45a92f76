import { type CustomFunctionMetadata, enums, functions } from 'virtual:peel-functions';
import type { FormulaName } from '../catalogue.ts';
import type { FormulaExample } from '../formula-example.ts';
import { FORMULA_EXAMPLES } from '../formula-examples.ts';
import { argumentValue, type ChosenArgument, formulaText, wholeCall } from './formula-syntax.ts';
import { type FormulaResult, isFormulaName, runFormula } from './run-formula.ts';

export interface GuidedChoice {
  readonly value: string;
  readonly about: string;
}

export interface GuidedParameter {
  readonly name: string;
  readonly description: string;
  readonly optional: boolean;
  /** The values that Excel offers; empty where there is no list of them. */
  readonly choices: readonly GuidedChoice[];
}

/** A function as its help in Excel describes it, with its examples. */
export interface GuidedFormula {
  readonly name: FormulaName;
  readonly description: string;
  readonly parameters: readonly GuidedParameter[];
  readonly examples: readonly FormulaExample[];
}

/** Everything that can be known of the formulas without a cell. */
export interface FormulaGuide {
  /** In the order of their names. */
  readonly formulas: readonly GuidedFormula[];
  /** The formula as it is typed. */
  write(name: FormulaName, chosen: readonly ChosenArgument[]): string;
  /** The function and arguments of a formula that is one call with literals; null for any other. */
  read(formula: string): { readonly name: FormulaName; readonly chosen: readonly ChosenArgument[] } | null;
  /** Runs the very function that Excel would run; emits what its cell would show, until it is ended. */
  run(name: FormulaName, chosen: readonly ChosenArgument[], emit: (result: FormulaResult) => void): () => void;
}

const choicesById = new Map(
  enums.map(({ id, values }) => [
    id,
    values.map(({ stringValue, numberValue, tooltip }) => ({
      value: stringValue ?? String(numberValue),
      about: tooltip,
    })),
  ]),
);

/** A docstring's lines are broken where its file needs it. */
const oneLine = (text = ''): string => text.replace(/\s+/g, ' ');

function guided({
  name,
  description,
  parameters,
}: CustomFunctionMetadata & { readonly id: FormulaName }): GuidedFormula {
  return {
    name: name as FormulaName, // a function's name in Excel is its id
    description: oneLine(description),
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      description: oneLine(parameter.description),
      optional: parameter.optional === true,
      choices: choicesById.get(parameter.customEnumId ?? '') ?? [],
    })),
    examples: FORMULA_EXAMPLES[name as FormulaName],
  };
}

const shipped = functions.filter((shape): shape is CustomFunctionMetadata & { id: FormulaName } =>
  isFormulaName(shape.id),
);

export const formulaGuide: FormulaGuide = {
  formulas: shipped.map(guided).sort((one, other) => one.name.localeCompare(other.name)),
  write: formulaText,
  read(formula) {
    const call = wholeCall(formula);
    if (call === null || !isFormulaName(call.name)) return null;
    const chosen: ChosenArgument[] = [];
    for (const argument of call.callArguments) {
      if (argument.kind === 'value') chosen.push(argument.value);
      else if (argument.kind === 'left out') chosen.push(null);
      else return null;
    }
    return { name: call.name, chosen };
  },
  run(name, chosen, emit) {
    const shape = shipped.find(({ id }) => id === name);
    if (shape === undefined) throw new TypeError(`There is no formula ${name}`);
    return runFormula(shape, chosen.map(argumentValue), emit);
  },
};
