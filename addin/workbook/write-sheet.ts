import { type Look, type SheetLayout, sizeOf } from './sheet-layout.ts';

/** Excel takes number formats as rows of the range's own size. */
function filled(address: string, content: string): string[][] {
  const { rows, columns } = sizeOf(address);
  return Array.from({ length: rows }, () => Array<string>(columns).fill(content));
}

function writeLook(sheet: Excel.Worksheet, look: Look): void {
  const range = sheet.getRange(look.address);
  const { format } = range;
  if (look.numberFormat !== undefined) range.numberFormat = filled(look.address, look.numberFormat);
  if (look.fill !== undefined) format.fill.color = look.fill;
  if (look.fontColor !== undefined) format.font.color = look.fontColor;
  if (look.bold !== undefined) format.font.bold = look.bold;
  if (look.italic !== undefined) format.font.italic = look.italic;
  if (look.size !== undefined) format.font.size = look.size;
  if (look.rowHeight !== undefined) format.rowHeight = look.rowHeight;
  if (look.wrap !== undefined) format.wrapText = look.wrap;
  if (look.horizontal !== undefined) format.horizontalAlignment = look.horizontal;
  if (look.vertical !== undefined) format.verticalAlignment = look.vertical;
}

/** Queues everything that a layout asks for on an empty worksheet, in blocks; the caller syncs. */
export function writeSheet(sheet: Excel.Worksheet, { blocks, looks, columnWidths, frozenRows }: SheetLayout): void {
  for (const [column, width] of Object.entries(columnWidths))
    sheet.getRange(`${column}:${column}`).format.columnWidth = width;
  for (const look of looks) writeLook(sheet, look);
  for (const { at, rows } of blocks) {
    const range = sheet.getRange(at).getResizedRange(rows.length - 1, (rows[0]?.length ?? 1) - 1);
    range.formulas = rows.map((row) => [...row]);
  }
  sheet.freezePanes.freezeRows(frozenRows);
}
