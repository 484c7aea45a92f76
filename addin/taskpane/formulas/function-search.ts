import type { GuidedFormula } from '../../formulas/guide/formula-guide.ts';

/** What a search looks through, from what tells most of a function to what tells least. */
function texts({ name, description, parameters, examples }: GuidedFormula): string[] {
  const choices = parameters.flatMap((parameter) => parameter.choices.map(({ value }) => value));
  const help = parameters.map((parameter) => `${parameter.name} ${parameter.description}`);
  const about = examples.map((example) => example.about ?? '');
  return [name, description, [...choices, ...about].join(' '), help.join(' ')].map((text) => text.toLowerCase());
}

/** Where the words are first found: 0 is the function's name itself; null where one is found nowhere. */
function rank(formula: GuidedFormula, words: readonly string[]): number | null {
  const [name = '', ...others] = texts(formula);
  if (words.length === 1 && name === words[0]) return 0;
  const found = words.map((word) => {
    if (name.startsWith(word)) return 1;
    if (name.includes(word)) return 2;
    const at = others.findIndex((text) => text.includes(word));
    return at < 0 ? Number.POSITIVE_INFINITY : at + 3;
  });
  const worst = Math.max(0, ...found);
  return Number.isFinite(worst) ? worst : null;
}

/** The functions in which all the words are found, best first; `=PEEL.AFISTATUS(` is looked for as `afistatus`. */
export function searchFormulas(formulas: readonly GuidedFormula[], typed: string): readonly GuidedFormula[] {
  const words = typed
    .toLowerCase()
    .replace(/^\s*=?\s*peel\./, '')
    .replaceAll(/[(),"]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return formulas;
  return formulas
    .map((formula) => ({ formula, at: rank(formula, words) }))
    .filter((each): each is { formula: GuidedFormula; at: number } => each.at !== null)
    .sort((one, other) => one.at - other.at)
    .map(({ formula }) => formula);
}
