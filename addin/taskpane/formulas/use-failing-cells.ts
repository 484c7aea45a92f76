import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailingCells } from '../../workbook/failing-cells.ts';
import { useServices } from '../pane-context.ts';
import { failureText } from './failure-text.ts';

export interface FailingCellsState {
  /** Null before the first look, and where that did not work. */
  readonly found: FailingCells | null;
  readonly isLooking: boolean;
  readonly failure: string | null;
  readonly look: () => void;
}

/** The workbook's failing PEEL cells: looked for when they are first shown, on demand, and after each Refresh. */
export function useFailingCells(isShown: boolean): FailingCellsState {
  const { formulas } = useServices();
  const [found, setFound] = useState<FailingCells | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);
  const latest = useRef(0);
  const look = useCallback((): void => {
    latest.current += 1;
    const turn = latest.current;
    setLooking(true);
    formulas
      .findFailing()
      .then(
        (answer) => ({ answer, why: null }),
        (cause: unknown) => ({ answer: null, why: failureText(cause) }),
      )
      .then(({ answer, why }) => {
        if (turn !== latest.current) return; // a later look tells more
        setLooking(false);
        setFailure(why);
        if (answer !== null) setFound(answer);
      })
      .catch(console.error);
  }, [formulas]);
  const wasShown = useRef(false);
  useEffect(() => {
    if (!isShown || wasShown.current) return;
    wasShown.current = true;
    look();
  }, [isShown, look]);
  useEffect(
    () =>
      formulas.onRefreshed(() => {
        if (wasShown.current) look();
      }),
    [formulas, look],
  );
  return { found, isLooking, failure, look };
}
