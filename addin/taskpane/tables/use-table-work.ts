import { useRef, useState } from 'react';
import { failureText } from '../formulas/failure-text.ts';

/** One thing at a time that the workbook is asked to do. */
export interface TableWork {
  readonly busy: boolean;
  /** Why the last was not done. */
  readonly failure: string | null;
  /** `told` is said once it is done; null where what happens is told by itself. */
  readonly run: (work: () => Promise<unknown>, told?: string) => void;
}

export function useTableWork(onTold: (told: string) => void): TableWork {
  const [busy, setBusy] = useState(false);
  const isBusy = useRef(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = (work: () => Promise<unknown>, told?: string): void => {
    if (isBusy.current) return; // a second press may come before the buttons are drawn as disabled
    isBusy.current = true;
    setBusy(true);
    setFailure(null);
    work()
      .then(
        () => told !== undefined && onTold(told),
        (cause: unknown) => setFailure(failureText(cause)),
      )
      .finally(() => {
        isBusy.current = false;
        setBusy(false);
      })
      .catch(console.error);
  };
  return { busy, failure, run };
}
