import type { Actor } from '../../shared/domain/permissions.ts';
import type { Replica } from '../replica/replica-port.ts';
import type { SyncControl } from '../sync/sync-status.ts';
import type { FormulaServices } from './formulas/formula-services.ts';
import type { TableServices } from './tables/table-services.ts';

/** Everything that the pane's views may use; the composition root passes it in. */
export interface PaneServices {
  readonly replica: Replica;
  readonly sync: SyncControl;
  readonly formulas: FormulaServices;
  readonly tables: TableServices;
  /** Who is signed in, as their token says; null while nobody is. Read again whenever the sync status changes. */
  readonly actor: Actor | null;
  /** The person's day in Europe/London, YYYY-MM-DD. */
  readonly today: () => string;
  /** Starts sign-in where the host needs the person's press for it. */
  readonly signIn: () => Promise<void>;
  /** Shows and takes nothing of this person's any more, in all windows; unsent edits stay on disk until they are back. */
  readonly signOut: () => Promise<void>;
}
