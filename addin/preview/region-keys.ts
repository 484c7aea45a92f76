/** A part of the window that F6 goes to. */
export interface Region {
  readonly element: HTMLElement;
  /** What takes the keys when the region is entered, the first that is there: a CSS selector within the element. */
  readonly entry: string;
}

export function enterRegion({ element, entry }: Region): void {
  element.querySelector<HTMLElement>(entry)?.focus();
}

/**
 * F6 goes to the next part of the window and Shift+F6 to the one before, as in Excel. Without it the keyboard could
 * not leave the grid, where Tab goes to the next cell.
 */
export function moveBetweenRegions(regions: readonly Region[]): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      const shown = regions.filter(({ element }) => !element.hidden);
      const here = shown.findIndex(({ element }) => element.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      const start = here < 0 && event.shiftKey ? 0 : here;
      const next = shown[(start + step + shown.length) % shown.length];
      if (next === undefined) return;
      event.preventDefault();
      enterRegion(next);
    },
    // before the grid, which takes every key
    { capture: true },
  );
}
