/** What the ribbon's buttons do; the composition root passes it in. */
export interface RibbonActions {
  /** Syncs now, then revives PEEL cells in error. */
  readonly refresh: () => Promise<void>;
  readonly showPane: () => Promise<void>;
}

/** The names under which manifest.xml knows the commands. */
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
  Office.actions.associate(RIBBON_COMMANDS.refresh, (event: Office.AddinCommands.Event) => {
    void run(event, 'Refresh', actions.refresh); // failures are told in run
  });
  Office.actions.associate(RIBBON_COMMANDS.showPane, (event: Office.AddinCommands.Event) => {
    void run(event, 'Showing the PEEL pane', actions.showPane); // failures are told in run
  });
}

/** Shows the add-in's pane; needs a shared runtime. */
export async function showPane(): Promise<void> {
  await Office.addin.showAsTaskpane();
}
