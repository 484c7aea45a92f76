import { changedCells, followedRows, type NewRowPlace, newRowsIn } from '../compare/others-entries.ts';
import { isWriter, type TableWriter, type Writer } from '../settings/table-writer.ts';
import { joinedCells } from '../sheet/foreign-cells.ts';
import type { ForeignCells, TableState } from '../table-work.ts';

/** What a person's first look at a table found, and what became of it since. */
export interface FirstLook {
  /** `subject` of the person. */
  readonly person: string;
  /** Rows without a key that are somebody else's. */
  readonly newRows: readonly NewRowPlace[];
}

/**
 * What is not a person's own in a table that was just read. Where another wrote it last, or the same person in another
 * browser, nothing that stands otherwise than it was written is theirs at their first look; from then on all is that no
 * event tells to be somebody else's.
 */
export function lookAt(
  state: TableState,
  me: Writer,
  { before, writer, told }: { before: FirstLook | null; writer: TableWriter | null; told: ForeignCells },
): { readonly look: FirstLook; readonly foreign: ForeignCells } {
  const present = newRowsIn(state.reading);
  const isFirst = before?.person !== me.subject;
  const isOwn = isWriter(writer, me);
  const noted = (writer?.newRows ?? []).map((mark): NewRowPlace => ({ at: -1, mark }));
  const known = !isFirst ? before.newRows : isOwn ? noted : present;
  const look = { person: me.subject, newRows: followedRows(known, present, told) };
  return { look, foreign: isFirst && !isOwn ? joinedCells(told, changedCells(state)) : told };
}

/** What the workbook is to know of a table's last writer; null where it knows, or nothing was written that tells of them. */
export function writerAfter(
  { newRows }: FirstLook,
  me: Writer,
  before: TableWriter | null,
  { isWritten, sent }: { readonly isWritten: boolean; readonly sent: ReadonlySet<string> },
): TableWriter | null {
  const marks = [...new Set(newRows.map(({ mark }) => mark))].filter((mark) => !sent.has(mark)).sort();
  const isKnown = isWriter(before, me);
  if (isKnown && before?.newRows.join() === marks.join()) return null;
  return isWritten || isKnown ? { ...me, newRows: marks } : null;
}
