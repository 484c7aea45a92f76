import type { Injector } from '@univerjs/core';
import { AFTER_CELL_EDIT, SheetInterceptorService } from '@univerjs/sheets';
import { formulaInGrid } from './model/formula-names.ts';

/** Lets a person type table names with underscores; why the grid cannot read them is said in formula-names.ts. */
export function readTypedTableNames(injector: Injector): void {
  injector.get(SheetInterceptorService).writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: 999,
    handler: (cell, _place, next) => next(cell?.f ? { ...cell, f: formulaInGrid(cell.f) } : cell),
  });
}
