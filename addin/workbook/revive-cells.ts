import { type CellRun, peelCellsInError } from './cells-in-error.ts';

/** `Range.setDirty` came with ExcelApi 1.9; the manifest asks for less. */
function canSetDirty(): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', '1.9');
}

function revive(used: Excel.Range, run: CellRun, mayDirty: boolean): void {
  const cells = used.getCell(run.row, run.column).getResizedRange(0, run.formulas.length - 1);
  if (mayDirty && !run.isUnknownName) cells.setDirty();
  else cells.formulas = [[...run.formulas]];
}

/**
 * Wakes every PEEL cell that shows an error, in all worksheets: streams are not always started again when a workbook
 * is opened (office-js#4981, #6556, #1984). Three round trips, however many cells. Returns how many it woke.
 */
export async function reviveCells(): Promise<number> {
  return await Excel.run(async (context) => {
    const sheets = context.workbook.worksheets;
    sheets.load('items/name');
    await context.sync();
    const ranges = sheets.items.map((sheet) => sheet.getUsedRangeOrNullObject(true));
    for (const range of ranges) range.load('formulas, values, valueTypes');
    await context.sync();
    const mayDirty = canSetDirty();
    let woken = 0;
    for (const range of ranges) {
      if (range.isNullObject) continue;
      for (const run of peelCellsInError(range)) {
        revive(range, run, mayDirty);
        woken += run.formulas.length;
      }
    }
    await context.sync();
    return woken;
  });
}
