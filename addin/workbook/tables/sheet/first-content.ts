/** A cell that holds something; both count from 0 in the worksheet. */
export interface HeldCell {
  readonly row: number;
  readonly column: number;
}

/** Queues the load of what stands in a range; `firstContent` tells of it after the next sync. */
export function askForContents(range: Excel.Range): Excel.Range {
  const used = range.getUsedRangeOrNullObject(true);
  used.load('rowIndex, columnIndex, values, formulas');
  return used;
}

/** The first cell that holds something; null where none does. A formula may show nothing, and a spilled value has no formula. */
export function firstContent(used: Excel.Range): HeldCell | null {
  if (used.isNullObject) return null;
  const holds = (row: number, column: number): boolean =>
    used.values[row]?.[column] !== '' || used.formulas[row]?.[column] !== '';
  for (const [row, cells] of used.values.entries()) {
    const column = cells.findIndex((_value, at) => holds(row, at));
    if (column >= 0) return { row: used.rowIndex + row, column: used.columnIndex + column };
  }
  return null;
}
