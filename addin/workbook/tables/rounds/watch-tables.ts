import { runInExcel } from '../../excel-refusal.ts';
import { areasOf, type CellArea } from '../sheet/cell-area.ts';

/** A hint that cells of a worksheet have changed; what they hold now is read afterwards. */
export interface SheetChange {
  readonly sheetId: string;
  /** Null: rows, columns or cells were moved, so that it may be anywhere. */
  readonly areas: readonly CellArea[] | null;
  /** Another person did it, in their own Excel. */
  readonly isRemote: boolean;
}

/** What is called when something changes in the workbook that may concern a table. */
export interface TableListener {
  readonly changed: (change: SheetChange) => void;
  /** A table came or went, or a worksheet can be written again. */
  readonly rearranged: () => void;
}

const supports = (version: string): boolean => Office.context.requirements.isSetSupported('ExcelApi', version);

/**
 * Hears of changes in all worksheets but those that the add-in itself makes; returns what ends it. Handlers only take
 * notes: events come late, without what was there before, and not for everything (ExcelApi 1.9; without it nothing is heard).
 */
export async function watchTables(listener: TableListener): Promise<() => Promise<void>> {
  if (!supports('1.9')) return async () => {};
  const registered = await runInExcel(async (context) => {
    const { worksheets, tables } = context.workbook;
    const rearranged = async (): Promise<void> => listener.rearranged();
    const added: { remove(): void }[] = [
      worksheets.onChanged.add(async (event) => heard(event, listener)),
      tables.onAdded.add(rearranged),
      tables.onDeleted.add(rearranged),
      ...(supports('1.14') ? [worksheets.onProtectionChanged.add(rearranged)] : []),
    ];
    await context.sync();
    return { context, added };
  });
  return async () => {
    await Excel.run(registered.context, async (context) => {
      for (const each of registered.added) each.remove();
      await context.sync();
    });
  };
}

function heard(event: Excel.WorksheetChangedEventArgs, { changed }: TableListener): void {
  const { worksheetId: sheetId, changeType, address, source, triggerSource } = event;
  if (triggerSource === Excel.EventTriggerSource.thisLocalAddin) return;
  const areas = changeType === Excel.DataChangeType.rangeEdited ? areasOf(address) : null;
  changed({ sheetId, areas, isRemote: source === Excel.EventSource.remote });
}
