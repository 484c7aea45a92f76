import type { CustomFunctionMetadata } from 'virtual:peel-functions';

const START = '<!-- formulas:start -->';
const END = '<!-- formulas:end -->';

/** The README's table of formulas from the metadata that Excel shows as help: one row a function. */
export function formulaReference(functions: readonly CustomFunctionMetadata[]): string {
  const rows = functions.map(({ name, description, parameters }) => {
    const list = parameters.map((parameter) => (parameter.optional === true ? `[${parameter.name}]` : parameter.name));
    return `| \`PEEL.${name}(${list.join(', ')})\` | ${cell(description ?? '')} |`;
  });
  return ['| formula | what it gives |', '|---|---|', ...rows].join('\n');
}

/** The README with the table between its two marks brought up to date; throws where the marks are missing. */
export function withFormulaReference(readme: string, reference: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md has no ${START} followed by ${END}`);
  return `${readme.slice(0, start + START.length)}\n${reference}\n${readme.slice(end)}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
