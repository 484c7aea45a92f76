import type { CustomFunctionMetadata } from 'virtual:peel-functions';
import { FORMULAS } from '../associate-formulas.ts';
import { FORMULA_NAMES, type FormulaName } from '../catalogue.ts';

/** What a cell with the formula would show: a value (rows of values where it spills), or an error with its message. */
export type FormulaResult = { readonly value: unknown } | { readonly error: string; readonly message: string };

export const isFormulaName = (name: string): name is FormulaName => (FORMULA_NAMES as readonly string[]).includes(name);

/** Excel converts to the type that the metadata gives before it calls. */
function asDeclared(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'string') return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  return value;
}

function asResult(answer: unknown): FormulaResult {
  if (!(answer instanceof CustomFunctions.Error)) return { value: answer };
  return { error: String(answer.code), message: answer.message ?? '' };
}

/**
 * Runs the very function that Excel would run, and emits what its cell would show: at once, and again whenever that
 * changes. Returns what ends it.
 */
export function runFormula(
  { id, parameters, options }: CustomFunctionMetadata,
  given: readonly unknown[],
  emit: (result: FormulaResult) => void,
): () => void {
  if (!isFormulaName(id)) throw new TypeError(`There is no formula ${id}`);
  const formula = FORMULAS[id] as (...callArguments: unknown[]) => unknown; // as Excel calls it, with whatever a cell holds
  const values = parameters.map(({ type }, index) => asDeclared(given[index], type));
  if (options?.stream !== true) {
    emit(answerOf(() => formula(...values)));
    return () => {};
  }
  const invocation: { setResult: (answer: unknown) => void; onCanceled?: () => void } = {
    setResult: (answer) => emit(asResult(answer)),
  };
  formula(...values, invocation);
  return () => invocation.onCanceled?.();
}

/** What a cell with the formula shows now. */
export function formulaResult(shape: CustomFunctionMetadata, given: readonly unknown[]): FormulaResult {
  let latest: FormulaResult = { error: '#BUSY!', message: '' };
  const stop = runFormula(shape, given, (result) => {
    latest = result;
  });
  stop();
  return latest;
}

function answerOf(ask: () => unknown): FormulaResult {
  try {
    return asResult(ask());
  } catch (error) {
    if (error instanceof CustomFunctions.Error) return asResult(error);
    throw error;
  }
}
