/** `notAvailable` is shown as #N/A, `invalidValue` as #VALUE!; Excel shows a message with these two only. */
export type FormulaErrorCode = 'notAvailable' | 'invalidValue';

/** Why a cell has no value, told so that the person can act on it. Thrown inside formulas; live-cell.ts turns it into Excel's error. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly code: FormulaErrorCode;

  constructor(code: FormulaErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** #N/A: asked rightly, but there is nothing to show. */
export const notAvailable = (message: string): FormulaError => new FormulaError('notAvailable', message);

/** #VALUE!: names the argument and what is allowed. */
export const badArgument = (argument: string, allowed: string): FormulaError =>
  new FormulaError('invalidValue', `${argument} must be ${allowed}`);
