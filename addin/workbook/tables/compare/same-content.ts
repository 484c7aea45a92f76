import type { CellContent } from '../table-kind.ts';

/** Excel's own limit; what is longer comes back cut. */
const MAX_CELL_TEXT = 32_767;
/** Excel shows 15 digits, and some ways of entering a number keep no more. */
const DIGITS = 1e-14;

/** Whether two cells hold the same. Line ends count as one, as Excel turns all of them into its own: else each round would write again. */
export function sameContent(one: CellContent | undefined, other: CellContent | undefined): boolean {
  if (one === other) return true;
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= Math.max(Math.abs(one), Math.abs(other)) * DIGITS;
  return typeof one === 'string' && typeof other === 'string' && asExcelKeeps(one) === asExcelKeeps(other);
}

export const isBlank = (content: CellContent | undefined): boolean =>
  content === undefined || (typeof content === 'string' && content.trim() === '');

export const asExcelKeeps = (text: string): string => text.replace(/\r\n?/g, '\n').slice(0, MAX_CELL_TEXT);
