/** What a worksheet holds in its used range; rows and columns of the lists count from `firstRow` and `firstColumn`. */
export interface UsedSheet {
  readonly id: string;
  readonly name: string;
  readonly isHidden: boolean;
  readonly isProtected: boolean;
  /** From 0. */
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly formulas: unknown[][];
  readonly values: unknown[][];
  readonly valueTypes: string[][];
}

interface Extent {
  readonly sheet: Excel.Worksheet;
  readonly used: Excel.Range;
}

/** Excel on the web answers with at most 5 MB; a cell's formula, value and type take some 100 bytes. */
const CELLS_A_LOAD = 20_000;

/** The used ranges of all worksheets, hidden ones too, read in blocks of rows. */
export async function readUsedSheets(context: Excel.RequestContext): Promise<UsedSheet[]> {
  const sheets = context.workbook.worksheets;
  sheets.load('items/id, items/name, items/visibility, items/protection/protected');
  await context.sync();
  const extents = sheets.items.map((sheet) => ({ sheet, used: sheet.getUsedRangeOrNullObject(true) }));
  for (const { used } of extents) used.load('rowIndex, columnIndex, rowCount, columnCount');
  await context.sync();
  const read: UsedSheet[] = [];
  const blocks = createBlockReader(context);
  for (const { sheet, used } of extents.filter((extent) => !extent.used.isNullObject)) {
    const held = emptySheet({ sheet, used });
    read.push(held);
    const rowsABlock = Math.max(1, Math.floor(CELLS_A_LOAD / used.columnCount));
    for (let row = 0; row < used.rowCount; row += rowsABlock) {
      const rows = Math.min(rowsABlock, used.rowCount - row);
      await blocks.add(
        held,
        used.getCell(row, 0).getResizedRange(rows - 1, used.columnCount - 1),
        rows * used.columnCount,
      );
    }
  }
  await blocks.read();
  return read;
}

function emptySheet({ sheet, used }: Extent): UsedSheet {
  return {
    id: sheet.id,
    name: sheet.name,
    isHidden: sheet.visibility !== Excel.SheetVisibility.visible,
    isProtected: sheet.protection.protected,
    firstRow: used.rowIndex,
    firstColumn: used.columnIndex,
    formulas: [],
    values: [],
    valueTypes: [],
  };
}

/** Collects loads until they are worth a round trip. */
function createBlockReader(context: Excel.RequestContext) {
  let waiting: { readonly into: UsedSheet; readonly block: Excel.Range }[] = [];
  let cells = 0;
  const read = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await context.sync();
    for (const { into, block } of waiting) {
      into.formulas.push(...block.formulas);
      into.values.push(...block.values);
      into.valueTypes.push(...block.valueTypes);
    }
    waiting = [];
    cells = 0;
  };
  return {
    read,
    async add(into: UsedSheet, block: Excel.Range, count: number): Promise<void> {
      if (cells + count > CELLS_A_LOAD) await read();
      block.load('formulas, values, valueTypes');
      waiting.push({ into, block });
      cells += count;
    },
  };
}
