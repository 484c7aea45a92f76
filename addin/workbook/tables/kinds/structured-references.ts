import type { FormulaNames } from '../table-kind.ts';

/**
 * A cell of the formula's own row, by column id: `PEEL_Calls_101[[#This Row],[Received]]`; null where the column is not in the
 * table. In a heading an apostrophe goes before what structured references give a meaning.
 * https://support.microsoft.com/office/using-structured-references-with-excel-tables-f5ed2452-2337-4f71-bed3-c8ae6d2b276e
 */
export function thisRow({ table, headings }: FormulaNames, column: string): string | null {
  const heading = headings[column];
  return heading === undefined ? null : `${table}[[#This Row],[${heading.replace(/['[\]#@]/g, "'$&")}]]`;
}
