import type { CustomFunctionMetadata } from 'virtual:peel-functions';
import type { FormulaName } from '../formulas/catalogue.ts';
import { type ExampleError, type ExampleValue, type FormulaExample, VARIES } from '../formulas/formula-example.ts';
import { FORMULA_EXAMPLES } from '../formulas/formula-examples.ts';

const START = '<!-- formulas:start -->';
const END = '<!-- formulas:end -->';
const MAX_EXAMPLES = 2;
const MAX_TEXT = 70;
const SIGNIFICANT_DIGITS = 6;

/** The README's table of formulas from the metadata that Excel shows as help, with the first examples: one row a function, by name. */
export function formulaReference(functions: readonly CustomFunctionMetadata[]): string {
  const inOrder = [...functions].sort((one, other) => one.name.localeCompare(other.name));
  const rows = inOrder.map(({ id, name, description, parameters }) => {
    const list = parameters.map((parameter) => (parameter.optional === true ? `[${parameter.name}]` : parameter.name));
    const examples = examplesOf(FORMULA_EXAMPLES[id as FormulaName]);
    return `| \`PEEL.${name}(${list.join(', ')})\` | ${cell(description ?? '')} | ${examples.join('<br>')} |`;
  });
  return ['| formula | what it gives | for example |', '|---|---|---|', ...rows].join('\n');
}

/** The README with the table between its two marks brought up to date; throws where the marks are missing. */
export function withFormulaReference(readme: string, reference: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md has no ${START} followed by ${END}`);
  return `${readme.slice(0, start + START.length)}\n${reference}\n${readme.slice(end)}`;
}

/** The first ones that show something; where all are errors, the first of those. */
function examplesOf(examples: readonly FormulaExample[]): string[] {
  const plain = examples.filter(({ shows }) => !isError(shows));
  const chosen = plain.length > 0 ? plain.slice(0, MAX_EXAMPLES) : examples.slice(0, 1);
  return chosen.map(({ formula, shows }) => cell(`\`${formula}\` ${shown(shows)}`));
}

function shown(shows: Shows): string {
  if (isError(shows)) return `is ${shows.error}: ${shows.message}`;
  if (!isBlock(shows)) return shows === VARIES ? 'differs from copy to copy' : `is ${printed(shows)}`;
  const [first = []] = shows;
  const size = `${shows.length} ${shows.length === 1 ? 'row' : 'rows'} x ${first.length} ${first.length === 1 ? 'column' : 'columns'}`;
  return `spills ${size}, beginning with ${first.slice(0, 2).map(printed).join(', ')}`;
}

type Shows = FormulaExample['shows'];
const isError = (shows: Shows): shows is ExampleError => typeof shows === 'object' && 'error' in shows;
const isBlock = (shows: Shows): shows is Exclude<Shows, ExampleValue | ExampleError> => Array.isArray(shows);

function printed(value: ExampleValue): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
  if (typeof value === 'boolean') return String(value).toUpperCase();
  return value.length > MAX_TEXT ? `"${value.slice(0, MAX_TEXT).trimEnd()}…"` : `"${value}"`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
