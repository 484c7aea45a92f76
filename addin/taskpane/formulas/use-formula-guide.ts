import { useEffect, useState } from 'react';
import type { FormulaGuide } from '../../formulas/guide/formula-guide.ts';
import { useServices } from '../pane-context.ts';

/** The guide once it is loaded; it is asked for when it is first wanted. `failed`: it could not be loaded. */
export function useFormulaGuide(isWanted: boolean): FormulaGuide | 'loading' | 'failed' {
  const { formulas } = useServices();
  const [guide, setGuide] = useState<FormulaGuide | 'loading' | 'failed'>('loading');
  useEffect(() => {
    if (!isWanted || guide !== 'loading') return;
    let isOver = false;
    formulas.guide().then(
      (loaded) => !isOver && setGuide(loaded),
      (cause: unknown) => {
        console.error(cause);
        if (!isOver) setGuide('failed');
      },
    );
    return () => {
      isOver = true;
    };
  }, [isWanted, guide, formulas]);
  return guide;
}
