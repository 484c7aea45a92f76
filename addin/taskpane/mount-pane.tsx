import { createRoot } from 'react-dom/client';
import { Pane } from './pane.tsx';
import type { PaneServices } from './pane-services.ts';

/** Shows the pane in an element, which should be a landmark of its page (main, or a labelled region); returns what takes it away again. Load this file lazily: formulas answer before React does. */
export function mountPane(element: HTMLElement, services: PaneServices): () => void {
  const root = createRoot(element);
  root.render(<Pane services={services} />);
  return () => root.unmount();
}
