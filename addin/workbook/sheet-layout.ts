export type CellContent = string | number | boolean;

/** Rows of values or formulas, written at once from their first cell on. */
export interface Block {
  /** The address of the top left cell, `A4`. */
  readonly at: string;
  readonly rows: readonly (readonly CellContent[])[];
}

/** How a range looks; what is absent stays as it is. */
export interface Look {
  readonly address: string;
  readonly fill?: string;
  readonly fontColor?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly wrap?: boolean;
  readonly horizontal?: 'Left' | 'Center' | 'Right';
  readonly vertical?: 'Top' | 'Center';
  /** In points; for rows whose wrapped text arrives after they were made, since they do not grow by themselves. */
  readonly rowHeight?: number;
  /** An Excel number format such as `dd mmm yyyy`. */
  readonly numberFormat?: string;
}

/** A worksheet to be made: what stands where, and how it looks. */
export interface SheetLayout {
  readonly name: string;
  readonly blocks: readonly Block[];
  readonly looks: readonly Look[];
  /** Widths in points, by column letter. */
  readonly columnWidths: Readonly<Record<string, number>>;
  /** Rows that stay in sight at the top. */
  readonly frozenRows: number;
}

/** The workbook's few colours: dark enough on their fills to be read in print. */
export const INK = { heading: '#FFFFFF', quiet: '#595959', title: '#1F3864' } as const;
export const FILL = { heading: '#1F3864', total: '#DEE6F2', input: '#FFF6D6' } as const;
export const FORMAT = {
  date: 'dd mmm yyyy',
  month: 'mmm-yy',
  count: '#,##0',
  percent: '0.0%',
  change: '+#,##0;-#,##0;0',
} as const;

/** How many rows and columns an address such as `B5` or `A5:J23` spans; columns to Z. */
export function sizeOf(address: string): { rows: number; columns: number } {
  const cells = address.split(':').map((cell) => ({
    column: cell.charCodeAt(0),
    row: Number(cell.slice(1)),
  }));
  const [first = { column: 65, row: 1 }, last = first] = cells;
  return { rows: last.row - first.row + 1, columns: last.column - first.column + 1 };
}

/** The title and the line below it, with which every sheet begins. */
export function titleLooks(lastColumn: string): Look[] {
  return [
    { address: 'A1', bold: true, size: 16, fontColor: INK.title },
    { address: `A2:${lastColumn}2`, italic: true, fontColor: INK.quiet },
  ];
}

/** A heading row. */
export function headingLook(address: string): Look {
  return { address, fill: FILL.heading, fontColor: INK.heading, bold: true, wrap: true, vertical: 'Center' };
}
