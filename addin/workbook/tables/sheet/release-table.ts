import { runInExcel } from '../../excel-refusal.ts';
import { forgetTable, storedTables } from '../settings/table-bindings.ts';

/** A table becomes plain cells, which stay as they are; nothing happens where it is not bound. */
export async function releaseTable(tableId: string): Promise<void> {
  await runInExcel(async (context) => {
    const stored = (await storedTables(context)).find(({ binding }) => binding.tableId === tableId);
    const table = context.workbook.tables.getItemOrNullObject(tableId);
    await context.sync();
    if (!table.isNullObject) table.convertToRange();
    if (stored !== undefined) forgetTable(context, stored);
    await context.sync();
  });
}
