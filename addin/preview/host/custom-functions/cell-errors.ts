import { columnLetters } from '../model/a1.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookModel } from '../model/workbook-model.ts';
import type { CellError, SelectedCell } from '../preview-host.ts';
import { type CellKey, cellKey, readCellKey } from './cell-key.ts';
import type { FunctionRuntime } from './function-runtime.ts';

/** What Excel's card says of a formula whose values have no room; no function is to blame for it. */
const NO_ROOM: CellError = { code: '#SPILL!', message: "Spill range isn't blank" };

/** The messages that Excel shows in the error card of a cell, and the news of their coming and going. */
export class CellErrors {
  private readonly known = new Map<CellKey, CellError>();

  constructor(
    private readonly workbook: WorkbookModel,
    private readonly functions: Pick<FunctionRuntime, 'errorsOf'>,
    private readonly changed: (cell: SelectedCell) => void,
  ) {}

  /** Of the cell's own formula, or of the one that spills into it; undefined while the cell shows no error. */
  of(sheet: Sheet, row: number, column: number): CellError | undefined {
    const errors: ReadonlySet<unknown> = this.workbook.grid.packages.ERROR_TYPE_SET;
    const shown = sheet.value(row, column);
    if (!errors.has(shown)) return undefined;
    if (shown === NO_ROOM.code) return NO_ROOM;
    const parent = sheet.spillParent(row, column);
    return this.functions.errorsOf(cellKey(sheet.id, parent.row, parent.column)).find(({ code }) => code === shown);
  }

  /** Tells what has changed in these cells; without any, in all that had an error. */
  review(cells: Iterable<CellKey>): void {
    for (const key of new Set([...cells, ...this.known.keys()])) {
      const { sheetId, row, column } = readCellKey(key);
      const sheet = this.workbook.sheetById(sheetId);
      const error = sheet === undefined ? undefined : this.of(sheet, row, column);
      const before = this.known.get(key);
      if (before?.code === error?.code && before?.message === error?.message) continue;
      if (error === undefined) this.known.delete(key);
      else this.known.set(key, error);
      if (sheet !== undefined)
        this.changed({ sheetName: sheet.name, address: `${columnLetters(column)}${row + 1}`, error });
    }
  }
}
