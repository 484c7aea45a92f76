import { badArgument } from '../formula-error.ts';
import { liveCell } from '../live-cell.ts';
import { isLeftOut, textOf } from '../typed-arguments.ts';
import { EXPLAINED_FORMULAS, explainerOf } from './explainers.ts';
import type { Explainer } from './explanation.ts';
import { whyRows } from './why-rows.ts';

/**
 * Why a PEEL function shows what it shows, spilled as rows of label and value: numerator and denominator ("Not published"
 * where no document prints them), rule, source and its page, who changed it last and when, commit and reason.
 * @customfunction
 * @param functionName The function's name, such as "CALLS" or "AFISTATUS"
 * @param [argument1] Its first argument, as you gave it to the function
 * @param [argument2] Its second argument
 * @param [argument3] Its third argument
 * @param [asAt] The day to look at; today where it is left out
 * @param invocation Excel's side of the cell
 */
export function why(
  functionName: unknown,
  argument1: unknown,
  argument2: unknown,
  argument3: unknown,
  asAt: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  liveCell(invocation, (reader) => {
    const { takes, explain } = explainerNamed(functionName);
    const callArguments = [argument1, argument2, argument3];
    // the function's own asAt follows its other arguments, and so is typed among them
    const day = isLeftOut(asAt) ? callArguments[takes] : asAt;
    return whyRows(explain(reader, day, callArguments.slice(0, takes)));
  });
}

/** A function by its name as it is typed: "calls", "PEEL.CALLS", "=PEEL.CALLS(...)". */
function explainerNamed(argument: unknown): Explainer {
  const [, name = ''] = /^=?\s*(?:PEEL\.)?([A-Z0-9]+)\s*(?:\(.*)?$/is.exec(textOf(argument)) ?? [];
  const found = explainerOf(name.toUpperCase());
  if (found === undefined)
    throw badArgument('functionName', `the name of a PEEL function over the plan: ${EXPLAINED_FORMULAS.join(', ')}`);
  return found;
}
