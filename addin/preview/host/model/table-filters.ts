import type { TableManager } from '@univerjs/sheets-table';

/** The filters of the tables' columns; the grid keeps them, by the place of the column. */
export class TableFilters {
  constructor(
    private readonly manager: TableManager,
    private readonly workbookId: string,
  ) {}

  /** What a column is filtered by, as the grid has it; undefined without such a filter. */
  values(tableId: string, columnIndex: number): readonly unknown[] | undefined {
    const filter = this.manager.getTableById(this.workbookId, tableId)?.getTableFilterColumn(columnIndex);
    return filter !== undefined && 'values' in filter ? filter.values : undefined;
  }

  /** Takes the filters to where their columns stand now, and hides and shows rows anew; no columns before means the same. */
  move(tableId: string, before: readonly number[], after: readonly number[]): void {
    const table = this.manager.getTableById(this.workbookId, tableId);
    const isSame = before.length === after.length && before.every((columnId, index) => columnId === after[index]);
    if (table === undefined || isSame) return;
    const old = before.length === 0 ? after : before;
    const filters = new Map(old.map((columnId, index) => [columnId, table.getTableFilterColumn(index)]));
    if ([...filters.values()].every((filter) => filter === undefined)) return;
    const width = Math.max(old.length, after.length);
    for (let index = 0; index < width; index += 1)
      this.manager.addFilter(this.workbookId, tableId, index, filters.get(after[index] ?? 0));
  }
}
