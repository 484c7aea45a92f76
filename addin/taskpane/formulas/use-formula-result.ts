import { useEffect, useState } from 'react';
import type { FormulaName } from '../../formulas/catalogue.ts';
import type { FormulaGuide } from '../../formulas/guide/formula-guide.ts';
import type { ChosenArgument } from '../../formulas/guide/formula-syntax.ts';
import type { FormulaResult } from '../../formulas/guide/run-formula.ts';

/** What a cell with the formula would show, kept up to date; null while `isComplete` is not so. */
export function useFormulaResult(
  guide: FormulaGuide,
  name: FormulaName,
  chosen: readonly ChosenArgument[],
  isComplete: boolean,
): FormulaResult | null {
  const [result, setResult] = useState<{ readonly formula: string; readonly shows: FormulaResult } | null>(null);
  const formula = guide.write(name, chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formula's text stands for its arguments, which are a new list each time
  useEffect(() => {
    if (!isComplete) return;
    return guide.run(name, chosen, (shows) => setResult({ formula, shows }));
  }, [guide, formula, isComplete]);
  return isComplete && result?.formula === formula ? result.shows : null;
}
