import { printedPercent } from '../../../../shared/domain/arithmetic.ts';

/** How a document prints a cell of a table; `points` with one decimal and no sign of percent. */
export type PrintedAs = 'text' | 'count' | 'percent' | 'points';

/** A spilled row as it is printed; a blank stays blank. */
export function printedRow(row: readonly unknown[], columns: readonly PrintedAs[]): string[] {
  return row.map((cell, index) => {
    const form = columns[index] ?? 'text';
    if (typeof cell !== 'number' || form === 'text') return String(cell);
    if (form === 'percent') return printedPercent(cell);
    return form === 'points' ? cell.toFixed(1) : String(cell);
  });
}

/** The cells of one line of a table as it is typed in from the document: separated by `|`. */
export const printedLine = (line: string): string[] => line.split('|').map((cell) => cell.trim());
