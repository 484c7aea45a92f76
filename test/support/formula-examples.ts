import { expect } from 'vitest';
import { FORMULA_NAMES, type FormulaName } from '../../addin/formulas/catalogue.ts';
import { type FormulaExample, VARIES } from '../../addin/formulas/formula-example.ts';
import { FORMULA_EXAMPLES } from '../../addin/formulas/formula-examples.ts';
import { wholeCall } from '../../addin/formulas/guide/formula-syntax.ts';

/** An example of a function. */
export interface NamedExample {
  readonly name: FormulaName;
  readonly example: FormulaExample;
}

/** An example in a sheet, with room for what it spills. */
export interface PlacedExample extends NamedExample {
  /** The number of the row in which it stands, in column A. */
  readonly row: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Every example of every function, in the order of their names. */
export const EXAMPLES: readonly NamedExample[] = FORMULA_NAMES.flatMap((name) =>
  FORMULA_EXAMPLES[name].map((example) => ({ name, example })),
);

/** The arguments of an example as Excel gives them: null for one that is left out between others. */
export function argumentsOf({ name, example: { formula } }: NamedExample): unknown[] {
  const call = wholeCall(formula);
  if (call?.name !== name) throw new Error(`${formula} is no single call of ${name}`);
  return call.callArguments.map((argument) => {
    if (argument.kind === 'value') return argument.value;
    if (argument.kind === 'left out') return null;
    throw new Error(`${formula} has an argument that only Excel can work out`);
  });
}

/** The code and message that an example shows; null for one that shows a value. */
export const errorOf = ({ example: { shows } }: NamedExample): { error: string; message: string } | null =>
  typeof shows === 'object' && 'error' in shows ? shows : null;

/** The rows that an example fills; anything but blank may stand where it says that a value varies. */
export function promisedRows({ example: { shows } }: NamedExample): unknown[][] {
  if (typeof shows !== 'object') return [[promised(shows)]];
  return 'error' in shows ? [[shows.error]] : shows.map((row) => row.map(promised));
}

const promised = (value: unknown): unknown => (value === VARIES ? expect.toSatisfy(isFilled) : value);
const isFilled = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '' && !value.startsWith('#'));

/** Examples one below the other, so that none spills over the next. */
export function placed(examples: readonly NamedExample[]): PlacedExample[] {
  let row = 1;
  return examples.map((each) => {
    const rows = promisedRows(each);
    const place = { ...each, row, rowCount: rows.length, columnCount: rows[0]?.length ?? 1 };
    row += rows.length;
    return place;
  });
}

/** `A7:C9`. */
export const addressOf = ({ row, rowCount, columnCount }: PlacedExample): string =>
  `A${row}:${String.fromCharCode(64 + columnCount)}${row + rowCount - 1}`;

/** What a column holds in which these formulas stand at their rows. */
export function columnOf(examples: readonly PlacedExample[]): string[] {
  return examples.flatMap(({ example, rowCount }) => [example.formula, ...Array<string>(rowCount - 1).fill('')]);
}
