import type { FormulaExample } from './formula-example.ts';

/** An example of a formula that asks rightly for what is not there. */
export const notThere = (formula: string, message: string): FormulaExample => ({
  formula,
  shows: { error: '#N/A', message },
});

/** An example of a formula with an argument that is refused. */
export const refused = (formula: string, message: string): FormulaExample => ({
  formula,
  shows: { error: '#VALUE!', message },
});

/** `call` is all of the formula up to its as-at date, which is its last argument: `PEEL.AFIACTIONS(7,,,`. */
export const badAsAt = (call: string): FormulaExample =>
  refused(`=${call}"yesterday")`, 'asAt must be a date, such as an Excel date, 2022-10-31 or 31 October 2022');
