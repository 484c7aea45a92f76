import type { ICellData, Nullable } from '@univerjs/core';
import { invalidArgument } from '../rich-api/host-error.ts';
import type { UniverPackages } from '../univer-grid.ts';

/** What a cell can hold, as the client sees it; an empty cell is `''`. */
export type CellValue = string | number | boolean;

/** Univer's CellValueType; the enum itself is handed in only at run time. */
const CellType = { text: 1, number: 2, boolean: 3, forcedText: 4 } as const;

/** Replaces what a cell holds and leaves its format alone. */
const NOTHING: ICellData = { v: null, t: null, f: null, si: null, p: null };

function numberCell(value: number, pattern?: string): ICellData {
  const cell = { ...NOTHING, v: value, t: CellType.number };
  return pattern === undefined ? cell : { ...cell, s: { n: { pattern } } };
}

function textCell(value: string): ICellData {
  return { ...NOTHING, v: value, t: CellType.text };
}

function booleanCell(value: boolean): ICellData {
  return { ...NOTHING, v: value ? 1 : 0, t: CellType.boolean };
}

/**
 * Text is read as if it had been typed, as Excel does: `12%`, `1/2` and `Jul-22` become numbers with a number format.
 * A leading apostrophe or the number format `@` keeps it text.
 */
function typedCell(text: string, format: string, numfmt: UniverPackages['numfmt']): ICellData {
  if (text === '') return NOTHING;
  if (text.startsWith("'")) return { ...NOTHING, v: text.slice(1), t: CellType.forcedText };
  if (format === '@') return textCell(text);
  if (text.startsWith('=')) return { ...NOTHING, f: text };
  const parsed = numfmt.parseValue(text);
  if (parsed === null) return textCell(text);
  if (typeof parsed.v === 'boolean') return booleanCell(parsed.v);
  if (typeof parsed.v !== 'number') return textCell(text);
  const takesFormat = parsed.z !== undefined && (format === '' || format === 'General');
  return takesFormat ? numberCell(parsed.v, parsed.z) : numberCell(parsed.v);
}

/**
 * The grid's cell for a value that the add-in writes.
 * `format` is the number format that the cell has now. `null` writes nothing: the cell is left as it is.
 */
export function toCellData(
  value: unknown,
  format: string,
  numfmt: UniverPackages['numfmt'],
  location: string,
): ICellData | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return numberCell(value);
  if (typeof value === 'boolean') return booleanCell(value);
  if (typeof value === 'string') return typedCell(value, format, numfmt);
  throw invalidArgument(location);
}

/** A cell's own value; undefined when it holds none (a spilled value stands elsewhere). */
export function fromCellData(cell: Nullable<ICellData>): CellValue | undefined {
  if (cell === null || cell === undefined) return undefined;
  const richText = cell.p?.body?.dataStream;
  if (richText !== undefined) return richText.replace(/\r\n$/, '');
  if (cell.v === null || cell.v === undefined) return undefined;
  // Univer keeps TRUE as 1, or as the text "TRUE" when a formula gave it.
  if (cell.t === CellType.boolean)
    return typeof cell.v === 'string' ? cell.v.toUpperCase() === 'TRUE' : Boolean(cell.v);
  return cell.v;
}

/** Whether a cell takes part in the used range. */
export function holdsContent(cell: Nullable<ICellData>): boolean {
  if (cell === null || cell === undefined) return false;
  const hasValue = cell.v !== null && cell.v !== undefined;
  return hasValue || Boolean(cell.f) || Boolean(cell.si) || Boolean(cell.p);
}
