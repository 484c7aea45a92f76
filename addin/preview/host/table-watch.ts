import type { ChangeEvents } from './change-events.ts';
import { expandTables } from './model/table-expansion.ts';
import { watchHeaders } from './model/table-headers.ts';
import type { WorkbookModel } from './model/workbook-model.ts';
import { watchSheets } from './sheet-watch.ts';

/** Lets tables grow and follow their headers, and tells of tables and sheets that come and go; returns what ends it. */
export function watchTables(workbook: WorkbookModel, events: ChangeEvents): () => void {
  const ends = [
    expandTables(workbook),
    watchHeaders(workbook),
    workbook.tables.added.add((news) => events.tableAdded(news)),
    workbook.tables.deleted.add((news) => events.tableDeleted(news)),
    workbook.protections.add((news) => events.protectionChanged(news)),
    watchSheets(workbook, (news) => events.sheetsChanged(news)),
  ];
  return () => {
    for (const end of ends) end();
  };
}
