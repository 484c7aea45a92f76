export type ExampleValue = string | number | boolean;

/** In the place of a value that differs from copy to copy: who loaded the documents, when, who is signed in. */
export const VARIES = '…';

/** Why a cell has no value, as Excel shows it. */
export interface ExampleError {
  readonly error: '#N/A' | '#VALUE!';
  readonly message: string;
}

/** A formula as somebody would type it, with what its cell shows. */
export interface FormulaExample {
  /** With the equals sign: `=PEEL.AFISTATUS(7)`. Arguments are literals or DATE(year,month,day). */
  readonly formula: string;
  /** A value, a block of values (rows x columns) or an error. Dates are Excel serials, percentages fractions; see VARIES. */
  readonly shows: ExampleValue | readonly (readonly ExampleValue[])[] | ExampleError;
  /** One short sentence for the reference: what it tells, and where the figure stands in the documents ("slide 22"). */
  readonly about?: string;
}
