import type { ReadRow } from '../bound-table.ts';
import { hashOf } from '../hash-of.ts';
import { isEmptyRow } from './empty-row.ts';
import { enteredCells } from './entered-cells.ts';
import { isBlank } from './same-content.ts';

/**
 * What a row without a key is known by: what was entered in it, wherever it is moved to. No record's id. Rows that hold the
 * same share it.
 */
export function newRowMark(row: ReadRow): string {
  const entered = Object.entries(enteredCells(row)).filter(([, content]) => !isBlank(content));
  const text = JSON.stringify(entered.sort(([one], [other]) => (one < other ? -1 : 1)));
  return `new:${hashOf(text).toString(36)}.${text.length.toString(36)}`;
}

/** The row's key, or what a row without one is known by; `''` where it is blank. */
export const rowMark = (row: ReadRow): string => (row.key !== '' || isEmptyRow(row) ? row.key : newRowMark(row));
