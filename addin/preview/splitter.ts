const KEY_STEP_PX = 20;

/** Lets the person drag the pane's width, or set it with the keys; the element's own aria values are its limits. */
export function makeSplitter(splitter: HTMLElement, workbook: HTMLElement): void {
  const pixels = (name: 'aria-valuemin' | 'aria-valuemax' | 'aria-valuenow'): number =>
    Number(splitter.getAttribute(name));
  const narrowest = pixels('aria-valuemin');
  const widest = pixels('aria-valuemax');
  const apply = (wanted: number): void => {
    const width = Math.round(Math.min(widest, Math.max(narrowest, wanted)));
    workbook.style.setProperty('--pane-width', `${width}px`);
    splitter.setAttribute('aria-valuenow', String(width));
  };
  apply(pixels('aria-valuenow'));
  splitter.addEventListener('keydown', (event) => {
    const now = pixels('aria-valuenow');
    const wanted = { ArrowLeft: now + KEY_STEP_PX, ArrowRight: now - KEY_STEP_PX, Home: narrowest, End: widest };
    if (!(event.key in wanted)) return;
    apply(wanted[event.key as keyof typeof wanted]);
    event.preventDefault();
  });
  splitter.addEventListener('pointerdown', ({ pointerId }) => splitter.setPointerCapture(pointerId));
  splitter.addEventListener('pointermove', ({ pointerId, clientX }) => {
    if (splitter.hasPointerCapture(pointerId)) apply(workbook.getBoundingClientRect().right - clientX);
  });
}
