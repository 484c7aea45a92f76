import { vi } from 'vitest';
import { FORMULAS } from '../../../../addin/formulas/associate-formulas.ts';
import type { FormulaName } from '../../../../addin/formulas/catalogue.ts';

/** Excel's error as its runtime defines it (custom-functions-runtime): a code and a message. */
export class ExcelError {
  constructor(
    readonly code: string,
    readonly message?: string,
  ) {}
}

/** What a cell with one formula has been given so far. */
export interface Cell {
  readonly results: readonly unknown[];
  /** The last result; an error as `#N/A message`. */
  readonly shown: unknown;
  /** What Excel does when the formula is deleted or changed. */
  cancel(): void;
}

/** Puts Excel's names in place; the real runtime defines them once its host is there. */
export function installExcelNames(): void {
  const ErrorCode = { notAvailable: '#N/A', invalidValue: '#VALUE!' };
  vi.stubGlobal('CustomFunctions', { Error: ExcelError, ErrorCode, associate: vi.fn() });
  vi.stubGlobal('Office', { context: { requirements: { isSetSupported: () => true } } });
}

/** Enters `=PEEL.NAME(...)` in a cell. Arguments that are left out are undefined, as trailing ones are in Excel. */
export function enter(name: FormulaName, ...callArguments: unknown[]): Cell {
  const results: unknown[] = [];
  const invocation: { setResult: (value: unknown) => void; onCanceled?: () => void } = {
    setResult: (value) => void results.push(value),
  };
  // Excel calls with whatever the cell holds
  const formula = FORMULAS[name] as (...values: unknown[]) => unknown;
  const parameters = Array.from({ length: formula.length - 1 }, (_, index) => callArguments[index]);
  formula(...parameters, invocation);
  return {
    results,
    get shown() {
      return printed(results.at(-1));
    },
    cancel: () => invocation.onCanceled?.(),
  };
}

/** A function that Excel calls once for its value. */
export function ask(name: FormulaName, ...callArguments: unknown[]): unknown {
  try {
    return (FORMULAS[name] as (...values: unknown[]) => unknown)(...callArguments);
  } catch (error) {
    return printed(error);
  }
}

function printed(result: unknown): unknown {
  return result instanceof ExcelError ? `${result.code} ${result.message}` : result;
}
