import type { SheetCell, WorkbookWindow } from './workbook-window.ts';

type CellContent = string | number | boolean;
/** A row's cells by their headings. */
export type TableRow = Readonly<Record<string, CellContent>>;

/** A table's rows by what stands in their key column, from top to bottom. */
export async function tableRows({ page }: WorkbookWindow, table: string): Promise<Map<string, TableRow>> {
  const [headings = [], ...body] = await page.evaluate(
    (name) =>
      Excel.run(async (context) => {
        const range = context.workbook.tables.getItem(name).getRange().load('values');
        await context.sync();
        return range.values as CellContent[][];
      }),
    table,
  );
  const rows = body.map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])));
  return new Map(rows.map((row) => [String(row.Key), row]));
}

/** Some cells of a record's row; undefined where the table has no such row. */
export async function cellsOfRow(
  window: WorkbookWindow,
  table: string,
  key: string,
  ...headings: readonly string[]
): Promise<CellContent[] | undefined> {
  const row = (await tableRows(window, table)).get(key);
  return row && headings.map((heading) => row[heading] ?? '');
}

/** Where a cell of a table stands now. */
export async function placeOf(
  { page }: WorkbookWindow,
  table: string,
  key: string,
  heading: string,
): Promise<SheetCell> {
  return await page.evaluate(
    ([name, id, column]) =>
      Excel.run(async (context) => {
        const found = context.workbook.tables.getItem(name);
        const whole = found.getRange().load('values');
        found.worksheet.load('name');
        await context.sync();
        const at = (whole.values[0] ?? []).indexOf(column);
        const row = whole.values.findIndex(([first]) => first === id);
        if (row < 0 || at < 0) throw new Error(`${name} has no ${column} of ${id}`);
        const cell = whole.getCell(row, at).load('address');
        await context.sync();
        return { sheet: found.worksheet.name, address: cell.address.slice(cell.address.lastIndexOf('!') + 1) };
      }),
    [table, key, heading] as const,
  );
}

/** A cell's note, '' where it has none. */
export async function noteAt({ page }: WorkbookWindow, { sheet, address }: SheetCell): Promise<string> {
  return await page.evaluate(
    ([name, cell]) =>
      Excel.run(async (context) => {
        const note = context.workbook.worksheets.getItem(name).notes.getItemOrNullObject(cell).load('content');
        await context.sync();
        return note.isNullObject ? '' : note.content;
      }),
    [sheet, address] as const,
  );
}

/** `#FDE7E9`, or what the grid says of a cell without a fill. */
export async function fillAt({ page }: WorkbookWindow, { sheet, address }: SheetCell): Promise<string> {
  return await page.evaluate(
    ([name, cell]) =>
      Excel.run(async (context) => {
        const { fill } = context.workbook.worksheets.getItem(name).getRange(cell).format;
        fill.load('color');
        await context.sync();
        return fill.color;
      }),
    [sheet, address] as const,
  );
}

/** What is selected: its sheet and its address. */
export async function selectedIn({ page }: WorkbookWindow): Promise<SheetCell> {
  return await page.evaluate(() =>
    Excel.run(async (context) => {
      const range = context.workbook.getSelectedRange().load('address');
      range.worksheet.load('name');
      await context.sync();
      return { sheet: range.worksheet.name, address: range.address.slice(range.address.lastIndexOf('!') + 1) };
    }),
  );
}

/** A row's number in its worksheet, as its edge shows it. */
export const rowNumber = async (window: WorkbookWindow, table: string, key: string): Promise<number> =>
  Number((await placeOf(window, table, key, 'Key')).address.replace(/\D/g, ''));

/** Whether a filter, or somebody, keeps the cell's row out of sight. */
export async function isHidden({ page }: WorkbookWindow, { sheet, address }: SheetCell): Promise<boolean> {
  return await page.evaluate(
    ([name, cell]) =>
      Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem(name).getRange(cell).load('rowHidden');
        await context.sync();
        return range.rowHidden;
      }),
    [sheet, address] as const,
  );
}
