import { activeCell, selectedRange } from './model/workbook-api.ts';
import type { WorkbookModel } from './model/workbook-model.ts';

const SELECTION_COMMANDS = ['sheet.operation.set-selections', 'sheet.operation.set-worksheet-active'];

/** Tells when the selection or the shown sheet has changed; returns what ends it. */
export function watchSelection(workbook: WorkbookModel, moved: () => void): () => void {
  const commands = workbook.injector.get(workbook.grid.packages.ICommandService);
  let previous = '';
  let isLooking = false;
  const look = (): void => {
    isLooking = false;
    const now = `${selectedRange(workbook).address} ${activeCell(workbook).address}`;
    if (now === previous) return;
    previous = now;
    moved();
  };
  const watcher = commands.onCommandExecuted(({ id }) => {
    // Univer sets the same selection several times for one click: where it ends is what counts.
    if (!SELECTION_COMMANDS.includes(id) || isLooking) return;
    isLooking = true;
    queueMicrotask(look);
  });
  return () => watcher.dispose();
}
