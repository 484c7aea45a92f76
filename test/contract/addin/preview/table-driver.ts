/** What the add-in sees of a table. */
export interface SeenTable {
  readonly address: string;
  readonly ids: readonly number[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A new sheet of the table's name with a table at an address of it, made of rows whose first is the header. */
export async function makeTable(name: string, firstCell: string, rows: (string | number | boolean)[][]): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.add(name);
    const range = sheet.getRange(firstCell).getAbsoluteResizedRange(rows.length, rows[0]?.length ?? 0);
    range.values = rows;
    const table = sheet.tables.add(range, true);
    table.name = `T_${name}`;
    await context.sync();
  });
}

export async function seeTable(name: string): Promise<SeenTable> {
  return Excel.run(async (context) => {
    const table = context.workbook.tables.getItem(`T_${name}`);
    const range = table.getRange().load('address');
    const columns = table.columns.load('items/id,items/name');
    const body = table.getDataBodyRange().load('values');
    await context.sync();
    return {
      address: range.address,
      ids: columns.items.map((column) => column.id),
      headings: columns.items.map((column) => column.name),
      rows: body.values,
    };
  });
}

export async function onTable<T>(
  name: string,
  work: (table: Excel.Table, context: Excel.RequestContext) => T | Promise<T>,
): Promise<T> {
  return Excel.run(async (context) => {
    const result = await work(context.workbook.tables.getItem(`T_${name}`), context);
    await context.sync();
    return result;
  });
}

export async function cellsOf(
  sheetName: string,
  address: string,
  what: 'values' | 'formulas' | 'numberFormat' | 'text',
) {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(sheetName).getRange(address).load(what);
    await context.sync();
    return range[what] as unknown[][];
  });
}
