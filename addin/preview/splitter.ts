const NARROWEST_PX = 320;
const WIDEST_PX = 800;
const KEY_STEP_PX = 20;

/** Lets the person drag the pane's width, or set it with the arrow keys. */
export function makeSplitter(splitter: HTMLElement, workbook: HTMLElement): void {
  let widthPx = 400;
  const apply = (wanted: number): void => {
    widthPx = Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, wanted)));
    workbook.style.setProperty('--pane-width', `${widthPx}px`);
    splitter.setAttribute('aria-valuenow', String(widthPx));
  };
  apply(widthPx);
  splitter.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') apply(widthPx + KEY_STEP_PX);
    if (key === 'ArrowRight') apply(widthPx - KEY_STEP_PX);
  });
  splitter.addEventListener('pointerdown', ({ pointerId }) => splitter.setPointerCapture(pointerId));
  splitter.addEventListener('pointermove', ({ pointerId, clientX }) => {
    if (splitter.hasPointerCapture(pointerId)) apply(workbook.getBoundingClientRect().right - clientX);
  });
}
