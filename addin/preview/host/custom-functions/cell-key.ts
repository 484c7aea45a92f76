/** One cell of the workbook as a map key. */
export type CellKey = string & { readonly __brand: 'CellKey' };

export function cellKey(sheetId: string, row: number, column: number): CellKey {
  return `${sheetId}!${row},${column}` as CellKey;
}

export function readCellKey(key: CellKey): { sheetId: string; row: number; column: number } {
  const mark = key.lastIndexOf('!');
  const [row = 0, column = 0] = key
    .slice(mark + 1)
    .split(',')
    .map(Number);
  return { sheetId: key.slice(0, mark), row, column };
}
