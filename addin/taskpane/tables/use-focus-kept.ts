import { type RefCallback, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

interface FocusKept {
  /** To be the ref of the view, which takes the focus by script: `tabIndex={-1}`. */
  readonly ref: RefCallback<HTMLElement>;
  readonly view: RefObject<HTMLElement | null>;
}

/**
 * Gives the focus a new place where what had it has gone from the view: the heading of its table, else the view itself.
 * A row goes when the workbook has done what was asked, some time after the press.
 */
export function useFocusKept(): FocusKept {
  const view = useRef<HTMLElement | null>(null);
  const last = useRef<{ readonly element: Element; readonly table: string } | null>(null);
  const ref = useCallback((shown: HTMLElement | null) => {
    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      const table = target.closest<HTMLElement>('[data-table]')?.dataset.table ?? '';
      last.current = { element: target, table };
    };
    view.current = shown;
    shown?.addEventListener('focusin', note);
    return () => {
      view.current = null;
      shown?.removeEventListener('focusin', note);
    };
  }, []);
  // after every drawing: which of them takes the element away is not known
  useLayoutEffect(() => {
    if (last.current === null || last.current.element.isConnected) return;
    const { table } = last.current;
    last.current = null;
    if (document.activeElement !== document.body) return;
    const cards = [...(view.current?.querySelectorAll<HTMLElement>('[data-table]') ?? [])];
    const heading = cards.find(({ dataset }) => dataset.table === table)?.querySelector<HTMLElement>('h2 button');
    (heading ?? view.current)?.focus({ preventScroll: true });
  });
  return { ref, view };
}
