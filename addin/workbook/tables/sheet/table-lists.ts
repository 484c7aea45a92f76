import type { ReplicaReader } from '../../../replica/replica-port.ts';
import type { TableBinding, TableReading } from '../bound-table.ts';
import type { GridValidation, TableKind } from '../table-kind.ts';
import { validateCells } from './grid-validation.ts';

/** What Excel is to let people enter in each column of a table, by column id; null where it holds to nothing. */
export type TableLists = ReadonlyMap<string, GridValidation | null>;

/** What Excel is to hold a table’s columns to, with the lists as the replica has them now. */
export function tableLists(kind: TableKind, { places }: TableReading, reader: ReplicaReader): TableLists {
  const entered = kind.columns.filter(({ id }) => places[id] !== undefined);
  return new Map(entered.flatMap(({ id, entry }) => (entry === undefined ? [] : [[id, entry.validation(reader)]])));
}

/**
 * A few letters that are others when the lists are, or when rows of no record stand elsewhere, as what Excel holds cells
 * to need not follow a sort. The workbook keeps them, to know whether its cells are held to what they should be.
 */
export function listsMark(lists: TableLists, areFixed: readonly boolean[]): string {
  const fixedRows = areFixed.flatMap((isFixed, row) => (isFixed ? [row] : []));
  const text = JSON.stringify([[...lists], fixedRows]);
  let hash = 0x811c9dc5; // FNV-1a
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Which of some rows stand for no record, by their keys. */
export function fixedAmong(
  keys: readonly string[],
  kind: TableKind,
  { scope }: TableBinding,
  reader: ReplicaReader,
): boolean[] {
  const fixed = new Set(kind.rows(reader, scope).flatMap((row) => ('fixed' in row ? [row.fixed.key] : [])));
  return keys.map((key) => fixed.has(key));
}

/** Rows that stand together, the first counted from 0 in the table's body. */
interface HeldRows {
  readonly first: number;
  readonly areFixed: readonly boolean[];
}

/** Queues what Excel lets people enter in some rows; in a quarter's total it holds nobody to anything. */
export function validateRows(
  sheet: Excel.Worksheet,
  { places, firstRow, firstColumn }: TableReading,
  { first, areFixed }: HeldRows,
  lists: TableLists,
): void {
  for (const { at, count, isFixed } of runsOf(areFixed)) {
    for (const [column, validation] of lists) {
      const place = places[column];
      if (place === undefined) continue;
      const cells = sheet.getRangeByIndexes(firstRow + first + at, firstColumn + place, count, 1);
      validateCells(cells, isFixed ? null : validation);
    }
  }
}

function runsOf(areFixed: readonly boolean[]): { readonly at: number; readonly isFixed: boolean; count: number }[] {
  const runs: { readonly at: number; readonly isFixed: boolean; count: number }[] = [];
  for (const [at, isFixed] of areFixed.entries()) {
    const last = runs.at(-1);
    if (last?.isFixed === isFixed) last.count += 1;
    else runs.push({ at, isFixed, count: 1 });
  }
  return runs;
}
