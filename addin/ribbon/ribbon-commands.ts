import { INSERT_COMMANDS, type RibbonTable } from './insert-table.ts';

/** What the ribbon's buttons do; the composition root passes it in. */
export interface RibbonActions {
  /** Syncs now, then brings the tables up to date and revives PEEL cells in error. */
  readonly refresh: () => Promise<void>;
  readonly showPane: () => Promise<void>;
  readonly insertTable: (table: RibbonTable) => Promise<void>;
}

/** The names under which manifest.xml knows the commands, besides those that insert tables. */
export const RIBBON_COMMANDS = { refresh: 'refreshPeel', showPane: 'showPeelPane' } as const;

/**
 * Binds the ribbon's commands to what they do. Excel keeps a button disabled until `completed` is called, so it is
 * called whatever became of the command; a failure is told to `onFailure` in a sentence.
 */
export function registerRibbonCommands(actions: RibbonActions, onFailure: (message: string) => void): void {
  const run = async (event: Office.AddinCommands.Event, doing: string, action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      onFailure(`${doing} did not work: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      event.completed();
    }
  };
  const bind = (command: string, doing: string, action: () => Promise<void>): void =>
    Office.actions.associate(command, (event: Office.AddinCommands.Event) => {
      void run(event, doing, action); // failures are told in run
    });
  bind(RIBBON_COMMANDS.refresh, 'Refresh', actions.refresh);
  bind(RIBBON_COMMANDS.showPane, 'Showing the PEEL pane', actions.showPane);
  for (const [command, table] of Object.entries(INSERT_COMMANDS))
    bind(command, 'Inserting the table', async () => {
      try {
        await actions.insertTable(table);
      } catch (error) {
        await actions.showPane(); // nothing has appeared in the workbook: the reason must be seen
        throw error;
      }
    });
}

/** Shows the add-in's pane; needs a shared runtime. */
export async function showPane(): Promise<void> {
  await Office.addin.showAsTaskpane();
}
