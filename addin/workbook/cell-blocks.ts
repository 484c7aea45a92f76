/** Cells that stand together; row and column count from 0. */
export interface CellBlock {
  readonly row: number;
  readonly column: number;
  /** Rows of what belongs to each cell. */
  readonly rows: readonly (readonly string[])[];
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

/** Cells in as few blocks as rows and columns allow: thousands of single ranges take Excel seconds. Give them row by row. */
export function inBlocks(cells: readonly Cell[]): CellBlock[] {
  const runs: { row: number; column: number; formulas: string[] }[] = [];
  for (const { row, column, formula } of cells) {
    const last = runs.at(-1);
    if (last !== undefined && last.row === row && last.column + last.formulas.length === column)
      last.formulas.push(formula);
    else runs.push({ row, column, formulas: [formula] });
  }
  const blocks: { row: number; column: number; rows: string[][] }[] = [];
  const open = new Map<string, { row: number; column: number; rows: string[][] }>();
  for (const { row, column, formulas } of runs) {
    const place = `${column} ${formulas.length}`;
    const above = open.get(place);
    if (above !== undefined && above.row + above.rows.length === row) {
      above.rows.push(formulas);
      continue;
    }
    const block = { row, column, rows: [formulas] };
    blocks.push(block);
    open.set(place, block);
  }
  return blocks;
}
