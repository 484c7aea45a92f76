import type { FieldValue } from '../../../../shared/sync/record.ts';
import type { TableColumn } from '../table-kind.ts';
import { type ColumnLook, enteredColumn, type FieldEntry } from './entry-columns.ts';

/**
 * A column that says which record a row is: entered in new rows only, since another month's figures are another record.
 * `noun` is what people call it in a sentence: `quarter`.
 */
export function namingColumn<V extends FieldValue>(look: ColumnLook, noun: string, entry: FieldEntry<V>): TableColumn {
  const refusal = (): string =>
    `The ${noun} of a recorded row stays: press Undo, and enter another ${noun} in a new row below the table`;
  return enteredColumn(look, { ...entry, refusal });
}
