import { Listeners } from './listeners.ts';
import type { PaneVisibility } from './preview-host.ts';

/** Type of the client's visibility event (Office.addin.onVisibilityModeChanged). */
const VISIBILITY_CHANGED = 65_539;

/** The pane of a shared runtime: the add-in and the person both show and hide it, and both hear of it. */
export class PaneVisibilityState {
  readonly changes = new Listeners<PaneVisibility>();
  private current: PaneVisibility = 'Visible';

  constructor(private readonly raise: (eventType: number, args: object) => void) {}

  get visibility(): PaneVisibility {
    return this.current;
  }

  set(visibility: PaneVisibility): void {
    if (visibility === this.current) return;
    this.current = visibility;
    this.raise(VISIBILITY_CHANGED, { visibility });
    this.changes.tell(visibility);
  }
}
